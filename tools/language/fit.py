"""Training: what the weights get wrong on sentences and words moves them, and half of that is taken."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from dechaff.language import letters
from dechaff.language.grams import keys
from language.corpus import Piece, fragments
from language.naive import Weights

_RATE, _DECAY, _HEAT = 0.15, 1e-5, 0.35
_BATCH = 256
_ROUNDS = 2
_TAKEN = 0.5
# Longer texts have more n-grams, which do not speak independently of one another.
_CHARS = 40


def hashed(grams: Sequence[str]) -> Any:
    """The number of each n-gram, as the package computes it."""
    found = []
    for gram in grams:
        codes = np.array([32, *map(ord, gram.strip()), 32], np.uint32)
        first, last = (0 if gram[0] == " " else 1), (len(codes) if gram[-1] == " " else len(codes) - 1)
        found.append(keys(codes[first:last])[-1])
    return np.array(found, np.uint32)


def fit(weights: Weights, own: str, pieces: Sequence[Piece], seed: int = 1) -> Weights:
    """The weights after training on the pieces in this script."""
    place = {lang: at for at, lang in enumerate(weights.langs)}
    numbers = hashed(weights.grams)
    order = np.argsort(numbers, kind="stable")
    dice = random.Random(seed)
    moved = np.zeros_like(weights.table)
    seen = np.full(len(numbers), 1e-8, np.float32)
    pieces = [piece for piece in pieces if piece.lang in place]
    for _ in range(_ROUNDS):
        texts = fragments(pieces, dice)
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            _step(weights.table, moved, seen, _counted(batch, own, numbers, order), batch, place)
    return Weights(weights.grams, weights.langs, weights.table + _TAKEN * moved)


def _counted(batch: Sequence[tuple[str, str, float]], own: str, numbers: Any, order: Any) -> Any:
    starts, found = [0], []
    sorted_numbers = numbers[order]
    for text, _, _ in batch:
        asked = keys(letters.read(text).of(own))
        at = np.minimum(np.searchsorted(sorted_numbers, asked), len(numbers) - 1)
        found.append(order[at[sorted_numbers[at] == asked]])
        starts.append(starts[-1] + len(found[-1]))
    rows = np.concatenate(found)
    table = sparse.csr_matrix((np.ones(len(rows), np.float32), rows, starts), (len(batch), len(numbers)))
    table.sum_duplicates()
    return table


def _step(
    table: Any, moved: Any, seen: Any, counted: Any, batch: Sequence[tuple[str, str, float]], place: Any
) -> None:
    rows = np.unique(counted.indices)
    if not len(rows):
        return
    counted = counted[:, rows]
    heat = np.array([_HEAT / max(1.0, len(text) / _CHARS) ** 0.5 for text, _, _ in batch], np.float32)
    points = (counted @ (table[rows] + moved[rows])) * heat[:, None]
    chance = np.exp(points - points.max(1, keepdims=True))
    chance /= chance.sum(1, keepdims=True)
    chance[np.arange(len(batch)), [place[lang] for _, lang, _ in batch]] -= 1
    chance *= (heat * np.array([weight for _, _, weight in batch], np.float32))[:, None] / len(batch)
    slope = counted.T @ chance + _DECAY * moved[rows]
    seen[rows] += (slope * slope).mean(1)
    moved[rows] -= _RATE * slope / np.sqrt(seen[rows])[:, None]

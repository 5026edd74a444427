"""Weights before training: how much oftener an n-gram is in a language than in all that share its script."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from language.corpus import Piece
from language.sources import Counts, Wide, add, is_gram, script

# An n-gram is learnt if some language has it so often, in n-grams of text.
_LEAST = 2.5
# Text that is assumed beside what was counted: of the mean of all languages.
_PRIOR = 1_500.0
_FLOOR = 0.3
_LEAST_TEXT = 2_000
# py3langid's say beside the others', its least log-probability, and how much it tells neighbours apart; the
# n-grams that are kept for a language that it alone knows.
_WIDE = 0.2
_WIDE_FLOOR = -13.5
_NEAR = 1.2
_OWN_GRAMS = 1_000


class Weights(NamedTuple):
    """The weights of one script: a row for each n-gram, a column for each language."""

    grams: list[str]
    langs: list[str]
    table: Any


def count(counts: Counts, pieces: Iterable[Piece], homes: Mapping[str, set[str]]) -> None:
    """Add what stands in texts."""
    for piece in pieces:
        for gram in grams(piece.text):
            if script(gram) in homes[piece.lang]:
                add(counts, gram, piece.lang, 1.0)


def grams(text: str) -> Iterable[str]:
    """The n-grams of a text, as the package's scorer cuts them."""
    for word in "".join(c if is_gram(c) else " " for c in text.lower()).split():
        word = f" {word} "
        for size in range(1, 7):
            for at in range(len(word) - size + 1):
                if is_gram(word[at : at + size]):
                    yield word[at : at + size]


def weigh(counts: Counts, own: str, langs: Sequence[str], wide: Wide, most: int) -> Weights:
    """The weights of one script's `most` most telling n-grams."""
    place = {lang: at for at, lang in enumerate(langs)}
    found: list[tuple[list[str], Any, Any]] = []
    for kind in sorted(counts):
        names = [
            g for g in sorted(counts[kind]) if script(g) == own and max(counts[kind][g].values()) >= _LEAST
        ]
        if not names:
            continue
        table = np.zeros((len(names), len(langs)), np.float32)
        for row, name in enumerate(names):
            for lang, n in counts[kind][name].items():
                if lang in place:
                    table[row, place[lang]] = n
        found.append((names, *_logs(table)))
    telling = np.concatenate([worth for _, _, worth in found])
    least = np.sort(telling)[-most] if len(telling) > most else -1.0
    rows = [(name, row) for names, logs, worth in found for name, row in zip(names, logs, strict=True)]
    kept = [one for one, worth in zip(rows, telling, strict=True) if worth >= least]
    weights = Weights([name for name, _ in kept], list(langs), np.array([row for _, row in kept]))
    return _widened(weights, own, wide)


def _logs(table: Any) -> tuple[Any, Any]:
    """Log ratios, and how telling each n-gram is: often, and not everywhere."""
    text = np.maximum(table.sum(0), _LEAST_TEXT)
    share = table / text
    smooth = (table + _PRIOR * share.mean(1, keepdims=True) + _FLOOR) / (text + _PRIOR + _FLOOR * len(table))
    logs = np.log(smooth)
    logs = logs - logs.mean(1, keepdims=True)
    told = share * np.abs(logs)
    return logs, told.max(1) * 0.5 + told.mean(1) * 4


def _widened(weights: Weights, own: str, wide: Wide) -> Weights:
    """The same, with a fifth of what py3langid says of the languages that it knows."""
    shared = [at for at, lang in enumerate(weights.langs) if lang in wide.langs]
    known = [wide.langs.index(weights.langs[at]) for at in shared]
    row_of = {gram: at for at, gram in enumerate(weights.grams)}
    for gram, logs in zip(wide.grams, wide.logs, strict=True):
        if gram in row_of:
            said = np.maximum(logs[known], _WIDE_FLOOR)
            weights.table[row_of[gram], shared] += _WIDE * (said - said.mean())
    return weights


def with_neighbours(weights: Weights, own: str, near: Mapping[str, str], wide: Wide) -> Weights:
    """With a column for each language that only py3langid knows: its neighbour's, and where they differ."""
    langs, table, grams = list(weights.langs), weights.table, list(weights.grams)
    row_of = {gram: at for at, gram in enumerate(grams)}
    here = [(gram, logs) for gram, logs in zip(wide.grams, wide.logs, strict=True) if script(gram) == own]
    extra = _telling(here, [wide.langs.index(lang) for lang in near if near[lang] in langs], wide)
    extra = [gram for gram in extra if gram not in row_of]
    table = np.concatenate([table, np.zeros((len(extra), len(langs)), np.float32)])
    row_of |= {gram: at for at, gram in enumerate(extra, len(grams))}
    grams += extra
    for lang, other in near.items():
        if other not in weights.langs:
            continue
        column = table[:, langs.index(other)].copy()
        mine, theirs = wide.langs.index(lang), wide.langs.index(other)
        for gram, logs in here:
            if gram in row_of:
                said = np.maximum(logs[[mine, theirs]], _WIDE_FLOOR)
                column[row_of[gram]] += _NEAR * (said[0] - said[1])
        langs.append(lang)
        table = np.concatenate([table, column[:, None]], 1)
    return Weights(grams, langs, table)


def _telling(here: list[tuple[str, Any]], columns: Sequence[int], wide: Wide) -> list[str]:
    """The n-grams that speak most for one of some languages of py3langid."""
    logs = np.array([row for _, row in here])
    found: set[str] = set()
    for column in columns:
        worth = np.exp(logs[:, column]) * (logs[:, column] - logs.mean(1))
        found |= {here[at][0] for at in np.argsort(-worth, kind="stable")[:_OWN_GRAMS]}
    return sorted(found)

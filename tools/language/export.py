"""The weights as the package reads them: whole numbers, sparse, one n-gram in a slot."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dechaff.language import letters
from dechaff.language.scorer import Scorer
from language.corpus import Piece
from language.fit import hashed
from language.naive import Weights

# One point is so much of a natural logarithm.
POINT = 0.1
# What more than the languages below it have counts; this share of them is the floor.
_FLOOR = 40
_FEW = 6
# Fewer points are noise.
_LEAST = 3
_CHUNK, _TEXT, _SOME = 1_000, 40_000, 20


def stored(name: str, weights: Weights, bits: int) -> dict[str, Any]:
    """The arrays of one script."""
    numbers = hashed(weights.grams)
    share = _FLOOR if len(weights.langs) > _FEW else 0
    over = weights.table - np.percentile(weights.table, share, axis=1, keepdims=True)
    points = np.clip(np.rint(over / POINT), 0, 255).astype(np.uint8)
    points[points < _LEAST] = 0
    kept = _one_a_slot(numbers >> np.uint32(32 - bits), points.max(1))
    kept = kept[np.argsort(numbers[kept], kind="stable")]
    points = points[kept]
    rows, columns = np.nonzero(points)
    return {
        f"{name}.codes": np.array(weights.langs),
        f"{name}.steps": np.diff(numbers[kept], prepend=np.uint32(0)),
        f"{name}.counts": np.bincount(rows, minlength=len(kept)).astype(np.uint8),
        f"{name}.columns": columns.astype(np.uint8),
        f"{name}.points": points[rows, columns],
        f"{name}.bits": np.array(bits),
        f"{name}.usual": np.zeros(len(weights.langs), np.uint16),
    }


def usual(judge: Scorer, script: str, pieces: Sequence[Piece], near: Mapping[str, str]) -> Any:
    """The points for ten n-grams that each language has in half of its own texts of a thousand characters.

    Of languages without texts, those of their neighbours.
    """
    texts: dict[str, str] = {}
    for text, lang, short in pieces:
        if (
            not short
            and len(texts.get(lang, "")) < _TEXT
            and letters.read(text).counts().get(script, 0) > _SOME
        ):
            texts[lang] = texts.get(lang, "") + " " + text
    found = dict.fromkeys(judge.codes, 0)
    for at, code in enumerate(judge.codes):
        text = texts.get(code, "")
        chunks = [text[i : i + _CHUNK] for i in range(0, len(text), _CHUNK)]
        scores = [judge.score(letters.read(chunk).of(script)) for chunk in chunks]
        shares = sorted(10 * int(score.points[at]) // score.grams for score in scores if score.grams)
        found[code] = shares[len(shares) // 2] if shares else 0
    return np.array([found[code] or found[near[code]] for code in judge.codes], np.uint16)


def _one_a_slot(slots: Any, worth: Any) -> Any:
    """Of the n-grams that share a slot, the one that tells most."""
    order = np.lexsort((np.arange(len(slots)), -worth.astype(np.int64), slots))
    first = np.ones(len(order), bool)
    first[1:] = slots[order][1:] != slots[order][:-1]
    return order[first]

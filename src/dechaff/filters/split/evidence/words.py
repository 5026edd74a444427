"""Words: how far the vocabulary of a text changes between one unit and the next.

Each word counts by how rare it is in the text. What is asked at a gap is which share of the words
behind it is new, that is, not among those shortly before it; and the same backwards. Where an article
ends, most words are new; where only a section ends, many come again (cf. Youmans' vocabulary management
profile and Hearst's TextTiling).

Weights are whole numbers: sums of them are the same on every machine.
"""

import re
from collections.abc import Iterable, Sequence
from math import log
from typing import Any

import numpy as np

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
# Endings differ: a word is known by how it begins, in Arabic without "and", prepositions and the article.
_ARABIC = re.compile(r"(?<![^\W\d_])[وف]?(?:[بكل]?ال|لل)?(?=[\u0620-\u064a]{3})")
_STEM = 5
_PAIR = 2
_NAME = re.compile(r"(?<![^\W\d_])[^\W\d_a-z][^\W\d_]{2,}")
# How many words beside a gap are looked at, and among how many before or behind they are looked for.
SCALES = ((25, 150), (60, 500), (150, 600), (300, 2000))
NAME_SCALES = ((12, 60), (30, 200), (80, 500))
_UNITS = 1000

# Arrays of numbers, one entry for each unit or for each word.
Numbers = Any
Columns = dict[str, Numbers]


def tokens(text: str) -> list[str]:
    """The words of a text by how they begin; pairs of characters in scripts without spaces."""
    low = text.lower()
    if not low.isascii() and "ال" in low:
        low = _ARABIC.sub("", low)
    words = [word[:_STEM] for word in _WORD.findall(low)]
    if low.isascii() or not _UNSPACED.search(low):
        return words
    spaced = [word for word in words if not _UNSPACED.search(word)]
    runs = _UNSPACED.findall(low)
    return spaced + [run[i : i + _PAIR] for run in runs for i in range(max(len(run) - 1, 1))]


def names(text: str) -> list[str]:
    """The words of a text that begin with a capital, but for the first; names, mostly."""
    return [word[:_STEM] for word in _NAME.findall(text, 1)]


class Vocabulary:
    """The words of a text in a row, and where each of them stood before and stands next.

    Attributes:
        at: for each unit where in the row its words begin; one more than there are units.
        row: the words, as numbers.
        weights: how rare each word of the row is in the text.
        before: where in the row each word stood last before; far off for never.
        behind: where it comes next.
        new: for each unit and scale, the share of new words behind the gap before it.
        old: for each unit and scale, the share of words before that gap that do not come again.
    """

    def __init__(self, texts: Iterable[Sequence[str]], scales: Sequence[tuple[int, int]]) -> None:
        known: dict[str, int] = {}
        row: list[int] = []
        at = [0]
        for words in texts:
            row += [known.setdefault(word, len(known)) for word in words]
            at.append(len(row))
        self.at = np.array(at)
        self.row = np.array(row, dtype=np.int64)
        self.weights = self._rarity(len(known))[self.row]
        before, behind = self._neighbours()
        self.before, self.behind = before, behind
        gaps = self.at[:-1]
        self.new = [self._share(gaps, range(near), before, gaps - far, ahead=True) for near, far in scales]
        self.old = [
            self._share(gaps, range(-near, 0), behind, gaps + far, ahead=False) for near, far in scales
        ]

    def _rarity(self, words: int) -> Numbers:
        """The weight of each word: the fewer units have it, the more."""
        unit_of = np.repeat(np.arange(len(self.at) - 1), np.diff(self.at))
        pairs = np.unique(self.row * len(self.at) + unit_of)
        units = np.bincount(pairs // len(self.at), minlength=words)
        count = max(int((np.diff(self.at) > 0).sum()), 1)
        known = {int(n): round(_UNITS * log(1 + count / int(n))) for n in np.unique(units)}
        return np.array([known[int(n)] for n in units], dtype=np.int64)

    def _neighbours(self) -> tuple[Numbers, Numbers]:
        """Where each word stood last before it, and where it comes next; far off for never."""
        size = len(self.row)
        order = np.argsort(self.row, kind="stable")
        same = self.row[order][1:] == self.row[order][:-1]
        before = np.full(size, -(10**9))
        behind = np.full(size, 10**9)
        before[order[1:][same]] = order[:-1][same]
        behind[order[:-1][same]] = order[1:][same]
        return before, behind

    def _share(self, gaps: Numbers, window: range, other: Numbers, limit: Numbers, *, ahead: bool) -> Numbers:
        """Of the words beside each gap that count, the share whose other place lies beyond a limit."""
        size = len(self.row)
        if not size:
            return np.zeros(len(gaps))
        places = gaps[:, None] + np.array(window)
        inside = (places >= 0) & (places < size)
        places = np.clip(places, 0, size - 1)
        others = other[places]
        # A word counts once: where it stands first behind the gap, or last before it.
        counts = inside & ((others < gaps[:, None]) if ahead else (others >= gaps[:, None]))
        beyond = counts & ((others < limit[:, None]) if ahead else (others >= limit[:, None]))
        weights = self.weights[places]
        every = np.where(counts, weights, 0).sum(axis=1)
        return np.where(beyond, weights, 0).sum(axis=1) / np.maximum(every, 1)

"""Scores of languages for the letters of one script: whole numbers, summed, the same on every machine.

`weights.npz` (made by `tools/train_language.py`, which says what from) holds for each script a table of
n-grams: what each speaks for, and how much. A score is the sum over all n-grams of a text, so that no order
of summing, and no machine, changes it.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dechaff.language.grams import Numbers, keys

_WEIGHTS = Path(__file__).with_name("weights.npz")
_BLOCK = 10_000


class Score(NamedTuple):
    """What the n-grams of a text speak for.

    Attributes:
        points: for each language of the scorer, whole numbers.
        grams: how many n-grams there were.
        known: how many of them the scorer knows.
    """

    points: Any
    grams: int
    known: int


class Scorer:
    """The languages of one script.

    Attributes:
        codes: the languages, in the order of their points.
        usual: the points that each has for ten n-grams of its own text; 0 where that is not known.
    """

    def __init__(
        self, codes: tuple[str, ...], numbers: Numbers, cells: Any, bits: int, usual: tuple[int, ...]
    ) -> None:
        self.codes = codes
        self.usual = usual
        self._shift = np.uint32(32 - bits)
        self._numbers = np.concatenate([np.zeros(1, np.uint32), numbers])
        self._cells = np.concatenate([np.zeros((1, len(codes)), np.uint8), cells])
        self._slots = np.zeros(1 << bits, np.int32)
        self._slots[numbers >> self._shift] = np.arange(1, len(numbers) + 1)

    def score(self, letters: Numbers) -> Score:
        """What letters of this script speak for."""
        found = keys(letters)
        rows = self._slots.take(found >> self._shift)
        rows = rows[self._numbers.take(rows) == found]
        # Sums of bytes stay below 2**24 for any sample, so these floats are exact.
        points = np.ones(len(rows), np.float32) @ self._cells.take(rows, axis=0).astype(np.float32)
        return Score(points.astype(np.int64), len(found), len(rows))


@cache
def scorer(script: str) -> Scorer | None:
    """The scorer of a script; None where there is none."""
    return load(_WEIGHTS, script)


def load(path: Path, script: str) -> Scorer | None:
    """The scorer of a script from a file of weights; None where there is none.

    Raises:
        OSError: the file cannot be read.
    """
    with np.load(path) as stored:
        if f"{script}.codes" not in stored:
            return None
        codes = tuple(str(code) for code in stored[f"{script}.codes"])
        numbers = np.cumsum(stored[f"{script}.steps"], dtype=np.uint32)
        shape = (len(numbers), len(codes))
        cells = _filled(shape, *(stored[f"{script}.{name}"] for name in ("counts", "columns", "points")))
        bits, usual = int(stored[f"{script}.bits"]), tuple(map(int, stored[f"{script}.usual"]))
    return Scorer(codes, numbers, cells, bits, usual)


def _filled(shape: tuple[int, int], counts: Any, columns: Any, points: Any) -> Any:
    """The table of points, a block of rows at a time: indices take more memory than what they point at."""
    cells = np.zeros(shape, np.uint8)
    ends = np.cumsum(counts, dtype=np.int64)
    for first in range(0, shape[0], _BLOCK):
        last = min(first + _BLOCK, shape[0])
        own = slice(int(ends[first - 1]) if first else 0, int(ends[last - 1]))
        rows = np.repeat(np.arange(first, last), counts[first:last])
        cells[rows, columns[own]] = points[own]
    return cells

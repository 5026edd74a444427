"""Counting: paragraphs that are numbered on across a gap belong to one article, as those of a law do."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dechaff.filters.split.evidence.units import TEXT, Unit
from dechaff.filters.split.evidence.words import Columns, Numbers

if TYPE_CHECKING:
    from dechaff.filters.split.evidence.view import View

# What stands before the number of a paragraph, the number, and what stands behind it.
_NUMBERED = re.compile(
    r"([^\d\s]{0,12}[ (]?)(?:(\d{1,4})|(?<=第)([一二三四五六七八九十百零〇]{1,7}))([^\w\s]|\s|\w)"
)
_FIGURES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100}

NAMES = ("counts_on", "starts_over")

# A row of which so many steps are from one line to the next is one text, however many other paragraphs it
# has: articles that are numbered each have one number. Between two of its paragraphs stands a heading.
_LEAST_STEPS, _DENSE, _HEADING = 4, 0.2, range(2, 7)


def counting(view: "View") -> Columns:
    """For each gap how many rows of numbers run on across it, and how many start over behind it."""
    steps = np.zeros((len(NAMES), len(view.units) + 1), dtype=np.int64)
    for row in view.numbered:
        for (above, a), (below, b) in pairwise(row):
            if b == a + 1 or b == 1:
                way = 0 if b == a + 1 else 1
                steps[way, above + 1] += 1
                steps[way, below + 1] -= 1
    return dict(zip(NAMES, _summed(steps), strict=True))


def within_one_text(view: "View") -> Numbers:
    """The gaps before the headings of a text whose paragraphs are numbered through, such as a law's."""
    found: list[int] = []
    for row in view.numbered:
        steps = [(above, below) for (above, a), (below, b) in pairwise(row) if b == a + 1]
        dense = sum(below - above == 1 for above, below in steps)
        if dense >= _LEAST_STEPS and dense >= _DENSE * len(steps):
            for above, below in steps:
                found += range(above + 1, below + 1) if below - above in _HEADING else ()
    return np.array(found, dtype=np.int64)


def numbered(units: Sequence[Unit]) -> list[list[tuple[int, int]]]:
    """The paragraphs that are numbered in one way, each with its number, for every way."""
    rows: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, unit in enumerate(units):
        found = _NUMBERED.match(unit.text) if unit.kind == TEXT else None
        if found:
            number = int(found[2]) if found[2] else chinese_number(found[3])
            rows.setdefault((found[1], found[4]), []).append((index, number))
    return list(rows.values())


def _summed(steps: Numbers) -> Numbers:
    return np.cumsum(steps, axis=1)[:, :-1]


def chinese_number(text: str) -> int:
    """The number that Chinese numerals up to 999 say.

    >>> [chinese_number(text) for text in ("八", "十二", "四十八", "一百零五")]
    [8, 12, 48, 105]
    """
    total = figure = 0
    for sign in text:
        if sign in _UNITS:
            total, figure = total + (figure or 1) * _UNITS[sign], 0
        else:
            figure = _FIGURES[sign]
    return total + figure

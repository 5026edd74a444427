"""View: a file as its features see it: units, their templates, and how the vocabulary changes."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from dechaff.filters.split.evidence.counting import numbered
from dechaff.filters.split.evidence.furniture import sort_of
from dechaff.filters.split.evidence.templates import groups
from dechaff.filters.split.evidence.units import RULE, SCRAP, STAMP, TEXT, TITLE, Unit
from dechaff.filters.split.evidence.words import NAME_SCALES, SCALES, Numbers, Vocabulary, names, tokens

KINDS = {RULE: 0, STAMP: 1, SCRAP: 2, TITLE: 3, TEXT: 4}
_HEAD = 5
SHIFT_UNITS = 10_000
_FAR = 99


class View:
    """A file: one entry of each array for each unit.

    Attributes:
        units: the lines that are not blank.
        keys: the keys of each unit that others have too.
        members: the units of each such key.
        shift: how much the vocabulary changes before each unit, from 0 to 1.
        text_before: how long the paragraphs are before each unit, and at last all.
        size_before: the same of all units that have a letter or a figure.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.keys, self.members = groups(units)
        self.vocabulary = Vocabulary((tokens(unit.text) for unit in units), SCALES)
        self.names = Vocabulary((names(unit.text) for unit in units), NAME_SCALES)
        self.kind = np.array([KINDS[unit.kind] for unit in units])
        self.size = np.array([unit.size for unit in units])
        self.furniture = np.array([0 if unit.kind == TEXT else sort_of(unit.folded) for unit in units])
        self.blank = np.array([unit.blank for unit in units])
        self.is_text = self.kind == KINDS[TEXT]
        self.text_before = _before(np.where(self.is_text, self.size, 0))
        self.size_before = _before(np.where(self.kind == KINDS[RULE], 0, self.size))
        self.shift = (self.vocabulary.new[1] + self.vocabulary.old[1]) / 2
        self.shift[0] = 0
        # The same as lists, for loops: a change of vocabulary as a whole number.
        self.shifts: list[int] = (self.shift * SHIFT_UNITS).astype(np.int64).tolist()
        self.texts: list[int] = self.text_before.tolist()

    @cached_property
    def usual_shift(self) -> Numbers:
        """The quartiles of the change of vocabulary before paragraphs."""
        return _quartiles(self.shift[1:][self.is_text[1:]])

    @cached_property
    def usual_blank(self) -> Numbers:
        """The quartiles of the number of blank lines."""
        return _quartiles(self.blank[1:])

    @cached_property
    def next_text(self) -> Numbers:
        """For each unit how many units on the next text stands, itself included; many for none."""
        distance, found = _FAR, []
        for is_text in self.is_text[::-1].tolist():
            distance = 0 if is_text else min(distance + 1, _FAR)
            found.append(distance)
        return np.array(found[::-1])

    @cached_property
    def numbered(self) -> list[list[tuple[int, int]]]:
        """The rows of paragraphs that are numbered in one way: units and their numbers."""
        return numbered(self.units)

    @cached_property
    def could_begin(self) -> list[bool]:
        """Whether an article could begin at a unit: no text, and text soon."""
        found: list[bool] = (~self.is_text & (self.next_text <= _HEAD)).tolist()
        return found


def _before(sizes: Numbers) -> Numbers:
    return np.concatenate([[0], np.cumsum(sizes)])


def _quartiles(values: Numbers) -> Numbers:
    if not len(values):
        return np.zeros(3)
    return np.sort(values)[[quarter * (len(values) - 1) // 4 for quarter in (1, 2, 3)]]

"""Boundaries: where articles begin, from the scores of all gaps."""

from collections.abc import Mapping, Sequence, Set
from math import exp, log
from typing import NamedTuple

import numpy as np

from dechaff.filters.split.evidence.consensus import (
    LEAST_ARTICLE,
    LEAST_BRIEF,
    MEANS,
    SURE,
    Leader,
    agreed,
    leader,
    second_look,
    thousandths,
)
from dechaff.filters.split.evidence.counting import within_one_text
from dechaff.filters.split.evidence.features import features
from dechaff.filters.split.evidence.forest import forests
from dechaff.filters.split.evidence.marks import marked
from dechaff.filters.split.evidence.units import Unit
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.evidence.whole import whole
from dechaff.filters.split.evidence.words import Numbers

# Gaps that the first look gives less than this are given up, unless their likes do better.
HOPELESS = -4.0
HOPELESS_LIKES = -2.0
# A file whose best gap gets less than this is one article: the other looks are not worth their time.
NO_HOPE = -3.0
# What is chosen to judge the file as a whole by.
TRIAL = 0.3


class Boundary(NamedTuple):
    """A gap that may be a boundary: the unit behind it, and how sure it is, from 0 to 1."""

    unit: int
    confidence: float


class Judgement(NamedTuple):
    """What a file looks like.

    Attributes:
        view: the file.
        several: how sure it is that it has several articles, from 0 to 1.
        scores: the log-odds of each gap.
        leader: the group of lines that explains most of the likely gaps.
    """

    view: View
    several: float
    scores: Numbers
    leader: Leader

    def boundaries(self, threshold: float) -> list[Boundary]:
        """The best row of boundaries of which each is at least so sure, each article long enough."""
        return self._at(choose(self.view, self.scores, threshold))

    def marked(self, known: Set[int], limits: Mapping[str, float]) -> list[Boundary]:
        """The gaps beside a line that recurs word for word and may be a delimiter (`marks.py`)."""
        return self._at(marked(self.view, self.scores, self.several, known, limits))

    def _at(self, gaps: Sequence[int]) -> list[Boundary]:
        return [Boundary(i, _chance(self.scores[i])) for i in gaps]


def judge(units: Sequence[Unit]) -> Judgement | None:
    """What a text looks like; None where it is too short or too even to have several articles."""
    if len(units) < 2:
        return None
    view = View(units)
    if view.size_before[-1] < LEAST_ARTICLE:
        return None
    rows = features(view)
    trees = forests()
    scores = trees["first"].scores(rows)
    if scores[1:].max() < NO_HOPE:
        return None
    for name in ("second", "third"):
        more = second_look(view, scores)
        at = alive(scores, more)
        scores = np.minimum(scores, HOPELESS)
        scores[at] = trees[name].scores(np.hstack([rows[at], more[at]]))
    scores[within_one_text(view)] = HOPELESS
    row = whole(view, rows, scores, choose(view, scores, TRIAL))
    several = _chance(trees["whole"].scores(row)[0])
    after = agreed(view, scores)
    return Judgement(view, several, after, leader(view, thousandths(after)))


def alive(scores: Numbers, more: Numbers) -> Numbers:
    """The gaps that are worth another look."""
    hope = (scores > HOPELESS) | (more[:, MEANS].max(axis=1) > HOPELESS_LIKES)
    hope[0] = False
    return np.flatnonzero(hope)


def choose(view: View, scores: Numbers, threshold: float) -> list[int]:
    """The gaps above a threshold whose sum of log-odds is largest, with articles that are long enough."""
    least = log(threshold / (1 - threshold))
    sizes = view.size_before
    able = [
        (int(i), float(scores[i]) - least, _least(float(scores[i])))
        for i in np.flatnonzero(scores > least)
        if i and sizes[-1] - sizes[i] >= _least(float(scores[i]))
    ]
    best: list[float] = [0.0]
    taken: list[int | None] = []
    for number, (index, gain, own) in enumerate(able):
        before = number
        while before and sizes[index] - sizes[able[before - 1][0]] < max(own, able[before - 1][2]):
            before -= 1
        with_it = best[before] + gain
        taken.append(before if with_it > best[number] else None)
        best.append(max(with_it, best[number]))
    return _traced(able, taken)


def _least(score: float) -> int:
    """How many characters an article has at least beside a gap with this score."""
    return LEAST_BRIEF if score >= SURE else LEAST_ARTICLE


def _traced(able: Sequence[tuple[int, float, int]], taken: Sequence[int | None]) -> list[int]:
    found, at = [], len(able)
    while at:
        before = taken[at - 1]
        if before is None:
            at -= 1
        else:
            found.append(able[at - 1][0])
            at = before
    return found[::-1]


def _chance(score: float) -> float:
    return round(1 / (1 + exp(-max(-50.0, min(float(score), 50.0)))), 4)

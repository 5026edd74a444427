"""Marks: a line that recurs word for word and may be a delimiter, though it parted nothing or not everywhere.

Such a line is worth a glance even where its gaps are no likely boundaries one by one: whoever wrote it again
and again meant something by it.
"""

from collections.abc import Iterator, Mapping, Set
from math import log

import numpy as np

from dechaff.filters.split.evidence.consensus import LEAST_BRIEF, thousandths
from dechaff.filters.split.evidence.recurrence import OFFSETS
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.evidence.words import Numbers

_LEAST = 0.0001


def marked(
    view: View, scores: Numbers, several: float, known: Set[int], limits: Mapping[str, float]
) -> list[int]:
    """The gaps beside the line that parts the file most often, or if none does, whose gaps score best.

    Args:
        view: the file.
        scores: the log-odds of its gaps.
        several: how sure it is that the file has several articles.
        known: the gaps at which the file is parted.
        limits: how often the line must recur, and which share of its gaps must be parted, or else what
            the log-odds of its gaps, on average, and of the file must come to together.

    Returns:
        Nothing where no line comes up to that.
    """
    own = thousandths(scores)
    best, found = (0, -np.inf), list[int]()
    for places in _beside(view, limits["lines"]):
        parted = sum(place in known for place in places)
        if known and parted < limits["share"] * len(places):
            continue
        rank = parted, float(own[places].mean()) / 1000
        if rank > best and int(np.diff(view.size_before[places]).min()) >= LEAST_BRIEF:
            best, found = rank, places
    odds = log(max(several, _LEAST) / max(1 - several, _LEAST))
    return found if known or best[1] + odds >= limits["together"] else []


def _beside(view: View, least: float) -> Iterator[list[int]]:
    """The gaps that lines which differ in figures only stand beside, for each place where they may stand."""
    for key, members in view.members.items():
        if key.is_exact and len(members) >= least:
            for offset in OFFSETS:
                places = [member - offset for member in members if 0 < member - offset < len(view.units)]
                if len(places) > 1:
                    yield places

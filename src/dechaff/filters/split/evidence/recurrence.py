"""Recurrence: lines that recur, as hypotheses of where the articles of a file begin."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dechaff.filters.split.evidence.templates import Key
from dechaff.filters.split.evidence.view import SHIFT_UNITS, View
from dechaff.filters.split.evidence.words import Columns

# Where lines that recur stand beside a boundary: how many units behind it.
OFFSETS = (-2, -1, 0, 1, 2)
# Beyond so many times, often is often.
_MOST = 12
_FIGURE = re.compile(r"\d{1,6}")


class Group(NamedTuple):
    """Lines that share a key, as a hypothesis: each stands at the same place beside a boundary."""

    times: int = 0
    exact: int = 0
    heads: float = 0.0
    shift: float = 0.0
    least_shift: float = 0.0
    least_gap: int = 0
    usual_gap: int = 0
    uncovered: float = 0.0
    rising: float = 0.0

    @property
    def weight(self) -> float:
        """How much the group says, to choose among several of one line."""
        sort = 1.2 if self.exact else 1.0
        return (0.5 + self.shift) * (0.2 + self.heads) * min(self.times, 8) * sort


def recurrence(view: View) -> Columns:
    """Of the groups of the lines around each gap the one that says most, for each place beside it."""
    best: dict[int, list[Group]] = {offset: [_NO_GROUP] * len(view.units) for offset in OFFSETS}
    heaviest = {offset: [_NO_GROUP.weight] * len(view.units) for offset in OFFSETS}
    for key, members in view.members.items():
        rising = _rising(view, members)
        for offset in OFFSETS:
            group = _group(view, key, members, offset, rising)
            chosen, weights, weight = best[offset], heaviest[offset], group.weight
            for place in (m - offset for m in members):
                if 0 <= place < len(chosen) and weight > weights[place]:
                    chosen[place], weights[place] = group, weight
    found: Columns = {}
    for offset in OFFSETS:
        for name, column in zip(Group._fields, zip(*best[offset], strict=True), strict=True):
            found[f"{name}{offset:+d}"] = np.array(column)
    counts = np.array([found[f"times{offset:+d}"] for offset in OFFSETS])
    found["grouped"] = (counts > 0).sum(axis=0)
    found["aligned"] = ((counts > 0) & (counts >= counts.max(axis=0) - 1)).sum(axis=0)
    shifts = np.array([found[f"shift{offset:+d}"] for offset in OFFSETS])
    found["group_shift"] = np.where(counts > 2, shifts, 0).max(axis=0)
    return found


_NO_GROUP = Group()


def _group(view: View, key: Key, members: Sequence[int], offset: int, rising: float) -> Group:
    places = [m - offset for m in members if 0 <= m - offset < len(view.units)]
    inner = [place for place in places if place > 0]
    if not inner:
        return Group(len(members), key.is_exact)
    shifts = [view.shifts[place] for place in inner]
    text = view.texts
    sizes = sorted(text[b] - text[a] for a, b in pairwise(places))
    usual = sizes[len(sizes) // 2] if sizes else 0
    edge = text[places[0]] if offset >= 0 else text[-1] - text[places[-1]]
    return Group(
        times=min(len(members), _MOST),
        exact=key.is_exact,
        heads=sum(view.could_begin[place] for place in inner) / len(inner),
        shift=sum(shifts) / len(inner) / SHIFT_UNITS,
        least_shift=min(shifts) / SHIFT_UNITS,
        least_gap=sizes[0] if sizes else 0,
        usual_gap=usual,
        uncovered=min(edge / (usual + 1), 3.0),
        rising=rising,
    )


def _rising(view: View, members: Sequence[int]) -> float:
    """The share of lines whose first figure is by one higher than that of the line before."""
    figures = [found and int(found[0]) for found in (_FIGURE.search(view.units[m].text) for m in members)]
    steps = sum(a is not None and b is not None and b - a == 1 for a, b in pairwise(figures))
    return steps / (len(members) - 1)


def recurrence_names() -> tuple[str, ...]:
    """The names of the columns, in order."""
    columns = (f"{name}{offset:+d}" for offset in OFFSETS for name in Group._fields)
    return (*columns, "grouped", "aligned", "group_shift")

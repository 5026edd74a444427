"""Search: the boundaries of a file by evidence, each with its reasons; in blocks, where the file is long."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dechaff.filters.split.evidence.boundaries import Boundary, Judgement, judge
from dechaff.filters.split.evidence.reasons import reasons
from dechaff.filters.split.evidence.units import Unit

# A longer file is searched block by block, so that memory does not grow; the blocks overlap, for what
# is near an edge would look different there.
_BLOCK = 20_000
_OVERLAP = 500
# So near to where an article begins another does not.
NEAR = 3


class Found(NamedTuple):
    """A boundary: the unit that an article begins with, how sure that is from 0 to 1, and why."""

    unit: int
    confidence: float
    reason: str
    sure: bool


@cache
def thresholds() -> Mapping[str, Mapping[str, Any]]:
    """How sure is sure, from `thresholds.toml`."""
    return tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text("utf-8"))


def is_one(units: Sequence[Unit], articles: int) -> bool:
    """Whether a file that marks part into so many articles is all but surely one; a long one never is."""
    limits = thresholds()["one"]
    if articles > limits["articles"] or len(units) > _BLOCK:
        return False
    judgement = judge(units)
    return judgement is not None and judgement.several < limits["several"]


def search(units: Sequence[Unit], *, aggressive: bool) -> list[Found]:
    """The boundaries that are sure enough, and those that are likely, in order.

    Args:
        units: the units of the file.
        aggressive: take for sure what is likely.
    """
    found = []
    for start in range(0, len(units), _BLOCK):
        first = max(0, start - _OVERLAP)
        block = units[first : start + _BLOCK + _OVERLAP]
        inside = range(start, start + _BLOCK)
        shifted = (boundary._replace(unit=boundary.unit + first) for boundary in _in_block(block, aggressive))
        found += [boundary for boundary in shifted if boundary.unit in inside]
    return found


def _in_block(units: Sequence[Unit], aggressive: bool) -> Iterator[Found]:
    judgement = judge(units)
    if judgement is None:
        return
    sure = _sure(judgement, thresholds()["aggressive" if aggressive else "default"])
    known = {boundary.unit for boundary in sure}
    for boundary in sorted({*sure, *_likely(judgement, known)}):
        reason = reasons(judgement.view, boundary.unit, known | {boundary.unit})
        yield Found(boundary.unit, boundary.confidence, reason, boundary.unit in known)


def _sure(judgement: Judgement, limits: Mapping[str, float]) -> list[Boundary]:
    """The boundaries at which the file is parted."""
    if judgement.several < limits[_gate(judgement)]:
        return []
    sure = judgement.boundaries(limits["boundary"])
    if len(sure) == 1 and judgement.view.size_before[-1] < thresholds()["short"]["size"]:
        sure = [boundary for boundary in sure if boundary.confidence >= limits["short"]]
    return sure


def _likely(judgement: Judgement, known: Set[int]) -> Iterator[Boundary]:
    """The boundaries that are worth a note: what is likely, and where a line stands that recurs."""
    notes = thresholds()["note"]
    likely = judgement.boundaries(notes["boundary"]) if judgement.several >= notes[_gate(judgement)] else []
    yield from likely
    told = known | {boundary.unit for boundary in likely}
    for boundary in judgement.marked(known, thresholds()["marked"]):
        if told.isdisjoint(range(boundary.unit - NEAR, boundary.unit + NEAR + 1)):
            yield boundary


def _gate(judgement: Judgement) -> str:
    """Which threshold a file is held to: the more of what is likely one line explains, the lower."""
    leader = judgement.leader
    for gate, least in thresholds()["leader"].items():
        if len(leader.places) >= least["lines"] and leader.cover >= least["cover"]:
            return gate
    return "alone"

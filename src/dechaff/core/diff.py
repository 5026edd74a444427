"""The span edits between a text and what some function made of it.

Runs of ASCII and of other characters are compared: a repair of an encoding hardly ever changes an
ASCII run, so the runs of both sides usually pair up one to one, which is exact and fast. Where they
do not, the standard library's difflib aligns the runs, within bounds.
"""

import re
from collections.abc import Iterator

from dechaff.core.span import Span

_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
# difflib takes quadratic time at worst: beyond this many runs the change is one edit.
_MOST_RUNS = 2_000


def edits_between(old: str, new: str) -> Iterator[tuple[Span, str]]:
    """The edits, disjoint and sorted, that turn `old` into `new`."""
    if old == new:
        return
    ours, theirs = _RUNS.findall(old), _RUNS.findall(new)
    if _paired(ours, theirs):
        yield from _zipped(ours, theirs)
    elif max(len(ours), len(theirs)) <= _MOST_RUNS:
        yield from _aligned(ours, theirs)
    else:
        yield _hull(old, new)


def _paired(ours: list[str], theirs: list[str]) -> bool:
    return len(ours) == len(theirs) and all(
        a == b or not (a.isascii() or b.isascii()) for a, b in zip(ours, theirs, strict=True)
    )


def _zipped(ours: list[str], theirs: list[str]) -> Iterator[tuple[Span, str]]:
    at = 0
    for run, other in zip(ours, theirs, strict=True):
        if run != other:
            yield Span(at, at + len(run)), other
        at += len(run)


def _aligned(ours: list[str], theirs: list[str]) -> Iterator[tuple[Span, str]]:
    from difflib import SequenceMatcher

    starts = [0]
    for run in ours:
        starts.append(starts[-1] + len(run))
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            span, other = _hull("".join(ours[i:j]), "".join(theirs[k:m]))
            yield span.shift(starts[i]), other


def _hull(old: str, new: str) -> tuple[Span, str]:
    """The one edit between two strings, without what they begin and end with in common."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return Span(head, len(old) - tail), new[head : len(new) - tail]

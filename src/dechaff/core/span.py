"""Spans: half-open ranges of code points, and the little algebra on them that everything else needs."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """The characters from `start` up to, not including, `end`; always code points, never lines or bytes."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many characters the span holds."""
        return self.end - self.start

    def shift(self, by: int) -> "Span":
        """The same span, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def touches(self, other: "Span") -> bool:
        """Whether the two share a character, or one is empty and lies inside or at an edge of the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def union(spans: Iterable[Span]) -> list[Span]:
    """The same characters as disjoint, sorted spans; neighbours that touch become one.

    >>> union([Span(4, 6), Span(0, 2), Span(1, 4)])
    [Span(start=0, end=6)]
    """
    merged: list[Span] = []
    first = last = -1
    for start, end in sorted(spans):
        if start > last:
            if last >= 0:
                merged.append(Span(first, last))
            first, last = start, end
        elif end > last:
            last = end
    return [*merged, Span(first, last)] if last >= 0 else merged


def subtract(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """What is left of `span` without `holes`, which are disjoint and sorted.

    >>> list(subtract(Span(0, 9), [Span(2, 3), Span(8, 12)]))
    [Span(start=0, end=2), Span(start=3, end=8)]
    """
    start = span.start
    for hole in holes:
        if hole.end <= start:
            continue
        if hole.start >= span.end:
            break
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)

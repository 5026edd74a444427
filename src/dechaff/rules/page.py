"""Page: what matchers see of a text: its lines, what was seen in them, where its body begins and ends."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, count, filterfalse
from typing import Any, TypeVar

from dechaff import dates
from dechaff.core.span import Span, subtract, union
from dechaff.core.text import Text
from dechaff.rules.index import Index, Seen, by_slot
from dechaff.rules.line import Line
from dechaff.rules.sheet import Lines, Sheet

# From which places rules look at a line of each zone.
SEEN_FROM = {
    "head": ("anywhere", "head", "edges"),
    "lead": ("anywhere", "lead"),
    "tail": ("anywhere", "tail", "edges"),
    "anywhere": ("anywhere",),
}

Known = TypeVar("Known")


class Page:
    """The lines of a text that are not blank, in order, and its body.

    The body reaches from the first line that reads like a paragraph to the last. A text without
    such a line has no zones, so that rules which need one keep silent.

    Attributes:
        lines: the lines that are still there.
        every: all of them, those that are gone among them.
        changed: those that lost a part, by their number.
    """

    def __init__(self, text: Text, index: Index | None = None) -> None:
        self._sheet = Sheet(text)
        self._index = index
        self._show(range(len(self._sheet.texts)), {})
        self.every = self.lines

    def _show(self, rows: Sequence[int], changed: Mapping[int, Line]) -> None:
        self._rows = rows
        self.changed = changed
        self._known: dict[tuple[object, Sequence[int]], Mapping[int, Any]] = {}
        self.lines = Lines(self._sheet, rows, changed)

    def _view(self, rows: Sequence[int], changed: Mapping[int, Line]) -> "Page":
        page = object.__new__(Page)
        page._sheet, page._index, page.every = self._sheet, self._index, self.every
        page._show(rows, changed)
        if changed == self.changed:
            page._known = self._known
            if "_body_rows" in self.__dict__:
                page._body_rows = self._body_rows
        return page

    def without(self, gone: Iterable[Span]) -> "Page":
        """The page without these spans: lines that they cover are gone, lines that they touch are shorter."""
        spans = union(gone)
        ends = [span.end for span in spans]
        changed = dict(self.changed)
        lost, shorter = self._sheet.touched(spans)
        for row in shorter:
            line = changed.get(row) or self._sheet.line(row)
            left = _remaining(line, spans, ends)
            if left is None or not left.text:
                lost.add(row)
            elif left is not line:
                changed[row] = left
        for row in lost:
            changed.pop(row, None)
        if not lost and changed == self.changed:
            return self
        rows = list(filterfalse(lost.__contains__, self._rows)) if lost else self._rows
        return self._view(rows, changed)

    def shortened(self) -> "Page":
        """The page of only those lines that lost a part."""
        page = self._view(sorted(self.changed), self.changed)
        page._known = {}
        return page

    def known(self, find: Callable[["Page"], Mapping[int, Known]]) -> Mapping[int, Known]:
        """What is found in lines whatever stands around them, but for the body: by index, in order.

        It is looked for once: while lines only go, nothing is found in others.
        """
        found = self._known.get((find, self._ends))
        if found is None:
            here = find(self)
            self._known[find, self._ends] = {self._rows[at]: here[at] for at in here}
            return here
        there = self._there
        return {there[row]: found[row] for row in found if row in there}

    def seen(self, slot: int, where: str = "anywhere") -> Seen:
        """What the index saw for a slot in a zone, by the indices of the lines, in order."""
        if self._index is None:
            raise ValueError("a page is searched with the index that it was made with; this one has none")
        seen = self._sheet.seen(self._index, slot)
        if self.changed:
            seen = self._as_changed(seen, slot)
        if not seen:
            return seen
        if where != "anywhere":
            zones = list(self._zones(where))
            seen = {row: seen[row] for row in seen if any(row in zone for zone in zones)}
        if isinstance(self._rows, range):
            return seen
        places = self.places
        return {places[row]: numbers for row, numbers in seen.items() if row in places}

    def _as_changed(self, seen: Seen, slot: int) -> Seen:
        """What is seen where some lines lost a part."""
        anew = self._seen_in_changed.get(slot, {})
        same = {row: numbers for row, numbers in seen.items() if row not in self.changed}
        return dict(sorted({**same, **anew}.items()))

    @cached_property
    def _seen_in_changed(self) -> Mapping[int, Seen]:
        assert self._index is not None
        found = self._index.known([line.text for line in self.changed.values()])
        return by_slot(zip(self.changed, found, strict=True))

    def _zones(self, where: str) -> Iterator[range]:
        """The lines in which rules look that look there, by their rows."""
        if self._ends:
            first, last = self._ends
            if where in ("head", "edges"):
                yield range(first)
            if where == "lead":
                yield range(first, first + 1)
            if where in ("tail", "edges"):
                yield range(last + 1, len(self._sheet.texts))

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The indices of the lines, by their rows."""
        return dict(zip(self._rows, count(), strict=False))

    @cached_property
    def body(self) -> range | None:
        """The indices of the lines from the first body line to the last, or None."""
        ends = self._ends
        if not ends:
            return None
        places = self._there
        return range(places[ends[0]], places[ends[-1]] + 1)

    @cached_property
    def _ends(self) -> Sequence[int]:
        """The first and the last line of the body, by their rows."""
        if any(row not in self._there for row in self._body_rows):
            del self._body_rows
        return self._body_rows

    @property
    def _there(self) -> Mapping[int, int] | range:
        """The indices of the lines, by their rows."""
        return self._rows if isinstance(self._rows, range) else self.places

    @cached_property
    def _body_rows(self) -> Sequence[int]:
        """The first and the last line of the body; they stay while both are there and no line changes."""
        first = next(self._body_lines(self._long), None)
        return () if first is None else (first, next(self._body_lines(reversed(self._long))))

    def _body_lines(self, rows: Iterable[int]) -> Iterator[int]:
        there = self._there
        return (row for row in rows if row in there and self._told(row))

    @cached_property
    def _long(self) -> Sequence[int]:
        """The lines that may be of the body, by their rows; some of them may be gone."""
        return sorted({*self._sheet.long, *self.changed}) if self.changed else self._sheet.long

    def _told(self, row: int) -> int:
        line = self.changed.get(row)
        if line is None:
            return self._sheet.told(row)
        return line.words if line.is_body else 0

    @cached_property
    def told(self) -> Sequence[int]:
        """How many words of paragraphs stand above each line, and at last on the page."""
        told, there = [0] * len(self._rows), self._there
        for row in self._long:
            if row in there:
                told[there[row]] = self._told(row)
        return list(accumulate(told, initial=0))

    @property
    def head(self) -> range:
        """The indices of the lines before the body."""
        return range(self.body.start) if self.body else range(0)

    @property
    def tail(self) -> range:
        """The indices of the lines after the body."""
        return range(self.body.stop, len(self.lines)) if self.body else range(0)

    def zone(self, index: int) -> str:
        """Where a line stands: head, lead, tail, or anywhere else."""
        body = self.body
        if body is None or body.start < index < body.stop:
            return "anywhere"
        if index == body.start:
            return "lead"
        return "head" if index < body.start else "tail"

    def inside(self, index: int, where: str) -> bool:
        """Whether a line stands where a rule looks: anywhere, head, lead, tail or edges."""
        return where == "anywhere" or where in SEEN_FROM[self.zone(index)]

    def beside(self, index: int) -> Iterator[Line]:
        """The lines right above and below a line, both as the text has them and as they stand by now."""
        number = self.lines[index].number
        for lines, at in ((self.every, number), (self.lines, index)):
            yield from lines[max(at - 1, 0) : at]
            yield from lines[at + 1 : at + 2]

    def day_first(self) -> bool:
        """Whether a date such as 05/09/2023 has one reading on this page: the day first."""
        return self._day_first

    @cached_property
    def _day_first(self) -> bool:
        return dates.day_comes_first("\n".join(self.lines.texts))

    def adjacent(self, index: int) -> bool:
        """Whether no blank line stands between a line and the one before it."""
        return index > 0 and self.lines[index - 1].block == self.lines[index].block


def _remaining(line: Line, spans: Sequence[Span], ends: Sequence[int]) -> Line | None:
    """What is left of a line without spans, which are disjoint and sorted; `ends` are theirs."""
    first = bisect_right(ends, line.span.start)
    if first == len(spans) or spans[first].start >= line.span.end:
        return line
    # Three cuts tell: with more than one at each end the line is cut in the middle, and stays.
    left = list(subtract(line.span, spans[first : first + 3]))
    if len(left) > 1:
        return line
    return line.shortened(left[0]) if left else None

"""Page: what matchers see of a text: its lines, what was seen in them, where its body begins and ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate
from typing import overload

from dechaff import dates
from dechaff.core.span import Span, subtract, union
from dechaff.core.text import Text
from dechaff.rules.index import Index, Seen
from dechaff.rules.line import BODY_CHARS_UNSPACED, Line

# From which places rules look at a line of each zone.
SEEN_FROM = {
    "head": ("anywhere", "head", "edges"),
    "lead": ("anywhere", "lead"),
    "tail": ("anywhere", "tail", "edges"),
    "anywhere": ("anywhere",),
}


class Sheet:
    """All lines of a text that are not blank, as columns; a `Line` is made of those that are asked for.

    Attributes:
        texts: the lines, trimmed.
    """

    def __init__(self, text: Text) -> None:
        self._pieces = text.split("\n")
        self._size = len(text)
        # Where each piece would start, had the text no line feeds.
        self._offsets = list(accumulate(map(len, self._pieces), initial=0))
        trimmed = list(map(str.strip, self._pieces))
        self._numbers = [number for number, text in enumerate(trimmed) if text]
        self.texts = list(filter(None, trimmed))
        self._made: dict[int, Line] = {}
        self._seen: list[Seen] | None = None

    def line(self, row: int) -> Line:
        """One of the lines."""
        made = self._made.get(row)
        if made is None:
            number = self._numbers[row]
            raw = self._pieces[number]
            start = self._offsets[number] + number
            end = start + len(raw)
            whole = Span(start, min(end + 1, self._size))
            made = self._made[row] = Line(raw, Span(start, end), whole, number - row, row)
        return made

    def seen(self, index: Index) -> list[Seen]:
        """What an index sees in the lines; it is asked once."""
        if self._seen is None:
            self._seen = index.look(self.texts)
        return self._seen

    @cached_property
    def long(self) -> list[int]:
        """The lines that are long enough to be of the body."""
        return [row for row, text in enumerate(self.texts) if len(text) >= BODY_CHARS_UNSPACED]

    @cached_property
    def _starts(self) -> list[int]:
        return [self._offsets[number] + number for number in self._numbers]

    def touched(self, spans: Iterable[Span]) -> Iterator[int]:
        """The lines that may share a character with spans."""
        for span in spans:
            first = max(bisect_right(self._starts, span.start) - 1, 0)
            yield from range(first, bisect_left(self._starts, span.end))


class Lines(Sequence[Line]):
    """Some lines of a sheet; those that lost a part as they are now."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], changed: Mapping[int, Line]) -> None:
        self._sheet = sheet
        self._rows = rows
        self._changed = changed
        self._known: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        known = self._known.get(at) if isinstance(at, int) else None
        return known or self._line(at)

    def _line(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return Lines(self._sheet, self._rows[at], self._changed)
        row = self._rows[at]
        line = self._known[at] = self._changed.get(row) or self._sheet.line(row)
        return line

    @cached_property
    def texts(self) -> Sequence[str]:
        """The lines, trimmed, without making a `Line` of each."""
        texts, changed = self._sheet.texts, self._changed
        if len(self._rows) == len(texts) and not changed:
            return texts
        return [changed[row].text if row in changed else texts[row] for row in self._rows]


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
        self.lines = Lines(self._sheet, rows, changed)

    def _view(self, rows: Sequence[int], changed: Mapping[int, Line]) -> "Page":
        page = copy(self)
        for name in ("body", "_places", "_seen_in_changed", "_day_first"):
            page.__dict__.pop(name, None)
        if changed != self.changed:
            page.__dict__.pop("_body_rows", None)
        page._show(rows, changed)
        return page

    def without(self, gone: Iterable[Span]) -> "Page":
        """The page without these spans: lines that they cover are gone, lines that they touch are shorter."""
        spans = union(gone)
        ends = [span.end for span in spans]
        changed = dict(self.changed)
        lost = set()
        for row in self._sheet.touched(spans):
            line = changed.get(row) or self._sheet.line(row)
            left = _remaining(line, spans, ends)
            if left is None or not left.text:
                lost.add(row)
            elif left is not line:
                changed[row] = left
        for row in lost:
            changed.pop(row, None)
        rows = [row for row in self._rows if row not in lost] if lost else self._rows
        return self._view(rows, changed)

    def shortened(self) -> "Page":
        """The page of only those lines that lost a part."""
        return self._view(sorted(self.changed), self.changed)

    def seen(self, slot: int) -> Seen:
        """What the index saw for a slot, by the indices of the lines, in order; less of it may be there."""
        if self._index is None:
            raise ValueError("a page is searched with the index that it was made with; this one has none")
        seen = self._sheet.seen(self._index)[slot]
        if isinstance(self._rows, range) and not self.changed:
            return seen
        if self.changed:
            same = {row: numbers for row, numbers in seen.items() if row not in self.changed}
            seen = dict(sorted({**same, **self._seen_in_changed[slot]}.items()))
        places = self._places if seen else {}
        return {places[row]: numbers for row, numbers in seen.items() if row in places}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {row: index for index, row in enumerate(self._rows)}

    @cached_property
    def _seen_in_changed(self) -> list[Seen]:
        assert self._index is not None
        rows = sorted(self.changed)
        seen = self._index.look([self.changed[row].text for row in rows])
        return [{rows[at]: numbers for at, numbers in of_slot.items()} for of_slot in seen]

    @cached_property
    def body(self) -> range | None:
        """The indices of the lines from the first body line to the last, or None."""
        places: Mapping[int, int] | range = self._rows if isinstance(self._rows, range) else self._places
        if any(row not in places for row in self._body_rows):
            del self._body_rows
        ends = self._body_rows
        return range(places[ends[0]], places[ends[-1]] + 1) if ends else None

    @cached_property
    def _body_rows(self) -> Sequence[int]:
        """The first and the last line of the body; they stay while both are there and no line changes."""
        rows = sorted({*self._sheet.long, *self.changed}) if self.changed else self._sheet.long
        first = next(self._body_lines(rows), None)
        return () if first is None else (first, next(self._body_lines(reversed(rows))))

    def _body_lines(self, rows: Iterable[int]) -> Iterator[int]:
        there = self._rows if isinstance(self._rows, range) else self._places
        for row in rows:
            if row in there and (self.changed.get(row) or self._sheet.line(row)).is_body:
                yield row

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

"""Sheet: all lines of a text, as columns, and some of them as they stand by now."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add, ne
from typing import overload

from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.index import Index, Seen, by_slot
from dechaff.rules.line import BODY_CHARS_UNSPACED, Line, count_words, reads_like_body


class Sheet:
    """All lines of a text that are not blank, as columns; a `Line` is made of those that are asked for.

    Attributes:
        texts: the lines, trimmed.
    """

    def __init__(self, text: Text) -> None:
        self._pieces = text.split("\n")
        self._size = len(text)
        # Where each piece starts: every one before it has a line feed too.
        self._starts = list(map(add, accumulate(map(len, self._pieces), initial=0), count()))
        trimmed = list(map(str.strip, self._pieces))
        self._numbers = list(compress(count(), trimmed))
        self.texts = list(filter(None, trimmed))
        self._made: dict[int, Line] = {}
        self._told: dict[int, int] = {}
        self._seen: Mapping[int, Seen] | None = None

    def line(self, row: int) -> Line:
        """One of the lines."""
        made = self._made.get(row)
        if made is None:
            number = self._numbers[row]
            raw, start = self._pieces[number], self._starts[number]
            span = Span(start, start + len(raw))
            made = self._made[row] = Line(raw, span, self.whole(row), number - row, row)
        return made

    def told(self, row: int) -> int:
        """How many words one of the lines has if it reads like a paragraph; otherwise 0."""
        told = self._told.get(row)
        if told is None:
            text = self.texts[row]
            told = self._told[row] = count_words(text) if reads_like_body(text) else 0
        return told

    def whole(self, row: int) -> Span:
        """What goes when one of the lines goes."""
        start = self._starts[self._numbers[row]]
        return Span(start, min(start + len(self._pieces[self._numbers[row]]) + 1, self._size))

    def covered(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The lines whose text a span meets: how many of its characters the span has, and of how many."""
        for row in self._met(span):
            piece, size = self._pieces[self._numbers[row]], len(self.texts[row])
            start = self._starts[self._numbers[row]] + len(piece) - len(piece.lstrip())
            part = min(start + size, span.end) - max(start, span.start)
            if part > 0:
                yield row, part, size

    def blocks(self, rows: Iterable[int]) -> list[int]:
        """How many blank lines stand above each of some lines."""
        return [self._numbers[row] - row for row in rows]

    def seen(self, index: Index, slot: int) -> Seen:
        """What an index sees in the lines for a slot; it is asked once."""
        if self._seen is None:
            self._seen = by_slot(enumerate(index.known(self.texts)))
        return self._seen.get(slot, {})

    @cached_property
    def long(self) -> list[int]:
        """The lines that are long enough to be of the body."""
        return [row for row, text in enumerate(self.texts) if len(text) >= BODY_CHARS_UNSPACED]

    def touched(self, spans: Iterable[Span]) -> tuple[set[int], set[int]]:
        """The lines that spans cover, and those of which they may cover a part."""
        covered, other = set[int](), set[int]()
        for span in spans:
            rows = self._met(span)
            for row in rows:
                inside = rows.start < row < rows.stop - 1 or self._covers(span, row)
                (covered if inside else other).add(row)
        return covered, other

    def _met(self, span: Span) -> range:
        """The lines that a span meets."""
        first = bisect_left(self._numbers, bisect_right(self._starts, span.start) - 1)
        return range(first, bisect_left(self._numbers, bisect_left(self._starts, span.end)))

    def _covers(self, span: Span, row: int) -> bool:
        start = self._starts[self._numbers[row]]
        return bool(span.start <= start and start + len(self._pieces[self._numbers[row]]) <= span.end)


class Lines(Sequence[Line]):
    """Some lines of a sheet; those that lost a part as they are now.

    Attributes:
        rows: which lines of the sheet they are.
    """

    def __init__(self, sheet: Sheet, rows: Sequence[int], changed: Mapping[int, Line]) -> None:
        self._sheet = sheet
        self.rows = rows
        self._changed = changed
        self._known: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        known = self._known.get(at) if isinstance(at, int) else None
        return known or self._line(at)

    def _line(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return Lines(self._sheet, self.rows[at], self._changed)
        row = self.rows[at]
        line = self._known[at] = self._changed.get(row) or self._sheet.line(row)
        return line

    @cached_property
    def texts(self) -> Sequence[str]:
        """The lines, trimmed, without making a `Line` of each."""
        texts, changed = self._sheet.texts, self._changed
        if len(self.rows) == len(texts) and not changed:
            return texts
        if not changed:
            return list(map(texts.__getitem__, self.rows))
        return [changed[row].text if row in changed else texts[row] for row in self.rows]

    def whole(self, at: int) -> Span:
        """What goes when a line goes."""
        return self._sheet.whole(self.rows[at])

    def covered(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The lines of the sheet that a span meets: see `Sheet.covered`."""
        return self._sheet.covered(span)

    def numbers(self) -> list[int]:
        """Where each line would stand if one blank line stood wherever some do."""
        blocks = self._sheet.blocks(self.rows)
        parted = accumulate(map(ne, blocks, blocks[1:]), initial=0)
        return list(map(add, count(), parted))

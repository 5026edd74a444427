"""Tables: a file in a known layout as articles and seams."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise

from dechaff.core.article import Part
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.record import RecordReader
from dechaff.filters.split.layouts.records import Record, Table, find_table
from dechaff.filters.split.lines import Line
from dechaff.rules.index import holding

PREAMBLE = "S201"
FOOTER = "S202"


class Layouts:
    """The layouts in force."""

    def __init__(self, grammars: Iterable[Grammar]) -> None:
        self._grammars = tuple(grammars)

    def best(self, lines: Sequence[Line]) -> Table | None:
        """The file in the layout that finds most records in it.

        A layout that might be something else, and so asks for sound records, yields to one that cannot;
        of equals one with fences counts first, then the one that comes first.
        """
        low = "\n".join(line.text.lower() for line in lines)
        held = self._held(low)
        tables = [table for grammar in self._grammars if (table := find_table(grammar, lines, low, held))]
        return max(tables, key=_weight, default=None)

    @cached_property
    def _held(self) -> Callable[[str], Set[str]]:
        return holding(need for grammar in self._grammars for need in grammar.layout.needs)


def _weight(table: Table) -> tuple[bool, int, bool]:
    layout = table.grammar.layout
    return not layout.sound, len(table.records), bool(layout.fence)


def tiles(text: Text, lines: Sequence[Line], table: Table) -> Iterator[Part]:
    """The articles of a table and what stands before, between and after them."""
    rule = table.grammar.rule
    reader = RecordReader(table.grammar)
    records = table.records
    at = lines[records[0].first].start
    if at:
        yield Part(Span(0, at), PREAMBLE, detail="before the first record", total=table.total)
    for record, following in pairwise([*records, None]):
        assert record is not None
        span = _span(text, lines, record)
        hits = tuple(reader.hits(lines[record.first : record.last], span.size))
        yield Part(span, hits=hits, number=record.number, total=record.total or table.total)
        if following:
            yield Part(Span(span.end, lines[following.first].start), rule.code, detail=rule.name)
        elif span.end < len(text):
            yield Part(Span(span.end, len(text)), FOOTER, detail="behind the last record")


def _span(text: Text, lines: Sequence[Line], record: Record) -> Span:
    return Span(lines[record.first].start, min(lines[record.last - 1].end + 1, len(text)))

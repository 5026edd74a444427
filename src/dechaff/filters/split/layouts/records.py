"""Records: where the articles of a file begin and end that has a layout, such as a database's export."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from dechaff.filters.split.layouts.blocks import blocks
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.sound import (
    LOOK_BACK,
    goes_on_below_a_header,
    has_title,
    reads_on,
    says_enough,
    tells_a_story,
)
from dechaff.filters.split.lines import Line
from dechaff.rules.line import count_words
from dechaff.rules.patterns import compiled

# The share of the records that must be sound, or hold the proof.
_SOUND = 0.9
_PROVEN = 0.5
# Where markers hold a whole file, so many characters at most stand above the first or below the last.
_OUTSIDE = 400
# A cover page of a file with one record has so many characters at most.
_COVER = 2_000
# So many of the titles of different articles differ.
_DIFFERENT = 0.6
# A label that stands on a line of its own has so many words.
_LABEL_WORDS = 2
# So many of the steps from number to number are by one.
_COUNTED = 0.7
# Lines at the end of a file where a footer may begin, and at its start where a preamble may end.
_FOOTER = 40
_PREAMBLE = 400
# Lines at the head of a record that may say that it is none.
_SKIP = 25


class Record(NamedTuple):
    """One record: its first line, the line behind its last, and what the file says of its number."""

    first: int
    last: int
    number: int | None = None
    total: int | None = None


class Table(NamedTuple):
    """The records of a file in one layout, in order, and how many it claims to have."""

    grammar: Grammar
    records: tuple[Record, ...]
    total: int | None = None


def find_table(grammar: Grammar, lines: Sequence[Line], low: str, held: Set[str]) -> Table | None:
    """The records of these lines, or None where they are not in this layout.

    Args:
        grammar: the layout.
        lines: the lines of the file that are not blank.
        low: the same lines in lower case, parted by line feeds.
        held: what of the needs of all layouts stands in them.
    """
    places = grammar.places(lines, low, held)
    return _Finder(grammar, lines).table(places) if places else None


class _Finder:
    """Finds the records of one file."""

    def __init__(self, grammar: Grammar, lines: Sequence[Line]) -> None:
        self._grammar = grammar
        self._layout = grammar.layout
        self._lines = lines

    def table(self, places: Sequence[int]) -> Table | None:
        """The records that begin or end at some of these places."""
        marks = self._marks(places)
        if len(marks) < (1 if self._layout.between else self._layout.least):
            return None
        if self._layout.block and tells_a_story(self._lines[: marks[0]]):
            return None  # a list within an article, such as one of books
        found = self._records(marks, self._footer())
        records = tuple(record for record in found if not self._is_none(record))
        if len(records) < self._layout.least or not self._holds(records):
            return None
        return Table(self._grammar, records, self._total(records))

    def _marks(self, places: Sequence[int]) -> list[int]:
        """The lines that begin, end or part records."""
        layout = self._layout
        if layout.block:
            return list(blocks(self._grammar, self._lines, places))
        if layout.starts:
            return self._of_one_site("starts", [i for i in places if self._like("starts", i)])
        ends = [i for i in places if self._like("between", i) or self._like("ends", i)]
        return self._of_one_site("ends", ends)

    def _of_one_site(self, which: str, marks: list[int]) -> list[int]:
        """The marks without those that name another site than most do: links in an article."""
        found = [self._grammar.match(which, self._lines[mark]) for mark in marks]
        sites = [match.groupdict().get("site") if match else None for match in found]
        (usual, count), *_ = Counter(sites).most_common(1) or [(None, 0)]
        if usual is None or 2 * count <= len(marks):
            return marks
        return [mark for mark, site in zip(marks, sites, strict=True) if site == usual]

    def _records(self, marks: Sequence[int], end: int) -> Iterator[Record]:
        marks = [mark for mark in marks if mark < end]
        if not (self._layout.block or self._layout.starts):
            return self._by_ends(marks, end)
        return self._by_starts(marks, end)

    def _footer(self) -> int:
        """The line at which a footer begins that belongs to no record."""
        size = len(self._lines)
        if not self._layout.footer:
            return size
        # A footer ends a file: one line like it within a record is a line of the record.
        return next((i for i in range(max(0, size - _FOOTER), size) if self._like("footer", i)), size)

    def _by_starts(self, starts: Sequence[int], end: int) -> Iterator[Record]:
        if starts and self._layout.sound and self._is_article(0, starts[0]):
            yield Record(0, self._trimmed(0, starts[0]))
        for first, last in pairwise([*starts, end]):
            yield Record(first, self._end(first, last), *self._numbers(first))

    def _is_article(self, first: int, last: int) -> bool:
        """Whether what stands above the first marker is an article that has lost its own."""
        if self._layout.full or self._layout.block:
            return False
        body = self._lines[first:last]
        return says_enough(body) and any(line.text.endswith((".", "。", "।")) for line in body)

    def _end(self, first: int, last: int) -> int:
        """The line behind a record: what parts it from the next is not its own."""
        if self._layout.between or self._layout.ends:
            for at in range(first + 1, last):
                if self._like("between", at):
                    return self._trimmed(first, at)
                if self._like("ends", at):
                    return at + 1
        return self._trimmed(first, last)

    def _by_ends(self, marks: Sequence[int], end: int) -> Iterator[Record]:
        first = self._preamble(marks)
        found: list[Record] = []
        for mark in marks:
            if self._like("between", mark):
                if mark > first:
                    found.append(Record(first, mark, *self._numbers(first)))
            elif mark == first and found:
                found[-1] = found[-1]._replace(last=mark + 1)  # a record may end with several such lines
            elif mark >= first:
                found.append(Record(first, mark + 1, *self._numbers(mark)))
            first = max(first, mark + 1)
        # The last record of a file that was cut off has no end.
        cut_off = bool(found) and not self._layout.sound and tells_a_story(self._lines[first:end])
        if first < end and (self._layout.between or cut_off):
            found.append(Record(first, end, *self._numbers(first)))
        return iter(found)

    def _preamble(self, marks: Sequence[int]) -> int:
        """The line behind the cover page: it ends with the last line like a preamble above the first mark."""
        if not self._layout.preamble:
            return 0
        above = range(min(marks[0] + 1, _PREAMBLE) if marks else 0)
        return next((i + 1 for i in reversed(above) if self._like("preamble", i)), 0)

    def _trimmed(self, first: int, last: int) -> int:
        """The end of a record without the rules that part it from the next."""
        while last > first + 1 and not any(map(str.isalnum, self._lines[last - 1].text)):
            last -= 1
        return last

    def _is_none(self, record: Record) -> bool:
        if not self._layout.skip:
            return False
        return any(self._like("skip", i) for i in range(record.first, min(record.last, record.first + _SKIP)))

    def _holds(self, records: Sequence[Record]) -> bool:
        """Whether the records are what the layout promises."""
        layout, lines = self._layout, self._lines
        outside = sum(len(line.text) for line in (*lines[: records[0].first], *lines[records[-1].last :]))
        inside = sum(len(line.text) for line in lines[records[0].first : records[-1].last])
        # What stands outside of the records goes: never more than what stays, nor a page beside one record.
        most = min(inside, _COVER) if len(records) == 1 else inside
        if outside > (_OUTSIDE if layout.full else most):
            return False
        if layout.proof:
            proven = [any(self._like("proof", i) for i in range(r.first, r.last)) for r in records]
            if sum(proven) < _PROVEN * len(records):
                return False
        if layout.counted and not _is_counted(records):
            return False
        if layout.distinct and (self._are_values(records) or not self._differ(records)):
            return False
        if layout.headed and not all(map(self._is_headed, records[1:])):
            return False
        return not layout.sound or sum(map(self._is_sound, records)) >= _SOUND * len(records)

    def _differ(self, records: Sequence[Record]) -> bool:
        """Whether most records have a title or address of their own: mails of one conversation have not."""
        names = [name for name in map(self._own_name, records) if name]
        return len(set(names)) >= _DIFFERENT * len(names)

    def _are_values(self, records: Sequence[Record]) -> bool:
        """Whether the first lines are values of a label that stands above each: then records begin higher."""
        firsts = [self._lines[record.first] for record in records]
        above = [self._lines[record.first - 1].text if record.first else "" for record in records]
        label, times = Counter(above).most_common(1)[0]
        alike = times >= _DIFFERENT * len(records) and not any(first.blank for first in firsts)
        return alike and label[:1].isalpha() and count_words(label) <= _LABEL_WORDS

    def _own_name(self, record: Record) -> str:
        found = self._grammar.match("starts", self._lines[record.first])
        return self._labelled_title(record) or (found.groupdict().get("id") or "" if found else "")

    def _labelled_title(self, record: Record) -> str:
        """The title that a label of the record's head gives, without what replies put before it."""
        for line in self._lines[record.first : min(record.last, record.first + _SKIP)]:
            label = self._grammar.label(line)
            if label and label[0] == "title":
                return self._own(line.text[label[1] :])
        return ""

    def _own(self, title: str) -> str:
        said = compiled(f"(?:(?:{self._layout.replies})\\s*)+").match(title) if self._layout.replies else None
        return title[said.end() if said else 0 :].casefold()

    def _is_sound(self, record: Record) -> bool:
        """Whether a record has a body, and does not begin in the middle of a sentence."""
        body, text = self._body(record)
        above = self._lines[max(0, record.first - LOOK_BACK) : record.first]
        if self._layout.headed and goes_on_below_a_header(above, body):
            return False
        return says_enough(body) and not reads_on(above, text)

    def _is_headed(self, record: Record) -> bool:
        return has_title(*self._body(record))

    def _body(self, record: Record) -> tuple[Sequence[Line], str]:
        """The lines of a record without its markers, and the first of them as far as it is text."""
        lines = self._lines[record.first : record.last]
        if len(lines) > 1 and self._grammar.match("ends", lines[-1]):
            lines = lines[:-1]
        found = self._grammar.match("starts", lines[0])
        rest = found.groupdict().get("rest") if found else ""
        if found and not rest:
            lines = lines[1:]
        return lines, rest or (lines[0].text if lines else "")

    def _numbers(self, index: int) -> tuple[int | None, int | None]:
        for which in ("starts", "ends", "claims"):
            found = self._grammar.match(which, self._lines[index]) if index < len(self._lines) else None
            if found:
                groups = found.groupdict()
                return _number(groups.get("number")), _number(groups.get("total"))
        return None, None

    def _total(self, records: Sequence[Record]) -> int | None:
        """How many records the file says that it has."""
        said = [record.total for record in records if record.total is not None]
        if said:
            return max(said)
        # Cover pages say it, at the top or at the end.
        around = [*self._lines[: records[0].first + 1], *self._lines[records[-1].last - 1 :]]
        matches = (self._grammar.match("claims", line) for line in around)
        return next((_number(found.groupdict().get("total")) for found in matches if found), None)

    def _like(self, which: str, index: int) -> bool:
        return self._grammar.like(which, self._lines[index])


def _is_counted(records: Sequence[Record]) -> bool:
    """Whether most records have a number by one higher than that of the record before."""
    numbers = [record.number for record in records]
    steps = [a is not None and b is not None and b - a == 1 for a, b in pairwise(numbers)]
    return sum(steps) >= _COUNTED * len(steps)


def _number(text: str | None) -> int | None:
    digits = "".join(char for char in text or "" if char.isdecimal())
    return int(digits) if digits else None

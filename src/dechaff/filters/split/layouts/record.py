"""Record: which lines of a record are data about the article, and what they say."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dechaff.core.facts import NAMES as FACTS
from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.values import values
from dechaff.filters.split.lines import Line
from dechaff.rules.layout import BODY, REST, TEXT, Element
from dechaff.rules.patterns import compiled

# A head has so many lines at most: what is looked for beyond is body.
_LONGEST_HEAD = 60
# So many lines at most are one value.
_LONGEST_VALUE = 30
# A centred line begins so much further in than its record.
_INSET = 4
# The title stays in the article, without its label.
_STAYS = "title"


class _Place(NamedTuple):
    """How far a head was read: the line that comes next, the hits so far, and what was met just before.

    `labelled`: labels stand right above; `done`: a label said that the article begins here.
    """

    line: int
    hits: tuple[Hit, ...] = ()
    labelled: bool = False
    done: bool = False


class RecordReader:
    """Reads the head and the tail of one record after the other; hits count from the record's start."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._layout = grammar.layout
        self._code = grammar.rule.code

    def hits(self, lines: Sequence[Line], size: int) -> Iterator[Hit]:
        """What there is to say of a record.

        Args:
            lines: the lines of the record.
            size: how many characters the record has, its last line feed included.
        """
        self._origin, self._size = lines[0].start, size
        self._margin = min(line.indent for line in lines)
        # Where no line is blank, a value cannot end with a blank line.
        self._spaced = any(line.blank for line in lines[1:])
        yield from (Hit(self._code, self._whole(line)) for line in lines if self._grammar.like("drop", line))
        if first := self._marked("starts", lines[0], lines[1:2]):
            yield from first
            lines = lines[1:]
        while lines and (last := self._marked("ends", lines[-1])):
            yield from last
            lines = lines[:-1]
        place = self._head(lines[:_LONGEST_HEAD])
        yield from place.hits
        yield from self._tail(lines, place.line)

    def _marked(self, which: str, line: Line, below: Sequence[Line] = ()) -> list[Hit]:
        """The hits of a marker line, if it is one: it goes, but for a title or text in it.

        A title that the next line says again goes too.
        """
        found = self._grammar.match(which, line)
        if not found:
            return []
        start = line.start + line.indent - self._origin
        groups = found.groupdict()
        again = bool(below) and below[0].text == groups.get(_STAYS)
        stays = [Span(*found.span(n)).shift(start) for n in (REST, _STAYS) if groups.get(n)]
        hit = self._hit(line, Element(), found)
        if not stays or again:
            return [hit]
        # The line feed stays with what stays.
        hit = hit._replace(span=Span(line.start, line.end).shift(-self._origin))
        return [hit, *(Hit(self._code, span, Effect.KEEP) for span in stays)]

    def _head(self, lines: Sequence[Line]) -> _Place:
        """How far the head of these lines reaches: as the first sequence that fits, or as labels do."""
        for elements in self._layout.heads:
            self._failed: set[tuple[int, int, int]] = set()
            place = self._sequence(lines, _Place(0), elements)
            if place:
                return place
        return self._labels(lines, _Place(0))

    def _sequence(
        self, lines: Sequence[Line], place: _Place, elements: Sequence[Element], taken: int = 0
    ) -> _Place | None:
        """The lines as these elements, in order, with labels anywhere among them; None where they are not.

        Several lines alike are as few as will do, so that what follows them gets its own. What failed
        once is not tried again, so that the work is bounded.

        Args:
            taken: how many lines the first element has had.
        """
        place = self._labels(lines, place)
        if not elements:
            return place
        tried = (place.line, len(elements), taken)
        if tried in self._failed:
            return None
        found = self._step(lines, place, elements, taken)
        if found is None:
            self._failed.add(tried)
        return found

    def _step(
        self, lines: Sequence[Line], place: _Place, elements: Sequence[Element], taken: int
    ) -> _Place | None:
        element = elements[0]
        if element.labels:
            return self._sequence(lines, place, elements[1:]) if place.labelled or place.done else None
        if element.times == "all" or (element.times == "maybe" and not taken):
            return self._more(lines, place, elements, taken) or self._sequence(lines, place, elements[1:])
        if taken or element.times == "any":
            found = self._sequence(lines, place, elements[1:])
            if found:
                return found
        return self._more(lines, place, elements, taken)

    def _more(
        self, lines: Sequence[Line], place: _Place, elements: Sequence[Element], taken: int
    ) -> _Place | None:
        """The sequence with one more line for its first element."""
        element = elements[0]
        most = element.most if element.times in ("some", "any", "all") else 1
        if taken >= most or (taken and place.labelled):
            return None
        hit = None if place.done else self._as(lines, place.line, element)
        if hit and taken and element.fact == _STAYS and not lines[place.line].blank:
            place, hit = place._replace(hits=place.hits[:-1]), _joined(place.hits[-1], hit)
        return self._sequence(lines, self._after(place, hit), elements, taken + 1) if hit else None

    def _after(self, place: _Place, hit: Hit) -> _Place:
        return _Place(place.line + 1, (*place.hits, hit))

    def _as(self, lines: Sequence[Line], index: int, element: Element) -> Hit | None:
        if index >= len(lines):
            return None
        line = lines[index]
        if element.inset and line.indent < self._margin + _INSET:
            return None
        if element.near and (line.blank or not self._spaced):
            return None
        found = compiled(element.like).fullmatch(line.text)
        return self._hit(line, element, found) if found else None

    def _hit(self, line: Line, element: Element, found: Any) -> Hit:
        start = line.start + line.indent - self._origin
        groups = [name for name, value in found.groupdict().items() if name in FACTS and value]
        named = {name: Span(*found.span(name)).shift(start) for name in groups}
        if element.fact and element.fact not in named:
            named[element.fact] = Span(start, start + len(line.text))
        captures = tuple(Capture(fact, span) for fact, span in named.items())
        if element.keep or element.fact == _STAYS:
            return Hit(self._code, Span(start, start + len(line.text)), Effect.KEEP, captures=captures)
        return Hit(self._code, self._whole(line), captures=captures)

    def _whole(self, line: Line) -> Span:
        return Span(line.start - self._origin, min(line.end + 1 - self._origin, self._size))

    def _labels(self, lines: Sequence[Line], place: _Place) -> _Place:
        """The place behind the labels that stand here, each with the lines that its value goes on in."""
        while place.line < len(lines) and not place.done:
            line = lines[place.line]
            label = self._grammar.label(line)
            if label is not None:
                last = self._value(lines, place.line)
                hits = (*place.hits, *self._labelled(lines[place.line : last], *label))
                place = _Place(last, hits, True, label[0] == BODY)
            elif self._grammar.like("fence", line):
                # The first fence opens the head, the second closes it.
                hits = (*place.hits, Hit(self._code, self._whole(line)))
                place = _Place(place.line + 1, hits, place.labelled, place.line > 0)
            else:
                return place
        return place

    def _value(self, lines: Sequence[Line], first: int) -> int:
        """The line behind the value of a label."""
        at = first + 1
        while at < min(len(lines), first + _LONGEST_VALUE) and self._goes_on(lines[at], lines[first]):
            at += 1
        return at

    def _goes_on(self, line: Line, first: Line) -> bool:
        if self._grammar.goes_on(line, first, first):
            return True
        return self._layout.wrapped and self._spaced and not line.blank and self._grammar.label(line) is None

    def _labelled(self, lines: Sequence[Line], fact: str, offset: int, stays: bool = True) -> Iterator[Hit]:
        """The hits of a label and its value; text behind a label stays, and so does a title in the head."""
        first, last = lines[0], lines[-1]
        behind = first.start + first.indent + offset
        if fact == BODY and behind < last.end:
            yield Hit(self._code, Span(first.start, behind).shift(-self._origin))
            return
        says = values(lines, offset, fact, self._layout)
        found = [(name, span.shift(-self._origin)) for name, span in says]
        captures = tuple(Capture(name, span) for name, span in found if name in FACTS)
        whole = Span(first.start - self._origin, self._whole(last).end)
        if found and (fact == TEXT or (fact == _STAYS and stays)):
            whole = Span(whole.start, last.end - self._origin)
            yield from (Hit(self._code, span, Effect.KEEP) for _, span in found)
        yield Hit(self._code, whole, captures=captures)

    def _tail(self, lines: Sequence[Line], body: int) -> Iterator[Hit]:
        """The lines at the end of a record that are labels, or like one of the layout's last lines."""
        at = len(lines)
        while at > body:
            top = self._block(lines, body, at)
            if not self._reads(lines[top]):
                return
            starts = [i for i in range(top, at) if self._reads(lines[i])]
            for first, last in pairwise([*starts, at]):
                yield from self._tail_hits(lines[first:last])
            at = top

    def _block(self, lines: Sequence[Line], body: int, at: int) -> int:
        """The first line of what may be one value: where values are wrapped, up to the blank line above."""
        first = at - 1
        while first > body and self._is_below(lines[first], lines[first - 1]):
            first -= 1
        return first

    def _is_below(self, line: Line, above: Line) -> bool:
        if line.blank or (self._layout.wrapped and self._spaced):
            return not line.blank
        return line.indent > above.indent and not self._reads(line)

    def _reads(self, line: Line) -> bool:
        label = self._grammar.label(line) if self._layout.below else None
        if label is not None:
            return label[0] != BODY
        return any(compiled(element.like).fullmatch(line.text) for element in self._layout.tail)

    def _tail_hits(self, lines: Sequence[Line]) -> Iterator[Hit]:
        label = self._grammar.label(lines[0]) if self._layout.below else None
        if label is not None:
            yield from self._labelled(lines, *label, stays=False)
            return
        for element in self._layout.tail:
            found = compiled(element.like).fullmatch(lines[0].text)
            if found:
                yield self._hit(lines[0], element, found)
                yield from (Hit(self._code, self._whole(line)) for line in lines[1:])
                return


def _joined(first: Hit, second: Hit) -> Hit:
    """Two lines of one title as one hit."""
    span = Span(first.span.start, second.span.end)
    return first._replace(span=span, captures=(Capture(_STAYS, span),))

"""Page: what matchers see of a text: its lines folded, and where its body begins and ends."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property

from dechaff import dates
from dechaff.core.span import Span, subtract, union
from dechaff.core.text import Text, fold

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# A stop that ends a sentence: after a word of two letters or more (so not in "U.S."), or ending the line.
_STOP = re.compile(r"(?<=[^\W\d_]{2})[.!?…؟۔।]+[\"'”’»)\]]*\s|[。！？]|[.…۔।][\"'”’»)\]]*\s*$", re.UNICODE)
_SPEECH = re.compile(r"(?:[\"“”„«‘‹「『].*[\"“”»’›」』]|».*«|[—―–]\s.*[.!?…])[.,!?…]?$")
_QUESTION = re.compile(r"[!?؟][\"'”’»)\]]*\s*$")

# A line that reads like a paragraph has so many characters ...
BODY_CHARS = 60
# ... a script without spaces says as much in fewer ...
BODY_CHARS_UNSPACED = 25
# ... and a lone question or exclamation may be a headline up to here.
HEADLINE_CHARS = 120


# From which places rules look at a line of each zone.
SEEN_FROM = {
    "head": ("anywhere", "head", "edges"),
    "lead": ("anywhere", "lead"),
    "tail": ("anywhere", "tail", "edges"),
    "anywhere": ("anywhere",),
}
_WORD = re.compile(r"[^\W_]+(?:['.&][^\W_]+)*")


def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text; an apostrophe, a stop or an ampersand may stand inside one."""
    return tuple(_WORD.findall(folded))


def count_words(text: str) -> int:
    """How many words a text has; four characters of a script without spaces count as one."""
    unspaced = len(_UNSPACED.findall(text))
    return len(text.split()) + unspaced // 4


def reads_like_body(line: str) -> bool:
    """Whether a line reads like a paragraph: long enough, with a stop that ends a sentence."""
    size = len(line)
    if size < BODY_CHARS_UNSPACED:
        return False
    if size < BODY_CHARS and 2 * len(_UNSPACED.findall(line)) < size:
        return False
    return bool(_STOP.search(line)) or (size >= HEADLINE_CHARS and bool(_QUESTION.search(line)))


class Line:
    """One line that is not blank."""

    def __init__(self, text: Text, span: Span, block: int) -> None:
        self.span = span
        self.block = block
        self.number = 0
        self.is_shortened = False
        self.whole = text.whole_line(span)
        self.raw = text[span.start : span.end]
        self.text = self.raw.strip()

    def shortened(self, text: Text, span: Span) -> "Line":
        """What is left of the line; where that goes too, the whole line does."""
        if span == self.span:
            return self
        line = Line(text, span, self.block)
        line.whole, line.number, line.is_shortened = self.whole, self.number, True
        return line

    @cached_property
    def key(self) -> str:
        """The line folded."""
        return fold(self.text)

    @cached_property
    def low(self) -> str:
        """The line in lower case, otherwise as it stands."""
        return self.text.lower()

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of the folded line."""
        return words_of(self.key)

    @cached_property
    def is_body(self) -> bool:
        """Whether the line reads like a paragraph."""
        return reads_like_body(self.text)

    @cached_property
    def is_speech(self) -> bool:
        """Whether somebody says the line: quoted, or after a dash and with a stop; no button is."""
        return bool(_SPEECH.match(self.text))

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    def at(self, span: Span) -> Span:
        """A span within `text` as a span of the page's text."""
        return span.shift(self.span.start + len(self.raw) - len(self.raw.lstrip()))


class Page:
    """The lines of a text that are not blank, in order, and its body.

    The body reaches from the first line that reads like a paragraph to the last. A text without
    such a line has no zones, so that rules which need one keep silent.

    Attributes:
        lines: the lines that are still there.
        every: all of them, those that are gone among them.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.every = self.lines = list(_lines(text))

    def without(self, gone: Iterable[Span]) -> "Page":
        """The page without these spans: lines that they cover are gone, lines that they touch are shorter."""
        spans = union(gone)
        ends = [span.end for span in spans]

        def remaining(line: Line) -> Line | None:
            first = bisect_right(ends, line.span.start)
            if first == len(spans) or spans[first].start >= line.span.end:
                return line
            # Three cuts tell: with more than one at each end the line is cut in the middle, and stays.
            left = list(subtract(line.span, spans[first : first + 3]))
            if len(left) > 1:
                return line
            return line.shortened(self.text, left[0]) if left else None

        return self._of(filter(None, map(remaining, self.lines)))

    def shortened(self) -> "Page":
        """The page of only those lines that lost a part."""
        return self._of(line for line in self.lines if line.is_shortened)

    def _of(self, lines: Iterable[Line]) -> "Page":
        page = copy(self)
        page.__dict__.pop("body", None)
        page.lines = [line for line in lines if line.text]
        return page

    @cached_property
    def body(self) -> range | None:
        """The indices of the lines from the first body line to the last, or None."""
        count = len(self.lines)
        first = next((i for i in range(count) if self.lines[i].is_body), None)
        if first is None:
            return None
        last = next(i for i in range(count - 1, -1, -1) if self.lines[i].is_body)
        return range(first, last + 1)

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
        if self.body is None or self.body.start < index < self.body.stop:
            return "anywhere"
        if index == self.body.start:
            return "lead"
        return "head" if index < self.body.start else "tail"

    def inside(self, index: int, where: str) -> bool:
        """Whether a line stands where a rule looks: anywhere, head, lead, tail or edges."""
        return where in SEEN_FROM[self.zone(index)]

    def beside(self, index: int) -> Iterator[Line]:
        """The lines right above and below a line, both as the text has them and as they stand by now."""
        number = self.lines[index].number
        for lines, at in ((self.every, number), (self.lines, index)):
            yield from lines[max(at - 1, 0) : at]
            yield from lines[at + 1 : at + 2]

    def day_first(self) -> bool:
        """Whether a date such as 05/09/2023 has one reading on this page: the day first."""
        return dates.day_comes_first("\n".join(line.text for line in self.lines))

    def adjacent(self, index: int) -> bool:
        """Whether no blank line stands between a line and the one before it."""
        return index > 0 and self.lines[index - 1].block == self.lines[index].block


def _lines(text: Text) -> Iterator[Line]:
    """The lines that are not blank, numbered, each with the number of its block between blank lines."""
    block = number = 0
    for span in text.lines:
        line = Line(text, span, block)
        if line.text:
            line.number, number = number, number + 1
            yield line
        else:
            block += 1

"""Lines: what can be said of one line by itself."""

import re
from functools import cached_property

from dechaff.core.span import Span

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# A stop that ends a sentence: after a word of two letters or more (so not in "U.S."), or ending the line,
# though not after one Thai letter, which is an abbreviation: Thai sentences have no stop.
_STOP = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…؟۔।]+[\"'”’»)\]]*\s|[。！？]|(?<!\s[\u0e00-\u0e7f])[.…۔।][\"'”’»)\]]*\s*$"
)
_SPEECH = re.compile(r"(?:[\"“”„«‘‹「『].*[\"“”»’›」』]|».*«|[—―–]\s.*[.!?…])[.,!?…]?$")
_QUESTION = re.compile(r"[!?؟][\"'”’»)\]]*\s*$")

# A line that reads like a paragraph has so many characters ...
BODY_CHARS = 60
# ... a script without spaces says as much in fewer ...
BODY_CHARS_UNSPACED = 25
# ... and a lone question or exclamation may be a headline up to here.
HEADLINE_CHARS = 120
# A line with so many Thai letters is a paragraph without a stop.
_THAI = re.compile("[\u0e00-\u0e7f]")
_BODY_CHARS_THAI = 100


# Marks that make other words of the same letters, in scripts of India, in Thai, Hebrew and Arabic.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc"
)
_MARKS += "\u09be-\u09cd\u09d7\u0b82\u0bbe-\u0bcd\u0bd7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(rf"{_LETTERS}(?:['.&]{_LETTERS})*")


def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text; an apostrophe, a stop or an ampersand may stand inside one."""
    return tuple(_WORD.findall(folded))


def count_words(text: str) -> int:
    """How many words a text has; four characters of a script without spaces count as one."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    return len(text.split()) + unspaced // 4


def reads_like_body(line: str) -> bool:
    """Whether a line reads like a paragraph: long enough, with a stop that ends a sentence."""
    size = len(line)
    if size < BODY_CHARS_UNSPACED:
        return False
    # Of most lines it is told without a search: there is no stop in them, or one at the end.
    if line.isascii():
        if size < BODY_CHARS or not ("." in line or "!" in line or "?" in line):
            return False
    elif size < BODY_CHARS and 2 * len(_UNSPACED.findall(line)) < size:
        return False
    if line[-1] == "." and not "\u0e00" <= line[-2] <= "\u0e7f":
        return True
    if _STOP.search(line) or (size >= HEADLINE_CHARS and _QUESTION.search(line)):
        return True
    return size >= _BODY_CHARS_THAI and len(_THAI.findall(line)) >= _BODY_CHARS_THAI


def is_speech(line: str) -> bool:
    """Whether somebody says a line: quoted, or after a dash and with a stop; no button is."""
    return bool(_SPEECH.match(line))


class Line:
    """One line that is not blank.

    Attributes:
        span: where it stands, without its line feed.
        whole: what goes when the line goes.
        block: how many blank lines stand above it.
        number: its place among the lines that are not blank.
        raw: its characters.
        text: the same, trimmed.
    """

    def __init__(self, raw: str, span: Span, whole: Span, block: int, number: int) -> None:
        self.span = span
        self.whole = whole
        self.block = block
        self.number = number
        self.raw = raw
        self.text = raw.strip()

    def shortened(self, span: Span) -> "Line":
        """What is left of the line; where that goes too, the whole line does."""
        left = self.raw[span.start - self.span.start : span.end - self.span.start]
        return Line(left, span, self.whole, self.block, self.number)

    @cached_property
    def is_body(self) -> bool:
        """Whether the line reads like a paragraph."""
        return reads_like_body(self.text)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    def at(self, span: Span) -> Span:
        """A span within `text` as a span of the page's text."""
        return span.shift(self.span.start + len(self.raw) - len(self.raw.lstrip()))

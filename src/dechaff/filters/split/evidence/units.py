"""Units: the lines of a text as a reader sees them, with what kind of line each is.

Text that was wrapped at a fixed width is unwrapped for the eye: its units are paragraphs. Offsets
always are those of the text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dechaff.core.text import fold
from dechaff.filters.split.lines import Line

# Kinds of unit. A rule has no letter or digit; a stamp is short and has a date; a text reads like a
# paragraph; a title could be one; what is left is a scrap.
RULE, STAMP, TEXT, TITLE, SCRAP = "R", "D", "P", "T", "S"

_WIDE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_ENDS = ".!…。！।"
_CLOSING = "\"'”’»›)]」』"
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d).{0,12}?\d|\d.{0,20}?(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d))"
)
_LONGEST_STAMP = 90
# Longer lines are told apart by their words.
LONGEST_TEMPLATE = 260
_LONG, _MIDDLING = 190, 60
_TITLE = range(12, 181)

# Wrapped text: how many lines show it, what share of them is about full, how full that is.
_LEAST_LINES = 20
_SHARE = 0.6
_FULL = range(55, 85)
_NO_LONGER = 140
_BROKEN = 52


class Unit:
    """A line as a reader sees it.

    Attributes:
        start: the offset of the first line's first character.
        text: the text, in one line.
        blank: blank lines before it.
        indent: characters of blanks before it.
        size: how long it is; a wide character counts as two.
        kind: RULE, STAMP, TEXT, TITLE or SCRAP.
        folded: the text folded; empty where it is too long to be told by a template.
    """

    __slots__ = ("blank", "folded", "indent", "kind", "size", "start", "text")

    def __init__(self, line: Line, text: str) -> None:
        self.start = line.start
        self.text = text
        self.blank = line.blank
        self.indent = line.indent
        self.size = len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
        self.kind = _kind(text, self.size)
        self.folded = fold(text) if self.size <= LONGEST_TEMPLATE else ""


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """The units of a text."""
    if not _is_wrapped(lines):
        return [Unit(line, line.text) for line in lines]
    return list(_unwrapped(lines))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether most lines that another follows at once are about as long as a page is wide."""
    sizes = [len(above.text) for above, below in pairwise(lines) if not below.blank]
    if len(sizes) <= _LEAST_LINES or max(len(line.text) for line in lines) >= _NO_LONGER:
        return False
    return sum(size in _FULL for size in sizes) > _SHARE * len(sizes)


def _unwrapped(lines: Sequence[Line]) -> Iterator[Unit]:
    paragraph: list[Line] = []
    for line in lines:
        goes_on = paragraph and not line.blank and len(paragraph[-1].text) >= _BROKEN
        if paragraph and not goes_on:
            yield Unit(paragraph[0], " ".join(part.text for part in paragraph))
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield Unit(paragraph[0], " ".join(part.text for part in paragraph))


def _kind(text: str, size: int) -> str:
    if not any(map(str.isalnum, text[:200])):
        return RULE
    if size >= _LONG:
        return TEXT
    if size <= _LONGEST_STAMP and _DATE.search(text):
        return STAMP
    end = text.rstrip(_CLOSING)[-1:]
    if size >= _MIDDLING and ((end and end in _ENDS) or text[-1] in ",;:،；："):
        return TEXT
    if size >= 2 * _MIDDLING and end and end in "?？؟":
        return TEXT
    return TITLE if _could_be_title(text, size) else SCRAP


def _could_be_title(text: str, size: int) -> bool:
    if size not in _TITLE or text[0].islower() or (len(text) == size and " " not in text):
        return False
    return text[-1] not in ".,;:。，；：،؛।" or text.endswith("...")

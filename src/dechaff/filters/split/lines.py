"""Lines: what splitting sees of a text: its lines that are not blank, with the blank ones counted."""

from collections.abc import Iterator
from typing import NamedTuple

from dechaff.core.text import Text

# A form feed is no blank here: it parts pages.
_BLANKS = " \t\r\v\xa0\u200b\ufeff\u3000"


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start: the offset of its first character, blanks at its start included.
        end: the offset behind its last character, its line feed not included.
        text: the line without the blanks around it.
        blank: how many blank lines stand before it.
        indent: how many characters of blanks it begins with.
    """

    start: int
    end: int
    text: str
    blank: int
    indent: int


def lines_of(text: Text) -> Iterator[Line]:
    """The lines of a text that are not blank, in order."""
    at = blank = 0
    for raw in text.split("\n"):
        stripped = raw.strip(_BLANKS)
        if stripped:
            yield Line(at, at + len(raw), stripped, blank, len(raw) - len(raw.lstrip(_BLANKS)))
            blank = 0
        else:
            blank += 1
        at += len(raw) + 1

"""Line breaks of every kind."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

_CARRIAGE_RETURN = re.compile("\r\n?")
# A form feed at the start of a line is a page break: splitting looks at it, and `tidy` takes it.
_OF_NO_TEXT = "[\x0b\x85\u2028\u2029]|(?<=[^\n\r\x0c])\x0c"
# What is not the text's own kind of line break, by that kind.
_FOREIGN = {
    "\n": re.compile(f"\r\n?|{_OF_NO_TEXT}"),
    "\r\n": re.compile(f"\r(?!\n)|(?<!\r)\n|{_OF_NO_TEXT}"),
    "\r": re.compile(f"\r?\n|{_OF_NO_TEXT}"),
}


def line_breaks(text: Text) -> Iterator[Hit]:
    """Line breaks of other kinds than the text's own become its own.

    Vertical tabs and form feeds within a line part words, so they count as line breaks; so does what
    U+0085 the step for C1 controls has left.
    """
    own = text.newline
    for found in _FOREIGN[own].finditer(text):
        start, end = found.span()
        if found[0] == "\r\n":  # one of the two is right
            yield Hit("E206", Span(start, end - 1) if own == "\n" else Span(start + 1, end))
        else:
            yield Hit("E206", Span(start, end), Effect.WRITE, own)


def newline_style(text: Text) -> Iterator[Hit]:
    """A text whose own line breaks are CR LF or CR is cleaned with line feeds."""
    own = text.newline
    for found in _CARRIAGE_RETURN.finditer(text) if own != "\n" else ():
        start, end = found.span()
        if found[0] == own == "\r\n":
            yield Hit("E210", Span(start, end - 1))
        elif found[0] == own:
            yield Hit("E210", Span(start, end), Effect.WRITE, "\n")

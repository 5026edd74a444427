"""Line breaks of every kind."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

# A form feed at the start of a line is a page break: splitting looks at it, and `tidy` takes it.
_LINE_BREAK = re.compile("[\r\x0b\x85\u2028\u2029](?:(?<=\r)\n)?|(?<=[^\n\x0c])\x0c")
_CARRIAGE_RETURN = re.compile("\r\n?")


def newline_style(text: Text) -> Iterator[Hit]:
    """A text whose own line breaks are CR LF or CR is cleaned with line feeds."""
    own = text.newline
    if own != "\n":
        yield from (_mended("E210", found) for found in _CARRIAGE_RETURN.finditer(text) if found[0] == own)


def line_breaks(text: Text) -> Iterator[Hit]:
    """Line breaks of other kinds become line feeds.

    Vertical tabs and form feeds within a line part words, so they count as line breaks; so does what
    U+0085 the step for C1 controls has left.
    """
    yield from (_mended("E206", found) for found in _LINE_BREAK.finditer(text))


def _mended(code: str, found: re.Match[str]) -> Hit:
    start, end = found.span()
    if found[0] == "\r\n":
        return Hit(code, Span(start, end - 1))
    return Hit(code, Span(start, end), Effect.WRITE, "\n")

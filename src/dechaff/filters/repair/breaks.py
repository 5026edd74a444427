"""Line breaks of every kind."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def line_breaks(text: Text) -> Iterator[Hit]:
    """Every kind of line break becomes a line feed."""
    for found in _LINE_BREAK.finditer(text):
        start, end = found.span()
        if found[0] == "\r\n":
            yield Hit("E206", Span(start, end - 1))
        else:
            yield Hit("E206", Span(start, end), Effect.WRITE, "\n")

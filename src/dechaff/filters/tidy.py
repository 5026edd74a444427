"""tidy: the white space that cruft leaves behind."""

from collections.abc import Callable, Iterator

from dechaff.core.hit import Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

TRAILING_SPACE = "W101"
BLANK_LINES = "W102"
EDGES = "W103"
PAGE_BREAK = "W104"
_FORM_FEED = "\f"


def tidy() -> Callable[[Text], Iterator[Hit]]:
    """A filter that cuts trailing space, page breaks, and all blank lines but single ones inside the text.

    A line feed at the end stays where there is one, and is not added where there is none.
    """
    return white_space


def white_space(text: Text) -> Iterator[Hit]:
    """The filter itself; each line is a hit of its own, so that each can be traced to its origin."""
    end = len(text.rstrip())
    begun = False
    blank = 0
    for line in text.lines:
        size = len(text.slice(line).rstrip())
        blank = 0 if size else blank + 1
        begun = begun or size > 0
        if not size and (not begun or line.start >= end):
            yield Hit(EDGES, text.whole_line(line))
        elif blank > 1:
            yield Hit(BLANK_LINES, text.whole_line(line))
        else:
            yield from _around(text, line, size)


def _around(text: Text, line: Span, size: int) -> Iterator[Hit]:
    """What goes of a line of so many characters: the page break before it, and the space behind it."""
    feeds = size - len(text[line.start : line.start + size].lstrip(_FORM_FEED))
    if feeds:
        yield Hit(PAGE_BREAK, Span(line.start, line.start + feeds))
    if size < line.size:
        yield Hit(TRAILING_SPACE, Span(line.start + size, line.end))

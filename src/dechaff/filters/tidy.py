"""tidy: the white space that cruft leaves behind."""

from collections.abc import Callable, Iterator

from dechaff.core.hit import Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

TRAILING_SPACE = "W101"
BLANK_LINES = "W102"
EDGES = "W103"


def tidy() -> Callable[[Text], Iterator[Hit]]:
    """A filter that cuts trailing space, all but one of several blank lines, and blank lines at the edges.

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
        elif size < line.size:
            yield Hit(TRAILING_SPACE, Span(line.start + size, line.end))

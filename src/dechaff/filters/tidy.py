"""tidy: the white space that cruft leaves behind."""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from dechaff.core.hit import Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.rule import Rule

TRAILING_SPACE = "W101"
BLANK_LINES = "W102"
EDGES = "W103"
PAGE_BREAK = "W104"
_ALL = (TRAILING_SPACE, BLANK_LINES, EDGES, PAGE_BREAK)
_FORM_FEED = "\f"
_FEED = "\n"


def tidy(rules: Iterable[Rule] | None = None) -> Callable[[Text], Iterator[Hit]]:
    """A filter that cuts trailing space, page breaks, and all blank lines but single ones inside the text.

    A line feed at the end stays where there is one, and is not added where there is none.

    Args:
        rules: the rules in force; by default all of dechaff.
    """
    if rules is None:
        return white_space
    codes = {rule.code for rule in rules}
    if codes.issuperset(_ALL):
        return white_space

    def in_force(text: Text) -> Iterator[Hit]:
        return (hit for hit in white_space(text) if hit.code in codes)

    return in_force


def white_space(text: Text) -> Iterator[Hit]:
    """The filter itself; each line is a hit of its own, so that each can be traced to its origin."""
    pieces = text.split(_FEED)
    if not pieces[-1]:
        pieces.pop()
    bare = list(map(str.rstrip, pieces))
    written = [number for number, line in enumerate(bare) if line]
    first, last = (written[0], written[-1]) if written else (len(pieces), len(pieces))
    starts = list(accumulate(map(len, pieces), initial=0))
    may_break_pages = _FORM_FEED in text
    for number, line in enumerate(bare):
        # Most lines are as they should be.
        if line and len(line) == len(pieces[number]) and not may_break_pages:
            continue
        start = starts[number] + number
        end = start + len(pieces[number])
        if not line and not first < number < last:
            yield Hit(EDGES, Span(start, min(end + 1, len(text))))
        elif not line and not bare[number - 1]:
            yield Hit(BLANK_LINES, Span(start, end + 1))
        else:
            yield from _around(pieces[number], start, len(line))


def _around(line: str, start: int, size: int) -> Iterator[Hit]:
    """What goes of a line of so many characters: the page break before it, and the space behind it."""
    feeds = size - len(line[:size].lstrip(_FORM_FEED))
    if feeds:
        yield Hit(PAGE_BREAK, Span(start, start + feeds))
    if size < len(line):
        yield Hit(TRAILING_SPACE, Span(start + size, start + len(line)))

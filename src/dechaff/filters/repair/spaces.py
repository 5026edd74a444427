"""Spaces that are not the plain one: no-break, thin, of the width of a figure, ideographic.

In most places they are good typography and stay: `p. 3`, `10 km`, `« mot »`, `1 000`. Beside another
blank and at the start of a line they bind nothing and are left over from a layout.
"""

from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span, union
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

# The ideographic space is layout of its own, and the Ogham space is a visible stroke.
_ODD = "\xa0\u2000-\u200a\u202f\u205f"
_ODD_ROW = f"[{_ODD}]+"
_BLANKS = f"[ \t{_ODD}]*"
_ANY_ROW = f"[{_ODD}\u3000]+"


def odd_spaces(text: Text) -> Iterator[Hit]:
    """Odd spaces that bind nothing go, or become plain in an indent; one blank stays between words."""
    for row in _rows(text):
        if text[row.end : row.end + 1] in ("", "\n"):
            continue  # space at the end of a line is for tidy
        if row.start == 0 or text[row.start - 1] == "\n":
            yield from _indent(text, row)
        elif row.size > 1:
            yield from (Hit("E303", span.shift(row.start)) for span in union(_surplus(text.slice(row))))


def plain_spaces(text: Text) -> Iterator[Hit]:
    """Every odd space becomes a plain one."""
    for found in compiled(_ANY_ROW).finditer(text):
        yield Hit("E405", Span(*found.span()), Effect.WRITE, " " * len(found[0]))


def _rows(text: Text) -> Iterator[Span]:
    """Each row of blanks that holds an odd one."""
    reached = 0
    for found in compiled(_ODD_ROW).finditer(text):
        if found.start() < reached:
            continue
        start = found.start()
        while start > reached and text[start - 1] in " \t":
            start -= 1
        blanks = compiled(_BLANKS).match(text, found.end())
        reached = blanks.end() if blanks else found.end()
        yield Span(start, reached)


def _indent(text: Text, row: Span) -> Iterator[Hit]:
    """A single odd space at the start of a line goes; an indent may be of code or verse, and is kept."""
    if row.size == 1:
        yield Hit("E303", row)
    else:
        for found in compiled(_ODD_ROW).finditer(text, *row):
            yield Hit("E303", Span(*found.span()), Effect.WRITE, " " * len(found[0]))


def _surplus(row: str) -> Iterator[Span]:
    """What goes of several blanks: all but a plain one, or the first; tabs part columns and stay."""
    kept = row.find(" ") if " " in row else 0
    for at, char in enumerate(row):
        if char != "\t" and (at != kept or "\t" in row):
            yield Span(at, at + 1)

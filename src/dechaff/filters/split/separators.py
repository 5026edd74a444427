"""Separators: lines that a user says part articles."""

from collections.abc import Iterator

from dechaff.core.article import Part
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.patterns import Pattern

SEPARATOR = "S103"


def by_separator(text: Text, separator: Pattern) -> list[Part]:
    """The tiles of a file that is parted wherever a whole line matches; one article where none does.

    Raises:
        PatternTimeoutError: the expression took too long on a line.
    """
    lines = [line for line in text.lines if separator.matches(text.slice(line).strip(" \t\r"))]
    seams = [text.whole_line(line) for line in lines]
    return list(_tiles(text, seams))


def _tiles(text: Text, seams: list[Span]) -> Iterator[Part]:
    at = 0
    for seam in [*seams, Span(len(text), len(text))]:
        if text[at : seam.start].strip():
            yield Part(Span(at, seam.start))
        elif at < seam.start:
            seam = Span(at, seam.end)
        if seam.size:
            yield Part(seam, SEPARATOR, detail="the line that parts articles here")
        at = seam.end

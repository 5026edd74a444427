"""Letters that were taken apart into letter and accent."""

import unicodedata
from collections.abc import Iterator

from dechaff.core.diff import edits_between
from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text


def composition(text: Text) -> Iterator[Hit]:
    """Letters that were taken apart into letter and accent are put together (Unicode NFC)."""
    if text.isascii() or all(
        map(_is_composed, text.split("\n"))
    ):  # line by line: one mark makes the whole slow
        return
    for line in text.lines:
        old = text.slice(line)
        if not _is_composed(old):
            yield from _composed(old, unicodedata.normalize("NFC", old), line)


def _is_composed(line: str) -> bool:
    return unicodedata.is_normalized("NFC", line)


def _composed(old: str, new: str, line: Span) -> Iterator[Hit]:
    """The hits letter by letter; where letters that carry no mark join too (Korean), run by run."""
    letters = [(span, unicodedata.normalize("NFC", old[span.start : span.end])) for span in _letters(old)]
    changes = [(span, letter) for span, letter in letters if letter != old[span.start : span.end]]
    if "".join(letter for _, letter in letters) != new:
        changes = list(edits_between(old, new))
    for span, other in changes:
        yield Hit("E207", span.shift(line.start), Effect.WRITE if other else Effect.CUT, other)


def _letters(text: str) -> Iterator[Span]:
    """Each character with the marks that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield Span(start, end)
            start = end

"""Letters that were taken apart into letter and accent."""

import re
import unicodedata
from collections.abc import Iterator

from dechaff.core.diff import edits_between
from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.step import beyond_ascii

# All but ASCII and the ready letters, signs and punctuation of Latin text: these take part in nothing.
MAY_COMPOSE = re.compile(
    "[^\x00-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122\u3400-\u9fff]"
)


def composition(text: Text) -> Iterator[Hit]:
    """Letters that were taken apart into letter and accent are put together (Unicode NFC)."""
    # Line by line, as one mark makes the test slow for all that it is given.
    if not MAY_COMPOSE.search(beyond_ascii(text)) or all(map(_is_composed, text.split("\n"))):
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

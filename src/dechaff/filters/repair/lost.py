"""Characters that were lost on the way: noted, never hidden."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.sequences import LOST

# With what is left of the broken letter before it.
_REPLACED = re.compile(f"(?:[\xc2-\xf4][^\x00-\x7f{LOST}]{{0,2}})?{LOST}+")
_QUESTIONED = re.compile(r"\?(?:(?<=[ÃÂâ].)|(?<=â€.))")


def lost_characters(text: Text) -> Iterator[Hit]:
    """Characters that were replaced by U+FFFD or a question mark, which nothing brings back."""
    if text.isascii():
        return
    for lost in (_REPLACED, _QUESTIONED) if LOST in text else (_QUESTIONED,):
        for found in lost.finditer(text):
            yield Hit("E211", Span(*found.span()), Effect.NOTE)

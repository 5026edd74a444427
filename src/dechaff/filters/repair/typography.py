"""Typography made plain, for those who ask for it: quotes, wide letters, ligatures."""

import unicodedata
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

_APOSTROPHES = "\u2018\u2019\u201a\u201b"
_QUOTE = f"[{_APOSTROPHES}\u201c\u201d\u201e\u201f]"
# Full-width ASCII and signs, half-width Katakana, Hangul and arrows; without the Hangul filler and the
# macron, whose plain forms are no single characters that show.
_WIDTH = "[\uff01-\uff9f\uffa1-\uffdc\uffe0-\uffe2\uffe4-\uffee]+"
_LIGATURE = "[\ufb00-\ufb06]"


def curly_quotes(text: Text) -> Iterator[Hit]:
    """Curly quotes and apostrophes become straight ones."""
    for found in compiled(_QUOTE).finditer(text):
        new = "'" if found[0] in _APOSTROPHES else '"'
        yield Hit("E401", Span(*found.span()), Effect.WRITE, new)


def full_width(text: Text) -> Iterator[Hit]:
    """Full-width Latin and half-width Katakana become letters of normal width."""
    return _compatible(text, "E402", _WIDTH)


def ligatures(text: Text) -> Iterator[Hit]:
    """Latin ligatures become the letters that they join."""
    return _compatible(text, "E403", _LIGATURE)


def _compatible(text: Text, code: str, pattern: str) -> Iterator[Hit]:
    """What a pattern finds becomes what Unicode says it is compatible with."""
    for found in compiled(pattern).finditer(text):
        yield Hit(code, Span(*found.span()), Effect.WRITE, unicodedata.normalize("NFKC", found[0]))

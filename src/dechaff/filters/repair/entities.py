"""HTML entities that were left in a text."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

_ENTITY = re.compile(
    r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)(?:#?[A-Za-z0-9]{1,32};)*"
)
_ESCAPED_AGAIN = re.compile(r"&(?:amp;){2,}")
_TAG = re.compile(
    r"</?(?:p|a|b|i|em|br|div|span|img|strong|script|table|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE
)


def entities(text: Text) -> Iterator[Hit]:
    """HTML entities become characters, unless the text is HTML itself."""
    if "&" not in text or _TAG.search(text):
        return
    from html import unescape

    for found in _ENTITY.finditer(text):
        # Layers of escaping around one ampersand come off at once: one by one takes quadratic time.
        old, new = "", _ESCAPED_AGAIN.sub("&amp;", found[0])
        while new != old:
            old, new = new, unescape(new)
        if new != found[0]:
            yield Hit("E202", Span(*found.span()), Effect.WRITE, new)

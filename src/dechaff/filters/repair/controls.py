"""Halves of characters, terminal escape sequences and control characters."""

import re
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text

_SURROGATE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
# ECMA-48 control sequences, and operating-system commands such as a terminal's title.
_ESCAPE = re.compile(
    "\x1b(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)?|[ -/]{0,8}[0-~]|)"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufff9-\ufffc\u206a-\u206f]")
# Characters that part words: without them the words must not be glued together.
_PARTING = "\x00\x1c\x1d\x1e\x1f"


def surrogates(text: Text) -> Iterator[Hit]:
    """Pairs of surrogates are joined; a lone one becomes U+FFFD, since no file can hold it."""
    for found in _SURROGATE.finditer(text):
        pair = found[0]
        new = pair.encode("utf-16", "surrogatepass").decode("utf-16") if len(pair) == 2 else "\ufffd"
        yield Hit("E205", Span(*found.span()), Effect.WRITE, new)


def escapes(text: Text) -> Iterator[Hit]:
    """Terminal escape sequences go."""
    if "\x1b" in text:
        yield from (Hit("E204", Span(*found.span())) for found in _ESCAPE.finditer(text))


def controls(text: Text) -> Iterator[Hit]:
    """Control characters go; those that part two words become a space."""
    for found in _CONTROL.finditer(text):
        start, end = found.span()
        glues = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        if glues and found[0] in _PARTING:
            yield Hit("E203", Span(start, end), Effect.WRITE, " ")
        else:
            yield Hit("E203", Span(start, end))

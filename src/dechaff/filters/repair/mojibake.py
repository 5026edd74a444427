"""Mojibake: text that was read in a wrong charset, put right line by line."""

import re
from collections.abc import Iterator

from dechaff.core.diff import edits_between
from dechaff.core.hit import Effect, Hit
from dechaff.core.text import Text
from dechaff.filters.repair.mixup import unmix
from dechaff.filters.repair.unscramble import unscramble

# A line up to any break but U+0085, which may be half a letter.
_LINE = re.compile("[^\n\r\x0b\x0c\u2028\u2029]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Text is seldom broken more than three times over.
_MOST_LAYERS = 6


def mojibake(text: Text) -> Iterator[Hit]:
    """Text that was read in a wrong charset, line by line: one good line cannot veto a bad one."""
    if _BEYOND_ASCII.search(text):
        for found in _LINE.finditer(text):
            old = found[0]
            if not old.isascii():
                for span, new in edits_between(old, _put_right(old)):
                    effect = Effect.WRITE if new else Effect.CUT
                    yield Hit("E201", span.shift(found.start()), effect, new)


def _put_right(line: str) -> str:
    """One layer after the other, until nothing looks wrong."""
    for _ in range(_MOST_LAYERS):
        before, line = line, _one_layer(line)
        if line == before:
            break
    return line


def _one_layer(line: str) -> str:
    """By the bytes of the line, then by its UTF-8; what is left that looks wrong is for ftfy."""
    from ftfy import TextFixerConfig, fix_encoding_and_explain
    from ftfy.badness import is_bad

    new = unmix(line)
    if new == line:
        new = unscramble(line)
    if is_bad(new):
        # A lossy sequence cannot be repaired, only hidden.
        config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
        new = fix_encoding_and_explain(new, config).text
    return new

"""Soft hyphens and characters of no width, where they say nothing.

Several scripts are not written right without characters of no width: joiners shape Arabic and Indic
letters and make one emoji of several, a space of no width parts words where no other does, marks of
direction order digits and stops in Hebrew and Arabic. There they stay.
"""

from collections.abc import Iterator

from dechaff.core.hit import Hit
from dechaff.core.span import Span, union
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

# At the end of a line it is a hyphen that the reader saw: `layout` may join the word.
_SOFT = r"\xad(?!(?<=[^\W\d_]\xad)[^\S\n]*\n[^\S\n]*[^\W\d_])"

_SPACE = "\u200b"
_NON_JOINER = "\u200c"
_JOINER = "\u200d"
_WORD_JOINER = "\u2060"
_MONGOLIAN_SEPARATOR = "\u180e"
_DIRECTIONS = "\u200e\u200f\u061c"
_ZERO_WIDTH = _SPACE + _NON_JOINER + _JOINER + _WORD_JOINER + _MONGOLIAN_SEPARATOR + _DIRECTIONS
# Selectors of a variant, and tags, which spell the name of a flag and have been used to hide text.
_SELECTORS = "\ufe00-\ufe0f\U000e0000-\U000e01ef"
_ROW = f"[{_ZERO_WIDTH}{_SELECTORS}]+"
# A flag such as Scotland's is a black one with a name in tags.
_BLACK_FLAG = "\U0001f3f4"
_FLAG_NAME = "[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"

# Scripts whose letters joiners shape: Hebrew, Arabic and their kin, those of India and what came of them.
_SHAPED = (
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ua840-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
# All but a joiner right behind a letter that it shapes, as in every other word of Persian.
_DOUBTFUL = f"[{_ZERO_WIDTH}{_SELECTORS}](?<!{_SHAPED}[{_NON_JOINER}{_JOINER}])"
# Scripts that put no space between words: Thai to Burmese, Khmer, those of Yunnan, Bali, Java and Cham.
_UNSPACED = "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1bff\ua980-\uaadf]"
_MONGOLIAN = "[\u1800-\u18af]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
# Pictures, and what may follow one before it is joined to the next: a selector, a key cap, a flag's end.
_PICTURE = "[\xa9\xae\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e007f]"
_REGIONAL = "[\U0001f1e6-\U0001f1ff]"
# What has variants: signs and pictures, Burmese, Mongolian, all East Asian scripts, and scripts beyond.
_VARIED = (
    "[\xa9\xae\u1000-\u109f\u1800-\u18af\u203c-\u2129\u212c-\u2bff\u2e80-\u2fff\u3001-\ufaff\uff00-\uffef"
    "\U00010000-\U0003ffff]"
)
_IDEOGRAPH = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_KEY = "[#*0-9]"
_KEY_CAP = "\u20e3"


def soft_hyphens(text: Text) -> Iterator[Hit]:
    """Soft hyphens go, but for those that broke a word at the end of a line."""
    return (Hit("E301", Span(*found.span())) for found in compiled(_SOFT).finditer(text))


def zero_width(text: Text) -> Iterator[Hit]:
    """Characters of no width go where they say nothing."""
    if not compiled(_DOUBTFUL).search(text):
        return
    for line in text.lines:
        for span in union(_idle(text.slice(line))):
            yield Hit("E302", span.shift(line.start))


def _idle(line: str) -> Iterator[Span]:
    """Where a line holds a character of no width that says nothing.

    Each is judged between the last that stays and the next that is seen, so that a second look at the
    line finds what the first left and nothing else.
    """
    ordered = None
    for row in compiled(_ROW).finditer(line):
        if ordered is None:
            ordered = compiled(_RIGHT_TO_LEFT).search(line) is not None
        start, end = row.span()
        before, after = line[start - 1 : start], line[end : end + 1]
        name = compiled(_FLAG_NAME).match(line, start) if before == _BLACK_FLAG else None
        for at in range(name.end() if name else start, end):
            char = line[at]
            if char != before and _speaks(char, before, after, ordered=ordered):
                before = char
            else:
                yield Span(at, at + 1)


def _speaks(char: str, before: str, after: str, *, ordered: bool) -> bool:
    """Whether a character of no width says something between two others.

    `ordered` says whether the line holds letters that run from right to left.
    """
    if char in _DIRECTIONS:
        return ordered
    if char in _ZERO_WIDTH and _both(_REGIONAL, before, after):
        return True  # it keeps two letters from being a flag
    if char in (_NON_JOINER, _JOINER):
        return _either(_SHAPED, before, after) or (char == _JOINER and _both(_PICTURE, before, after))
    if char == _SPACE:
        # Writers of Persian take it for a non-joiner, and letters would join without it.
        return _either(_UNSPACED, before, after) or _both(_SHAPED, before, after)
    if char == _MONGOLIAN_SEPARATOR:
        return _either(_MONGOLIAN, before, after)
    return char != _WORD_JOINER and _selects(char, before, after)


def _selects(char: str, before: str, after: str) -> bool:
    """Whether a selector has a variant of the character before it to select."""
    if char >= "\U000e0100":
        return _is(_IDEOGRAPH, before)
    if char >= "\U000e0000":
        return False
    return _is(_VARIED, before) or (after == _KEY_CAP and _is(_KEY, before))


def _either(chars: str, before: str, after: str) -> bool:
    return _is(chars, before) or _is(chars, after)


def _both(chars: str, before: str, after: str) -> bool:
    return _is(chars, before) and _is(chars, after)


def _is(chars: str, char: str) -> bool:
    return compiled(chars).match(char) is not None

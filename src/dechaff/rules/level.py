"""Level: the coarse forms under which texts are searched for literals, whatever spells them.

Every character is levelled by itself, so that a literal that occurs in a text occurs in the levelled
text too, whatever its case, its quotes and its digits. What is found is a candidate, for exact
matchers to judge; what is not found is not there.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dechaff.core.text import SAME

DIGIT = "0"
SPACE = " "
LINE = "\n"

_ASCII = bytes(range(128))
_ASCII_SPACE = b"\t\r\v\f\x1c\x1d\x1e\x1f"
# Letters that case folding takes apart, into a letter and a mark for the most part.
_COMPOUND = "\u0149\u01f0\u0390\u03b0\u1e96-\u1e99\u1f50-\u1ffc"
# Neither a letter nor ASCII, or levelled though it is a letter.
_ODD = re.compile(rf"[\W\d{_COMPOUND}{''.join(char for char in map(chr, SAME) if not char.isascii())}]")
_LEVELLED = bytes.maketrans(
    b"0123456789`" + _ASCII_SPACE, DIGIT.encode() * 10 + b"'" + SPACE.encode() * len(_ASCII_SPACE)
)
_NO_LETTERS = bytes(code for code in _ASCII if not chr(code).isalnum() and chr(code) != LINE)


class Levelled(NamedTuple):
    """A text levelled but for its ASCII digits and spaces, and what of it beyond ASCII is in no word."""

    text: str
    signs: tuple[str, ...]


def levelled(text: str) -> Levelled:
    """A text without what spells the same otherwise: case, sorts of quotes, dashes, spaces, digits."""
    signs = []
    if not text.isascii():
        for char in sorted(set(_ODD.findall(_beyond_ascii(text)))):
            same = "".join(map(_same, _same(char).casefold()))
            if same != char:
                text = text.replace(char, same)
            signs += [sign for sign in same if not (sign.isascii() or sign.isalnum())]
    return Levelled(text.casefold(), tuple(signs))


def characters(text: Levelled) -> bytes:
    """All characters of the text."""
    return _encoded(text.text).translate(_LEVELLED)


def letters(text: Levelled) -> bytes:
    """The letters and digits of each line, and nothing else."""
    bare = text.text
    for sign in text.signs:
        bare = bare.replace(sign, "")
    return _encoded(bare).translate(_LEVELLED, _NO_LETTERS)


def level(text: str) -> str:
    """A text levelled."""
    return characters(levelled(text)).decode("utf-8", "surrogatepass")


def keys(lines: Iterable[str]) -> list[str]:
    """The letters and digits of each line, levelled: lines that fold alike have the same."""
    return letters(levelled(LINE.join(lines))).decode("utf-8", "surrogatepass").split(LINE)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _beyond_ascii(text: str) -> str:
    return _encoded(text).translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _same(char: str) -> str:
    if char.isdecimal():
        return DIGIT
    return SPACE if char.isspace() else SAME.get(ord(char), char)

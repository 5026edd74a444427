"""How UTF-8 looks when it was read in a single-byte charset.

A character of UTF-8 beyond ASCII is a lead byte and one to three bytes that continue it, in ranges of
their own. Read in another charset, each byte is a character; written back in it, the pattern shows.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any, NamedTuple

from dechaff.core.span import Span
from dechaff.filters.charsets import upper_half

LOST = "\N{REPLACEMENT CHARACTER}"
# In the order in which they are preferred, where two explain a line equally well.
CHARSETS = (
    "cp1252",
    "latin-1",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859-2",
    "mac_roman",
    "cp437",
    "koi8-r",
    "koi8-u",
    "cp866",
    "cp1256",
    "cp1255",
    "cp1258",
    "cp874",
    "mac_cyrillic",
    "iso8859-5",
)
BY_CONTROLS = CHARSETS[-1]
# Those whose letters are not Latin.
OTHER_SCRIPTS = frozenset(
    [
        "cp1251",
        "cp1253",
        "koi8-r",
        "koi8-u",
        "cp866",
        "cp1256",
        "cp1255",
        "cp874",
        "mac_cyrillic",
        "iso8859-5",
    ]
)

# Characters that texts are made of, and those of cp1252, which another layer may still be made of.
_COMMON_CHARACTERS = (
    "\u00a0-\u017e\u0192\u0199\u01cd-\u01dc\u0253\u0257\u0259\u02c6\u02dc\u01a0\u01a1\u01af\u01b0\u0218-\u021b"
    "\u0300-\u0303\u0309\u0323\u0370-\u03ff\u0400-\u045f\u0490-\u04ff\u0531-\u058a\u05d0-\u05ea\u0600-\u06ff"
    "\u0900-\u0dff\u0e00-\u10ff\u1200-\u137f\u1780-\u17ff\u1e00-\u1ef9\u200c-\u200f"
    "\u2010-\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2022\u2800\u3000-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\ufb00-\ufb06\uff00-\uffef\ufffd\U0001f300-\U0001faff"
)
_COMMON = re.compile(f"[{_COMMON_CHARACTERS}]")
_NOT_COMMON = re.compile(f"[^\\x00-\\x7f{_COMMON_CHARACTERS}]")
# What they have now and then: symbols, more scripts, marks. What decodes to anything else was no UTF-8.
_RARE = re.compile(
    "[\u0080-\u009f\u01c4-\u01cc\u0250-\u036f\u0460-\u048f\u0500-\u05cf\u1380-\u13ff"
    "\u2000-\u200b\u2027-\u206f\u2070-\u27bf\u3100-\u33ff\ufe0f\ufeff\U0001d400-\U0001d7ff"
    "\U0001f000-\U0001f2ff]"
)
# The lead bytes of UTF-8 with the ranges of the bytes that follow them, and pairs of surrogates, each
# half in three bytes (CESU-8).
_FORMS = (
    ((0xC2, 0xDF), (0x80, 0xBF)),
    ((0xE0, 0xE0), (0xA0, 0xBF), (0x80, 0xBF)),
    ((0xE1, 0xEC), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xED, 0xED), (0x80, 0x9F), (0x80, 0xBF)),
    ((0xEE, 0xEF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF0, 0xF0), (0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF1, 0xF3), (0x80, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF4, 0xF4), (0x80, 0x8F), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xED, 0xED), (0xA0, 0xAF), (0x80, 0xBF), (0xED, 0xED), (0xB0, 0xBF), (0x80, 0xBF)),
)
# The byte A0 is a space in many charsets, and is often made a plain one on the way.
_SPACE = (0x20, 0x20)
_SPACED_FORMS = (
    ((0xC2, 0xDF), _SPACE),
    ((0xE0, 0xE0), (0xA0, 0xBF), _SPACE),
    ((0xE1, 0xEC), (0x80, 0xBF), _SPACE),
    ((0xE2, 0xE2), _SPACE, (0x80, 0x80)),  # the blank Braille pattern that some sites end lines with
)


class Sequence(NamedTuple):
    """A character of UTF-8 that stands in a line as a sequence of a charset's characters."""

    span: Span
    char: str
    is_common: bool = True


class Charset:
    """How UTF-8 looks in one charset: expressions for its sequences, and the bytes of its characters."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._bytes = {char: byte for byte, char in enumerate(upper_half(name), 0x80)}
        self._leads = frozenset(self.chars(0xC2, 0xF4))
        self._continuing = frozenset(self.chars(0x80, 0xBF))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile("|".join(map(self._form, _FORMS)))

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        return re.compile("|".join(map(self._form, _SPACED_FORMS)))

    @cached_property
    def _lossy(self) -> re.Pattern[str]:
        leads, continuing = self._form([(0xC2, 0xF4)]), self._form([(0x80, 0xBF)])
        return re.compile(f"{leads}{continuing}{{0,2}}{LOST}")

    def chars(self, low: int, high: int) -> str:
        """The characters that the bytes from `low` to `high` are in this charset."""
        return "".join(char for char, byte in self._bytes.items() if low <= byte <= high)

    def _form(self, ranges: Iterable[tuple[int, int]]) -> str:
        return "".join(" " if each == _SPACE else f"[{escaped(self.chars(*each))}]" for each in ranges)

    @cached_property
    def _encoding(self) -> Any:
        return codecs.charmap_build("".join([*map(chr, range(0x80)), *upper_half(self.name)]))

    def whole(self, line: str) -> str | None:
        """The line read as UTF-8, if all of it is that and comes to common characters only."""
        try:
            new = codecs.charmap_encode(line, "strict", self._encoding)[0].decode("utf-8")
        except UnicodeError:
            return None
        return None if _NOT_COMMON.search(new) else new

    def may_explain(self, chars: set[str]) -> bool:
        """Whether a line of these characters can have a sequence at all."""
        # Its capitals continue its small letters, which they do in good text; but half of what
        # continues letters are control characters.
        if self.name == BY_CONTROLS and not any("\x80" <= char <= "\x9f" for char in chars):
            return False
        return not (self._leads.isdisjoint(chars) or self._continuing.isdisjoint(chars))

    def sequences(self, line: str) -> Iterator[Sequence]:
        """The sequences in a line that come to a character which texts are made of."""
        return self._decoded(self._whole, line)

    def spaced(self, line: str) -> Iterator[Sequence]:
        """The same of which a byte, A0, is a plain space now; common characters only."""
        return (sequence for sequence in self._decoded(self._spaced, line) if sequence.is_common)

    def lossy(self, line: str) -> Iterator[Sequence]:
        """What is left of sequences that have lost a byte, and have U+FFFD in its place."""
        return (Sequence(Span(*match.span()), LOST) for match in self._lossy.finditer(line))

    def _decoded(self, pattern: re.Pattern[str], line: str) -> Iterator[Sequence]:
        for match in pattern.finditer(line):
            data = bytes(self._bytes.get(char, 0xA0) for char in match[0])  # 0xA0 for a space
            char = data.decode("utf-8", "surrogatepass")
            if len(char) == 2:
                char = char.encode("utf-16", "surrogatepass").decode("utf-16")
            is_common = bool(_COMMON.fullmatch(char))
            if is_common or _RARE.fullmatch(char):
                yield Sequence(Span(*match.span()), char, is_common)


def escaped(chars: Iterable[str]) -> str:
    """What stands in a class of these characters."""
    return "".join(map(re.escape, sorted(set(chars))))


@cache
def charset(name: str) -> Charset:
    """The charset of a name, compiled once."""
    return Charset(name)

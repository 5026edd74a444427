"""mojibake: UTF-8 that was read in another charset, put right line by line and layer by layer.

A character of UTF-8 beyond ASCII is two to four bytes whose values follow a strict pattern. Read in a
single-byte charset, each byte becomes a character of its own; written back in that charset, the pattern
shows. That a whole line of good text has it is next to impossible, and that a word has it by chance is
rare. So the evidence of a line is pooled: the charset that explains most of it, without making anything
that nobody writes, is taken for all of it. ftfy's test for bad text (`ftfy.badness`) supplies the
evidence where a line mixes good and bad.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from dechaff.core.span import Span

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

# Characters that texts are made of, and those of cp1252, which another layer may still be made of. What
# decodes to anything else was no UTF-8.
_COMMON = re.compile(
    "[\u0080-\u017f\u0192\u02c6\u02dc\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0300-\u0303\u0309\u0323\u0386-\u03ce\u0400-\u045f"
    "\u0490\u0491\u05d0-\u05ea\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u1ea0-\u1ef9\u200c-\u200f\u2010-\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2022\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uff00-\uffef\U0001f300-\U0001faff]+"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# No sequence without two characters beyond ASCII in a row; a quote is no lead byte that matters.
_PAIR = re.compile("[^\x00-\x7f“”‘’…«»][^\x00-\x7f]")
# A line of one script and plain punctuation: mojibake never keeps to that, so there is nothing to look for.
_PUNCTUATION = "\x00-\x7f“”‘’–—…«»№•·\u200c\u200d"
_PLAIN = re.compile(
    "|".join(
        f"[{_PUNCTUATION}{letters}]*"
        for letters in (
            "А-яЁёІіЇїЄєҐґ",
            "\u060c\u061b\u061f-\u065f\u066e-\u06d5\u06f0-\u06f9",
            "\u3000-\u30ff\u3400-\u9fff\uff00-\uff60",
            "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
            "\u0370-\u03ff",
            "\u05d0-\u05ea",
            "\u0900-\u0eff",
        )
    )
)
# So many sequences and nothing else beyond ASCII need no further proof: in 42,840 fragments of good
# text none had four.
_PROOF = 4
_SIGNS = ("Sc", "Sk", "Sm", "So", "Cc")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "THAI")


class _Reading(NamedTuple):
    """A line as one charset explains it.

    The characters found; those that are there if a space was the byte A0; and how many characters
    beyond ASCII the former do not explain.
    """

    charset: str
    sequences: tuple[tuple[Span, str], ...]
    spaced: tuple[tuple[Span, str], ...]
    rest: int


def unscramble(line: str) -> str:
    """The line with one layer of mojibake put right; good text comes back as it is."""
    reading = _best(line)
    return line if reading is None else _applied(line, reading)


def _best(line: str) -> _Reading | None:
    """The reading that explains most of a line, if there is proof of any."""
    if not _PAIR.search(line) or _PLAIN.fullmatch(line):
        return None
    proven = [reading for reading in map(partial(_reading, line), CHARSETS) if _is_proven(line, reading)]
    return min(proven, key=_cost, default=None)


def _cost(reading: _Reading) -> int:
    # A mark that is found is more often half of an accented letter in another charset.
    marks = sum(unicodedata.combining(char) > 0 for _, char in reading.sequences)
    return reading.rest + 2 * marks


def _reading(line: str, name: str) -> _Reading:
    charset = _charset(name)
    sequences = tuple(charset.decoded(charset.sequence, line))
    spaced = tuple(charset.decoded(charset.spaced, line)) if sequences else ()
    if len(spaced) > len(sequences):  # chance, in a script whose letters are lead bytes
        spaced = ()
    explained = sum(span.size for span, _ in sequences)
    return _Reading(name, sequences, spaced, len(_BEYOND_ASCII.findall(line)) - explained)


def _is_proven(line: str, reading: _Reading) -> bool:
    count = len(reading.sequences)
    if not count or (not reading.rest and count >= _PROOF):
        return count > 0
    strange = sum(_is_strange(line, span, char) for span, char in reading.sequences)
    if not reading.rest:
        odd = sum(_is_odd(line, span) for span, _ in reading.sequences)
        return 2 * (strange + odd) >= count
    return (strange == count or (strange > 0 and _is_bad(line))) and _fits(line, reading)


def _fits(line: str, reading: _Reading) -> bool:
    """Whether what is found is in the script of the good part of the line."""
    bad = {at for span, _ in reading.sequences for at in range(*span)}
    good = _scripts(char for at, char in enumerate(line) if at not in bad)
    return _scripts(char for _, char in reading.sequences) <= good


def _is_odd(line: str, span: Span) -> bool:
    """Whether letters of two scripts touch, or a capital stands within a small word.

    Good text does so too, now and then: small alphabets borrow letters, and brands have humps.
    """
    before, inside, after = _around(line, span)
    humps = before.islower() and after.islower() and any(map(str.isupper, inside))
    return humps or len(_scripts(before + inside + after)) > 1


def _is_strange(line: str, span: Span, char: str) -> bool:
    """Whether no good text has these characters where they stand.

    A sign within a word, or capitals within a small word for what is one small letter.
    """
    before, inside, after = _around(line, span)
    if before.islower() and after.islower() and inside.isupper() and char.islower():
        return True
    if before.isalpha() and after.isalpha():
        return any(unicodedata.category(char) in _SIGNS for char in inside)
    return _is_bad(inside)


def _around(line: str, span: Span) -> tuple[str, str, str]:
    before, after = line[max(span.start - 1, 0) : span.start], line[span.end : span.end + 1]
    return before, line[span.start : span.end], after


def _is_bad(text: str) -> bool:
    from ftfy.badness import is_bad

    return is_bad(text)


def _scripts(chars: Iterable[str]) -> set[str]:
    return {_script(char) for char in chars if char.isalpha()}


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "other")


def _applied(line: str, reading: _Reading) -> str:
    # Where no space follows any of them, the row of spaces behind "a with grave" was made one.
    keeps_space = not any(line.startswith("  ", span.end - 1) for span, _ in reading.spaced)
    spaced = [(span, char + " " if keeps_space else char) for span, char in reading.spaced]
    pieces, at = [], 0
    for span, char in sorted([*reading.sequences, *spaced]):
        pieces += [line[at : span.start], char]
        at = span.end
    return "".join(pieces) + line[at:]


# The lead bytes of UTF-8 with the ranges of the bytes that follow them.
_FORMS = (
    ((0xC2, 0xDF), (0x80, 0xBF)),
    ((0xE0, 0xE0), (0xA0, 0xBF), (0x80, 0xBF)),
    ((0xE1, 0xEC), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xED, 0xED), (0x80, 0x9F), (0x80, 0xBF)),
    ((0xEE, 0xEF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF0, 0xF0), (0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF1, 0xF3), (0x80, 0xBF), (0x80, 0xBF), (0x80, 0xBF)),
    ((0xF4, 0xF4), (0x80, 0x8F), (0x80, 0xBF), (0x80, 0xBF)),
)
# The byte A0 is a space in many charsets, and is often made a plain one on the way.
_SPACED_FORMS = (((0xC3, 0xDF),), ((0xE1, 0xEC), (0x80, 0xBF)))


class _Charset:
    """How UTF-8 looks in one charset: expressions for its sequences, and the bytes of its characters."""

    def __init__(self, name: str) -> None:
        self._bytes = {" ": 0xA0}
        for byte in range(0x80, 0x100):
            try:
                char = bytes([byte]).decode(name)
            except UnicodeDecodeError:
                char = chr(byte)  # undefined bytes are let through, as browsers do
            self._bytes[char] = byte
        self.sequence = re.compile("|".join(map(self._form, _FORMS)))
        self.spaced = re.compile("|".join(self._form(form) + " " for form in _SPACED_FORMS))

    def _form(self, ranges: Iterable[tuple[int, int]]) -> str:
        return "".join(
            "[" + "".join(re.escape(c) for c, b in self._bytes.items() if low <= b <= high and c != " ") + "]"
            for low, high in ranges
        )

    def decoded(self, pattern: re.Pattern[str], line: str) -> Iterator[tuple[Span, str]]:
        """The characters of UTF-8 that stand in a line as sequences of this charset's characters."""
        for match in pattern.finditer(line):
            char = bytes(map(self._bytes.__getitem__, match[0])).decode("utf-8")
            if _COMMON.fullmatch(char):
                yield Span(*match.span()), char


@cache
def _charset(name: str) -> _Charset:
    return _Charset(name)

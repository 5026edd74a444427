"""Halves of characters, terminal escape sequences, NUL, byte-order marks and control characters.

What goes from between two words must not glue them together, so a character that parted them becomes a
space. Neighbours are looked for beyond whatever else no reader sees, which may go in its turn.
"""

import unicodedata
from collections.abc import Container, Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

_ESCAPE = "\x1b"
_NUL = "\x00"

_SURROGATE = "[\ud800-\udfff](?:(?<=[\ud800-\udbff])[\udc00-\udfff])?"

# ECMA-48 in 7 bits. No class holds ESC, and none gives back what it took: linear on any input.
_SEQUENCE = (
    "\x1b++(?:"
    r"\[(?:[0-?]{0,64}+[ -/]{0,8}+[@-~])?"  # control sequences: colours, moves of the cursor
    "|[]PX^_][^\x07\x1b\x9c\n]*+(?:\x07|\x1b\\\\|\x9c)"  # strings, such as a title, up to their end
    r"|\](?:[0-9]{1,4};)?"  # a title without an end: what follows may be text
    "|[!-/]{1,8}+[0-~]"  # charsets
    "| [FGLMN](?![a-z])"
    "|[0-~]"
    "|)"  # ESC alone: no terminal shows it
)
# Sequences that move the cursor part words; those that colour, erase or name do not.
_MOVE = r"\x1b(?:\[[0-?]*+[A-IZ`adef]|[DEM])"
# The same in 8 bits. These are halves of mojibake letters too, so one that is whole is asked for, and
# nothing before it that a broken letter begins with. What has broken off and touches it goes along.
_BROKEN = "\x80-\x9f\xa1-\xac\xae-\u04ff\u1e00-\u1fff\u2020-\u2022\u2026\u2030\u20ac\u2122"
_PIECE = "\x9b(?:[0-9;]{1,32}+[mKJHfhl]?+)?+"
_STRING = "[\x90\x98\x9d-\x9f][^\x00-\x1f\x9c]{0,256}+\x9c"
_EIGHT_BIT = f"(?<![{_BROKEN}])(?:{_STRING}|{_PIECE})++"
_WHOLE = "\x9c|\x9b[0-9;]{1,32}+[mKJHfhl]"

# C0 without NUL, tab and what ends a line, and DEL.
_CONTROLS = "\x01-\x08\x0e-\x1f\x7f"
_SEPARATORS = "\x1c\x1d\x1e\x1f"
# Annotations between the lines, objects that were embedded, and deprecated shaping controls.
_FORMATS = "\u206a-\u206f\ufff9-\ufffc"
_PARTING_FORMATS = "\ufffa\ufffb\ufffc"
# What no reader sees, ESC aside, which takes visible characters with it.
_UNSEEN = (
    "\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
)
# UTF-16 and UTF-32 that were read byte by byte: letters each followed by NULs.
_WIDE = r"(?<!\w)(?:[^\x00]\x00{1,3}){3,}"


def surrogates(text: Text) -> Iterator[Hit]:
    """Pairs of surrogates are joined; a lone one becomes U+FFFD, since no file can hold it."""
    for found in compiled(_SURROGATE).finditer(text):
        pair = found[0]
        new = pair.encode("utf-16", "surrogatepass").decode("utf-16") if len(pair) == 2 else "\ufffd"
        yield Hit("E205", Span(*found.span()), Effect.WRITE, new)


def nuls(text: Text) -> Iterator[Hit]:
    """NUL goes, and becomes a space between two words, but not within UTF-16 that was read as bytes."""
    return _without(text, "E208", _NUL, _NUL, frozenset(_padding(text)))


def _padding(text: Text) -> Iterator[int]:
    """Where NULs stand that only fill up the bytes of a letter."""
    for wide in compiled(_WIDE).finditer(text):
        ends_word = not text[wide.end() + 1 : wide.end() + 2].isalnum()
        for row in compiled(f"{_NUL}+").finditer(wide[0]):
            if row.end() < len(wide[0]) or ends_word:
                yield wide.start() + row.start()


def escapes(text: Text) -> Iterator[Hit]:
    """Terminal escape sequences go."""
    for found in compiled(_SEQUENCE).finditer(text):
        start, end = found.span()
        parts = compiled(_MOVE).search(found[0]) and _parts_words(text, start, end)
        yield Hit("E204", Span(start, end), *((Effect.WRITE, " ") if parts else ()))


def eight_bit_escapes(text: Text) -> Iterator[Hit]:
    """Terminal escape sequences that begin with a C1 control go, where they are surely such."""
    for found in compiled(_EIGHT_BIT).finditer(text):
        if compiled(_WHOLE).search(found[0]):
            yield Hit("E204", Span(*found.span()))


def controls(text: Text) -> Iterator[Hit]:
    """Control characters go; those that part two words become a space."""
    return _without(text, "E203", _CONTROLS, _SEPARATORS)


def formats(text: Text) -> Iterator[Hit]:
    """Deprecated controls of format go, and marks of annotations and of objects that are not there."""
    return _without(text, "E203", _FORMATS, _PARTING_FORMATS)


def byte_order_marks(text: Text) -> Iterator[Hit]:
    """Byte-order marks go: within a text they are what is left of files that were put together."""
    return (Hit("E209", Span(*found.span())) for found in compiled("\ufeff+").finditer(text))


def _without(text: Text, code: str, chars: str, parting: str, glued: Container[int] = ()) -> Iterator[Hit]:
    """Hits on each row of `chars`, a class; one that is between two words and parts them becomes a space.

    `glued` are the places of rows that part nothing.
    """
    for row in compiled(f"[{chars}{_UNSEEN}]+").finditer(text):
        gap = row.start() not in glued and _parts_words(text, *row.span())
        for found in compiled(f"[{chars}]+").finditer(row[0]):
            span = Span(*found.span()).shift(row.start())
            if gap and not set(parting).isdisjoint(found[0]):
                gap = False
                yield Hit(code, span, Effect.WRITE, " ")
            else:
                yield Hit(code, span)


def _parts_words(text: Text, start: int, end: int) -> bool:
    """Whether words would be glued together if what is between two places went."""
    while _is_unseen(text[start - 1 : start]):
        start -= 1
    while _is_unseen(text[end : end + 1]):
        end += 1
    return _is_of_word(text[start - 1 : start]) and _is_of_word(text[end : end + 1])


def _is_unseen(char: str) -> bool:
    return compiled(f"[{_UNSEEN}]").match(char) is not None


def _is_of_word(char: str) -> bool:
    # Marks belong to words (Hindi, Thai), and so may what follows an escape sequence.
    return char.isalnum() or char == _ESCAPE or (char != "" and unicodedata.category(char)[0] == "M")

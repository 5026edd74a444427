"""The dates inside a longer text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dechaff.dates.folding import key
from dechaff.dates.patterns import compiled
from dechaff.dates.reading import parse
from dechaff.dates.shape import SHAPE
from dechaff.dates.words import words

__all__ = ["Found", "find"]


class Found(NamedTuple):
    """One date of a text: `text[start:end]` is how it stands there, `iso` what it says."""

    start: int
    end: int
    iso: str


# A number tied to the one before it ("3-5 May 2023", "v1.5") is no first number of a date.
_NUMBER = r"(?<!\d)(?<!\d[-–:.,/])\d{1,4}(?!\d)"
# A whole word: the place to look from may be inside one.
_WORD = r"(?<![^\s\d.,:;()\[\]/|·•–—-])[^\s\d.,:;()\[\]/|·•–—-]+"
_SPACE = r"[\s.,:()\[\]/|·•–—-]{0,4}"  # what stands between two words of a date
_YEAR = r"\d{4}|\d\.\s?\d\d?\.\s?\d\d"
_LIKELY = r"[^\W\d_]|\d ?[-/.] ?\d"  # numbers and spaces alone make no date
_CUT = r"[\s,(–-]+[^\s,(–-]*$"
_YEAR_AFTER = r"[\s,.]{0,3}\d{4}(?!\d)"
_DAY_AFTER = r"[\s,.]{0,3}\d"
_DAY_BEFORE = r"\d\w{0,2}[\s.,–-]{1,3}(?:d\w{1,2}\s)?"
_LEAD, _WORDS, _CUTS = 48, 5, 6  # characters and words before the first number; ends tried


def find(text: str, language: str | None = None) -> Iterator[Found]:
    """The dates of `text` from left to right (iterator of Found), none over another.

    Every number is tried once as the first number of a date, with the known words before
    it, so the time is linear in the text. Never raises.
    """
    at = past = 0  # where the next number is looked for; where the last date ended
    while number := compiled(_NUMBER).search(text, at):
        at = number.end()
        for start in dict.fromkeys((_start(text, past, number.start()), number.start())):
            found = _longest(text, start, language)
            if found is not None:
                yield found
                at = past = found.end
                break


def _start(text: str, past: int, number: int) -> int:
    """Where (int) the words of the date begin that lead up to the number at `number`.

    Not before `past`, nor in another line: the words there belong to something else.
    """
    left = max(number - _LEAD, past, 0)
    left = text.rfind("\n", left, number) + 1 or left
    start = edge = number
    for piece in reversed(list(compiled(_WORD).finditer(text, left, number))[-_WORDS:]):
        word = key(piece[0])
        if word not in words().leads or not compiled(_SPACE).fullmatch(text, piece.end(), edge):
            break
        edge = piece.start()
        start = edge if word in words().starts else start
    return start


def _longest(text: str, start: int, language: str | None) -> Found | None:
    """The longest date (Found) that begins at `start`, or None.

    The shape takes words after the date too where they look like a zone, so shorter ends
    are tried, but never one that leaves a year behind: that year would be its own.
    """
    match = compiled(SHAPE, re.IGNORECASE).match(text, start)
    seen = match[0] if match else ""
    for _ in range(_CUTS):
        if not (compiled(_YEAR).search(seen) and compiled(_LIKELY).search(seen)):
            return None
        if seen.endswith(")") and "(" not in seen:
            seen = seen[:-1]
        end = start + len(seen)
        iso = parse(seen, language)
        if iso is not None and not _torn(text, start, end, iso):
            return Found(start, end, iso)
        seen = compiled(_CUT).sub("", seen)
    return None


def _torn(text: str, start: int, end: int, iso: str) -> bool:
    """Whether (bool) a number beside `text[start:end]` belongs to it, so that it is half a date.

    "2022, September" before " 5, 2023" is two halves, and "May 2023" after "3-5 " lacks days.
    """
    if compiled(_YEAR_AFTER).match(text, end):
        return True
    if len(iso) > len("2023-09"):
        return False
    if text[start].isdigit():
        return compiled(_DAY_AFTER).match(text, end) is not None
    near = range(max(start - 10, 0), start)
    return any(compiled(_DAY_BEFORE).fullmatch(text, place, start) for place in near)

"""traces: what mojibake always has, and good text hardly ever.

Traces say what counts as mojibake at all, so that whole texts can be dismissed by scanning for them. All
are one expression. It begins with one class of characters, few of which good text has, and looks around
from there, so that a scan stops only at these.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from dechaff.core.text import Text
from dechaff.filters.repair.sequences import BY_CONTROLS, CHARSETS, OTHER_SCRIPTS, Charset, charset
from dechaff.filters.repair.suspects import BESIDE_LATIN, ODD

# Quotes are lead bytes here and there; nothing that matters begins with these.
_QUOTES = "“”‘’…«»"
# What good text, too, has behind a letter.
_PUNCTUATION = "“”‘’…–—«»؛؟،·•\xa0\xad\u200c\u200d"
_BOXES = "\u2500-\u256c\u2580-\u2593"
_LETTERS = "\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f"
_OTHER_LETTER = re.compile(f"[{_LETTERS}]")
# The group of what mixes charsets.
_MIXED = "mixed"
# Characters of the longest sequence.
_LONGEST = 6


def has_trace(line: str) -> bool:
    """Whether a line has a trace of UTF-8 that was read in another charset."""
    return _first(_utf8(), line) >= 0


def suspects(text: Text) -> list[int]:
    """The numbers of the lines that may be mojibake: with such a trace, or with one of a mixup."""
    patterns = [_anything()]
    if has_other_script(text):
        patterns.append(BESIDE_LATIN)
    numbers = set()
    for pattern in patterns:
        at = _first(pattern, text)
        while at >= 0:
            number = text.line_number(at)
            numbers.add(number)
            at = _first(pattern, text, text.lines[number].end)
    return sorted(numbers)


@lru_cache(maxsize=1)  # more than one step asks
def has_other_script(text: str) -> bool:
    """Whether a text has a letter of a script, beside Latin, that there are charsets for."""
    return _OTHER_LETTER.search(text) is not None


def _first(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    """Where the first match stands from some place on; -1 where there is none."""
    found = pattern.search(text, start)
    while found and found.lastgroup == _MIXED and not _is_sequence(text, found.start()):
        found = pattern.search(text, found.start() + 1)
    return found.start() if found else -1


def _is_sequence(text: str, at: int) -> bool:
    """Whether one charset alone has a sequence around here."""
    window = text[max(at - _LONGEST, 0) : at + _LONGEST]
    return any(any(True for _ in one.sequences(window)) for one in _charsets(latin=True))


@cache
def _utf8() -> re.Pattern[str]:
    return _united([_certain(), _quotes(), _signs(), _letters(), _latin()])


@cache
def _anything() -> re.Pattern[str]:
    return _united([_certain(), _quotes(), *ODD, _signs(), _letters(), _latin()])


def _united(odd: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One expression for characters and what is odd beside them."""
    kinds = list(odd)
    chars = "".join(chars for chars, _ in kinds)
    return re.compile(f"[{chars}](?:{'|'.join(f'(?<=[{c}])(?:{beside})' for c, beside in kinds)})", re.DOTALL)


@cache
def _charsets(*, latin: bool) -> tuple[Charset, ...]:
    return tuple(charset(name) for name in CHARSETS if (name in OTHER_SCRIPTS) != latin)


def _escaped(chars: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(set(chars))))


def _all(low: int, high: int, *, latin: bool) -> str:
    return "".join(one.chars(low, high) for one in _charsets(latin=latin))


def _latin() -> tuple[str, str]:
    """A lead with all that continues it: words in Latin letters hardly ever have these in a row.

    Each may be of another charset here, so one that has them all is asked for afterwards.
    """
    two, three, four = (
        _escaped(set(_all(*leads, latin=True)) - set(_QUOTES))
        for leads in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))
    )
    more = _escaped(_all(0x80, 0xBF, latin=True))
    rows = f"(?<=[{two}].)|(?<=[{three}].)[{more}]|(?<=[{four}].)[{more}][{more}]"
    return more, f"(?P<{_MIXED}>{rows})"


def _signs() -> tuple[str, str]:
    """A sign right behind a letter that is not Latin.

    There letters continue letters, and good text is full of them; but of the bytes of UTF-8 text
    many are signs, whatever the charset.
    """
    chars = set(_all(0x80, 0xBF, latin=False)) - set(_PUNCTUATION)
    signs = _escaped(char for char in chars if unicodedata.category(char)[0] in "PSN")
    return signs, f"(?<=[{_LETTERS}–—√¬].)"


def _letters() -> tuple[str, str]:
    """Two letters that are not Latin next to one that is: one accented letter of a Latin word."""
    others = [one for one in _charsets(latin=False) if one.name != BY_CONTROLS]
    pairs = [(one.chars(0xC2, 0xC5), one.chars(0x80, 0xBF)) for one in others]
    leads = _escaped("".join(lead for lead, _ in pairs if lead.isalpha()))
    more = _escaped(filter(str.isalpha, "".join(more for lead, more in pairs if lead.isalpha())))
    return more, f"(?<=[{leads}].)(?:(?<=[A-Za-z]..)|(?=[A-Za-z0-9]))"


def _certain() -> tuple[str, str]:
    """Control characters; "a with grave" in its commonest form; box drawings before Cyrillic (cp866)."""
    beside = f"(?<=[\x80-\x9f])|(?<=[ÃÂ]) |(?<=[{_BOXES}])[\u0400-\u04ff]"
    return f"\x80-\x9fÃÂ{_BOXES}", beside


def _quotes() -> tuple[str, str]:
    """The bytes with which curly quotes begin, in the charsets for Cyrillic."""
    return "АЂ", "(?<=[тв]А)|(?<=вЂ)"

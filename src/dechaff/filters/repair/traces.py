"""traces: what mojibake always has, and good text hardly ever.

Traces say what counts as mojibake at all, so that whole texts can be dismissed by scanning for them. All
are one expression. It begins with one class of characters, few of which good text has, and looks around
from there, so that a scan stops only at these.
"""

import re
import unicodedata
from functools import cache

from dechaff.core.text import Text
from dechaff.filters.repair.sequences import BY_CONTROLS, CHARSETS, OTHER_SCRIPTS, Charset, charset, escaped
from dechaff.filters.repair.step import beyond_ascii
from dechaff.filters.repair.suspects import beside_latin, odd, united

# Quotes are lead bytes here and there; nothing that matters begins with these.
_QUOTES = "“”‘’…«»"
# What good text, too, has behind a letter.
_PUNCTUATION = "“”‘’…–—«»؛؟،·•\xa0\xad\u200c\u200d"
_BOXES = "\u2500-\u256c\u2580-\u2593"
_LETTERS = "\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f"
_CYRILLIC = re.compile("[\u0400-\u04ff]")
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
    if _CYRILLIC.search(beyond_ascii(text)):
        patterns.append(beside_latin())
    numbers = set()
    for pattern in patterns:
        at = _first(pattern, text)
        while at >= 0:
            number = text.line_number(at)
            numbers.add(number)
            at = _first(pattern, text, text.lines[number].end)
    return sorted(numbers)


def has_other_script(text: str) -> bool:
    """Whether a text has a letter of a script, beside Latin, that there are charsets for."""
    return _OTHER_LETTER.search(beyond_ascii(text)) is not None


def _first(pattern: re.Pattern[str], text: str, start: int = 0) -> int:
    """Where the first match stands from some place on; -1 where there is none."""
    found = pattern.search(text, start)
    while found and found.lastgroup and not _is_sequence(text, found.start()):
        found = pattern.search(text, found.start() + 1)
    return found.start() if found else -1


def _is_sequence(text: str, at: int) -> bool:
    """Whether one charset alone has a sequence around here."""
    window = text[max(at - _LONGEST, 0) : at + _LONGEST]
    chars = set(window)
    able = (one for one in _charsets(latin=True) if one.may_explain(chars))
    return any(any(True for _ in one.sequences(window)) for one in able)


@cache
def _utf8() -> re.Pattern[str]:
    return united([_certain(), _quotes(), _signs(), _letters(), _longer(), _latin()])


@cache
def _anything() -> re.Pattern[str]:
    return united([_certain(), _quotes(), *odd(), _signs(), _letters(), _longer(), _latin()])


@cache
def _charsets(*, latin: bool) -> tuple[Charset, ...]:
    return tuple(charset(name) for name in CHARSETS if (name in OTHER_SCRIPTS) != latin)


def _all(low: int, high: int, *, latin: bool) -> str:
    return "".join(one.chars(low, high) for one in _charsets(latin=latin))


def _latin() -> tuple[str, str]:
    """A lead of two bytes before what continues it: few words have such capitals before such signs.

    Each may be of another charset here, so one that has both is asked for afterwards.
    """
    leads = escaped(set(_all(0xC2, 0xDF, latin=True)) - set(_QUOTES))
    return leads, f"(?P<{_MIXED}>(?=[{escaped(_all(0x80, 0xBF, latin=True))}]))"


def _longer() -> tuple[str, str]:
    """A sign between a lead of three or four bytes and what continues them.

    It could be a letter or a quote as well, but these are common, and hardly any text would have only
    such bytes in this place.
    """
    more = set(_all(0x80, 0xBF, latin=True))
    signs = escaped(char for char in more - set("“”‘’…–—\xa0") if char in "ªº" or not char.isalpha())
    leads = escaped(set(_all(0xE0, 0xF4, latin=True)) - set(_QUOTES))
    return signs, f"(?P<{_MIXED}_>(?<=[{leads}].)[{escaped(more)}])"


def _signs() -> tuple[str, str]:
    """A sign right behind a letter that is not Latin.

    There letters continue letters, and good text is full of them; but of the bytes of UTF-8 text
    many are signs, whatever the charset.
    """
    chars = set(_all(0x80, 0xBF, latin=False)) - set(_PUNCTUATION)
    signs = escaped(char for char in chars if unicodedata.category(char)[0] in "PSN")
    return signs, f"(?<=[{_LETTERS}–—√¬].)"


def _letters() -> tuple[str, str]:
    """A lead that is no Latin letter, with what continues it, next to one that is: an accented letter."""
    others = [one for one in _charsets(latin=False) if one.name != BY_CONTROLS]
    pairs = [(one.chars(0xC2, 0xC5), one.chars(0x80, 0xBF)) for one in others]
    # In koi8 the leads are common letters, and box drawings give it away.
    pairs = [(lead, more) for lead, more in pairs if lead.isalpha() and not lead.islower()]
    leads, more = (escaped("".join(part)) for part in zip(*pairs, strict=True))
    return leads, f"(?=[{more}])(?:(?<=[A-Za-z].)|(?=.[A-Za-z0-9]))"


def _certain() -> tuple[str, str]:
    """Control characters; "a with grave" in its commonest form; box drawings before Cyrillic (cp866)."""
    beside = f"(?<=[\x80-\x9f])|(?<=[ÃÂ]) |(?<=[{_BOXES}])[\u0400-\u04ff]"
    return f"\x80-\x9fÃÂ{_BOXES}", beside


def _quotes() -> tuple[str, str]:
    """The bytes with which curly quotes and Georgian letters begin, in the charsets for Cyrillic."""
    return "АЂГ", "(?<=[тв]А)|(?<=вЂ)|(?<=сГ)"

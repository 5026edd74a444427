"""mixup: text in one single-byte or East Asian charset that was read in another.

In such text each letter beyond ASCII has become another, always the same. Two things give it away. Where
most letters are from the upper half of cp1252, the text is of another script, and its bytes tell of which.
Where letters turned into other letters of the same script, the text is read anew in each charset that
`mixups.toml` names, and what looks far better in some language than the line does in any is taken.
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from string import ascii_lowercase
from typing import Any, NamedTuple

from dechaff.filters.charsets import WIDER, upper_half
from dechaff.filters.repair.alphabets import Reading, languages, small
from dechaff.filters.repair.suspects import is_suspect, of_upper_half

# The beginning of a line, with enough characters beyond ASCII to judge all of it by.
_SAMPLE = re.compile(r"(?:[\x00-\x7f]*[^\x00-\x7f]){0,80}[^\W\d_]{0,40}")
# Fewer letters prove nothing. Where most are from the upper half of cp1252, none is right.
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.5
_LETTER = re.compile(r"[^\W\d_]")
# How much better a line has to look: the chance that it was good is less than e to the power of minus
# that. A rare mixup wants more evidence, and so does a line all of whose letters some language has.
_ENOUGH = 5.0
_RARE, _SEVERAL = 3.0, 3
_SETTLED = 3.0
# What a letter costs that turns into a sign, and what a letter of good text costs at most on average.
_TO_SIGN = 5.0
_GOOD = 4.0
# What it costs in text that is good beyond doubt.
_FINE = 1.5
_ASCII = frozenset(ascii_lowercase)
_PUNCTUATION = "’‘“”„–—«»…·\u00a0"


def unmixed(line: str) -> tuple[str, str]:
    """The line in the charset that its bytes are in, and how it was read; good text as it is, and nothing."""
    if not is_suspect(line):
        return line, ""
    letters = len(_LETTER.findall(line))
    if letters < _LEAST_LETTERS:
        return line, ""
    if len(of_upper_half().findall(line)) > _LEAST_SHARE * letters:
        new, charset = _of_other_script(line)
        if charset:
            return new, f"{charset} read as cp1252"
    return _read_anew(line)


class _Mixup(NamedTuple):
    """A charset that is taken for another: what each character then is, and all that there can be.

    Proof is what turns into a letter, unless it is a control of which Windows-1252 makes the same.
    """

    name: str
    toll: float
    table: dict[int, str]
    chars: frozenset[str]
    proof: frozenset[str]
    languages: tuple[str, ...]


@cache
def _mixups() -> tuple[_Mixup, ...]:
    import tomllib
    from pathlib import Path

    with Path(__file__).with_name("mixups.toml").open("rb") as file:
        tables: dict[str, Any] = tomllib.load(file)
    return tuple(
        _mixup(true, taken, toll, tables["languages"][true])
        for kind, toll in (("often", 0.0), ("seldom", _RARE))
        for taken, charsets in tables[kind].items()
        for true in charsets.split()
    )


def _mixup(true: str, taken: str, toll: float, codes: str) -> _Mixup:
    right, wrong = upper_half(true), upper_half(taken)
    pairs = [*zip(wrong, right, strict=True)]
    windows: dict[int, str] = {}
    if taken.startswith("cp125"):  # its first quarter is often left as controls
        pairs += zip(map(chr, range(0x80, 0xA0)), right, strict=False)
        windows = dict(enumerate(upper_half("cp1252"), 0x80))
    table = {ord(old): new for old, new in pairs if old != new and not _is_control(new)}
    proof = {chr(old) for old, new in table.items() if new.isalpha() and new != windows.get(old)}
    name = f"{true} read as {taken}"
    return _Mixup(name, toll, table, frozenset(wrong), frozenset(proof), tuple(codes.split()))


def _is_control(char: str) -> bool:
    return "\x80" <= char <= "\x9f"


def _read_anew(line: str) -> tuple[str, str]:
    """The line by the mixup that explains it best, if there is evidence of any."""
    sample = _SAMPLE.match(line)[0]  # type: ignore[index]  # matches whatever the line
    plain = Reading(sample)
    before = plain.strangeness(languages())
    if plain.size >= _SEVERAL and before < _FINE * plain.size:
        return line, ""
    strangeness, size, mixup = min(_readings(line, sample), default=(before, 1, None), key=itemgetter(0))
    wanted = _ENOUGH + (_SETTLED if plain.is_settled else 0)
    # Signs that turn into letters add to these; what counts is how strange so many look as there were.
    if mixup is None or before - strangeness * min(1, plain.size / size) < wanted:
        return line, ""
    return line.translate(mixup.table), mixup.name


def _readings(line: str, sample: str) -> Iterator[tuple[float, int, _Mixup]]:
    """The mixups that make good text of a line: how strange its beginning looks then, in how many letters."""
    beyond = {char for char in line if char > "\x7f"}
    letters = set(filter(str.isalpha, beyond))
    for mixup in _mixups():
        codes = _languages(mixup, beyond) if letters <= mixup.chars else []
        if codes:
            new = sample.translate(mixup.table)
            reading = Reading(new)
            changed = [(old, char) for old, char in zip(sample, new, strict=True) if old != char]
            made = sum(old.isalpha() and not char.isalpha() for old, char in changed)
            strangeness = reading.strangeness(codes) + _TO_SIGN * made
            if strangeness <= _GOOD * reading.size and (len(changed) >= _SEVERAL or not mixup.toll):
                yield strangeness + mixup.toll, reading.size, mixup


def _languages(mixup: _Mixup, chars: set[str]) -> list[str]:
    """The languages that have all letters into which some characters turn; none if any turns into rubbish."""
    turned = {char: mixup.table[ord(char)] for char in chars if ord(char) in mixup.table}
    if mixup.proof.isdisjoint(turned) or any(map(_is_rubbish, turned.keys(), turned.values())):
        return []
    letters = set(filter(str.isalpha, small("".join(turned.values())))) - _ASCII
    return [code for code in mixup.languages if letters <= languages()[code].letters.keys()]


def _is_rubbish(old: str, new: str) -> bool:
    """Whether what was a letter, or half of one, would turn into a sign that texts are not made of."""
    return (old.isalpha() or _is_control(old)) and not (new.isalpha() or new in _PUNCTUATION)


# Charsets of scripts other than Latin: for the others the test above says nothing.
_CHARSETS = re.compile(
    "big5hkscs|cp(?:1251|1253|1255|1256|866|874|932|949)|euc_jp|gb18030|iso8859-[5-8]|koi8-[ru]"
)


def _of_other_script(line: str) -> tuple[str, str]:
    """A line of another script that was read as cp1252 or latin-1, and its charset; else as it is."""
    try:
        data = line.translate(_bytes_of_cp1252()).encode("latin-1")
        charset = _charset_of(data)
        new = data.decode(charset)
    except (UnicodeError, LookupError):
        return line, ""
    return (line, "") if any(map(_is_control, new)) else (new, charset)


@cache
def _bytes_of_cp1252() -> dict[int, int]:
    """A table from the characters that only cp1252 has to their bytes; with it both charsets are one."""
    return {ord(char): byte for byte, char in enumerate(upper_half("cp1252"), 0x80) if ord(char) > 0xFF}


def _charset_of(data: bytes) -> str:
    """The charset of some bytes.

    Raises:
        LookupError: they are in none that is looked for here.
    """
    from chardet import detect

    name = str(detect(data, compat_names=False)["encoding"]).lower()
    charset = WIDER.get(name, name)
    if not _CHARSETS.fullmatch(charset):
        raise LookupError(charset)
    return charset

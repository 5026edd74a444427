"""mixup: text in a single-byte or East Asian charset that was read as cp1252 or latin-1.

Such a line is next to all accented letters and signs, which no language writes. What charset its
bytes are in is for chardet to say; it is asked only of such lines.
"""

import re
from functools import cache

from dechaff.filters.charsets import WIDER

_LETTER = re.compile(r"[^\W\d_]")
# What the upper half of cp1252 and latin-1 holds: where most letters are among these, none is right.
_UPPER_HALF = re.compile(
    "[\u0080-\u009f\u00a1-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178\u0192"
    "\u02c6\u02dc\u201a\u201e\u2020\u2021\u2030\u20ac]"
)
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.5
# Charsets of scripts other than Latin: for the others the test above says nothing.
_CHARSETS = frozenset(
    [
        "big5hkscs",
        "cp1251",
        "cp1253",
        "cp1255",
        "cp1256",
        "cp866",
        "cp932",
        "cp949",
        "euc_jp",
        "gb18030",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "koi8-r",
        "koi8-u",
    ]
)
_WIDER = WIDER | {"shift_jis_2004": "cp932"}


def unmix(line: str) -> str:
    """The line in the charset that its bytes are in; good text comes back as it is."""
    letters = len(_LETTER.findall(line))
    if letters < _LEAST_LETTERS or len(_UPPER_HALF.findall(line)) <= _LEAST_SHARE * letters:
        return line
    try:
        data = line.translate(_bytes_of_cp1252()).encode("latin-1")
        return data.decode(_charset_of(data))
    except (UnicodeError, LookupError):
        return line


@cache
def _bytes_of_cp1252() -> dict[int, int]:
    """A table from the characters that only cp1252 has to their bytes; with it both charsets are one."""
    table = {}
    for byte in range(0x80, 0xA0):
        char = bytes([byte]).decode("cp1252", "ignore")
        if char:
            table[ord(char)] = byte
    return table


def _charset_of(data: bytes) -> str:
    """The charset of some bytes.

    Raises:
        LookupError: they are in none that is looked for here.
    """
    from chardet import detect

    name = str(detect(data, compat_names=False)["encoding"]).lower()
    charset = _WIDER.get(name, name)
    if charset not in _CHARSETS:
        raise LookupError(charset)
    return charset

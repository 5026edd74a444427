"""The tables of characters and of logarithms, from Python's Unicode tables.

python -m lines.tables        (in tools/)
"""

import math
import unicodedata
from pathlib import Path

import numpy as np

from dechaff.model import characters as c

_HOME = Path(c.__file__).with_name("characters.npz")
_MARKS = {
    c.STOP: ".!?…。！？؟۔।",
    c.COMMA: ",，、،;；",
    c.COLON: ":：",
    c.QUOTE: "\"“”„「」『』’‘'`´",
    c.MARK: "|»«›•·/>→‹<*▪►▸●■◆~",
    c.AT: "@",
    c.HASH: "#",
    c.COPYRIGHT: "©®™",
}
_UNSPACED = (
    (0x4E00, 0xA000), (0x3400, 0x4DC0), (0x3041, 0x3097), (0x309D, 0x30A0),
    (0x30A1, 0x30FB), (0x3005, 0x3006), (0x3007, 0x3008), (0x31F0, 0x3200),
    (0xF900, 0xFB00), (0xFF66, 0xFF9E), (0x0E01, 0x0E3B), (0x0E40, 0x0E4F),
    (0x0E80, 0x0ED0), (0x1780, 0x17D4), (0x1000, 0x1050),
)  # fmt: skip


def _kind(point: int) -> int:
    char, category = chr(point), unicodedata.category(chr(point))
    if char == "\n":
        return c.FEED
    if category[0] == "Z" or char in "\t\r\f\v\x85\x1c\x1d\x1e\x1f\ufeff\u200b\u00ad":
        return c.SPACE
    for kind, marks in _MARKS.items():
        if char in marks:
            return kind
    if category[0] in "LMN" and any(a <= point < b for a, b in _UNSPACED):
        return c.UNSPACED
    exact = {"Lu": c.UPPER, "Lt": c.UPPER, "Ll": c.LOWER, "Ps": c.BRACKET, "Pe": c.BRACKET, "Pd": c.DASH,
             "Pi": c.QUOTE, "Pf": c.QUOTE, "Sc": c.SIGN, "Sm": c.SIGN}  # fmt: skip
    broad = {"L": c.UNCASED, "M": c.UNCASED, "N": c.DIGIT, "P": c.OTHER}
    return exact.get(category, broad.get(category[0], c.ODD))


def main() -> None:
    """Write the tables."""
    kind = np.array([_kind(point) for point in range(c.SIZE)], np.uint8)
    kind[-1] = c.UNSPACED
    low = np.arange(c.SIZE, dtype=np.int32)
    for point in np.flatnonzero(kind <= c.UPPER).tolist():
        low[point] = ord("0") if kind[point] == c.DIGIT else ord(chr(point).lower()[0])
    low = np.where(kind <= c.UPPER, low, 0)
    log = np.array([round(8 * math.log2(1 + n)) for n in range(4096)], np.uint8)
    np.savez_compressed(_HOME, kind=kind, low=low, log=log)
    print(_HOME, _HOME.stat().st_size)


if __name__ == "__main__":
    main()

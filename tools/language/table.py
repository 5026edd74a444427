"""The table of letters: which code points are letters, and of which script."""

import unicodedata
from pathlib import Path

import numpy as np

_NAMES = ("", "MARKS", "OTHER", "CJK", "LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI")
_AS = {"MODIFIER": "LATIN", "IDEOGRAPHIC": "CJK", "FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA"}


def write(path: Path, scripts: list[str]) -> None:
    """The table for these scripts and those of the scorers, as letters.npz."""
    names = [*_NAMES, *(name for name in scripts if name not in _NAMES)]
    table = np.array([_place(chr(code), names) for code in range(0x10000)], np.uint8)
    np.savez_compressed(path, scripts=table, names=np.array(names))


def _place(char: str, names: list[str]) -> int:
    kind = unicodedata.category(char)
    if kind in ("Mn", "Mc"):
        return 1
    if kind[0] != "L" or char in "ªºℹ":
        return 0
    first = unicodedata.name(char, "OTHER").split()[0]
    first = _AS.get(first, first)
    return names.index(first) if first in names else names.index("OTHER")

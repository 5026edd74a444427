"""Characters: the class of each code point and what it adds to the hash of a word.

Both are tables that `tools/lines/tables.py` made and `characters.npz` holds, so that no version of
Python's Unicode tables moves a score.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

# Code points from here on are seen as the last one of the table: ideographs, nearly all of them.
SIZE = 0x20000

# Classes of characters. Those of words come first, and what cannot be seen comes last.
UNSPACED, DIGIT, UNCASED, LOWER, UPPER, STOP, COMMA, COLON, QUOTE, MARK, BRACKET, DASH = range(12)
AT, HASH, COPYRIGHT, SIGN, OTHER, ODD, SPACE, FEED = range(12, 20)
CLASSES = 20
OF_WORDS = UNSPACED, DIGIT, UNCASED, LOWER, UPPER


class Tables(NamedTuple):
    """What is known of each code point.

    Attributes:
        kind: its class.
        mix: what it adds to the hash of a word; the same for both cases and for all digits, and 0
            where it stands in no word.
        log: eight times the binary logarithm of a number and one, rounded.
    """

    kind: Numbers
    mix: Numbers
    log: Numbers


@cache
def tables() -> Tables:
    """The tables, read once."""
    with np.load(Path(__file__).with_name("characters.npz"), allow_pickle=False) as arrays:
        kind, low, log = arrays["kind"], arrays["low"], arrays["log"]
    return Tables(kind, np.where(kind <= UPPER, _mixed(low), 0).astype(np.uint32), log)


def _mixed(points: Numbers) -> Numbers:
    mix = (points.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mix ^= mix >> np.uint64(29)
    mix *= np.uint64(0xBF58476D1CE4E5B9)
    return ((mix ^ mix >> np.uint64(32)) & np.uint64(0xFFFFFFFF)) | np.uint64(1)

"""Features: what is common to them: their names, and how numbers become whole numbers from 0 to 255.

Whole numbers and divisions without remainder: the same page gives the same rows on every machine.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from dechaff.model.characters import Numbers, tables

_NAMES = tomllib.loads(Path(__file__).with_name("features.toml").read_text("utf-8"))
OWN: list[str] = _NAMES["own"]
PLACED: list[str] = _NAMES["placed"]
LEXICAL: list[str] = _NAMES["lexical"]
# By kind, how the codes of the rules begin that find it.
_KINDS: dict[str, list[str]] = _NAMES["ruled"]
RULED: list[str] = ["gone", *_KINDS]

# A line that goes as a whole goes by so many parts.
WHOLE = 64
# A flag that is set counts so much.
SET = 64


def log(number: Numbers) -> Numbers:
    """Eight times the binary logarithm of a number and one."""
    of: Numbers = tables().log.take(np.minimum(number, 4095))
    return of


def share(part: Numbers, whole: Numbers, scale: int = 64) -> Numbers:
    """How much a part is of a whole, in parts of `scale`."""
    of: Numbers = part * scale // np.maximum(whole, 1)
    return of


def columns(values: Iterable[Numbers]) -> Numbers:
    """Features side by side."""
    rows: Numbers = np.minimum(np.stack(tuple(values), axis=1), 255).astype(np.uint8)
    return rows


def ruled(lines: int, found: Iterable[tuple[int, int, int, str]]) -> Numbers:
    """What rules found in the lines of a page.

    Args:
        lines: how many lines there are.
        found: for each line of which a rule cuts something the line, how many characters are cut, of how
            many, and the code of the rule.
    """
    width = len(RULED)
    rows = bytearray(lines * width)
    for line, part, whole, code in found:
        row = line * width
        rows[row] = min(rows[row] + part * WHOLE // whole, WHOLE)
        kind = kind_of(code)
        if kind:
            rows[row + kind] = SET
    return np.frombuffer(rows, np.uint8).reshape(lines, width)


@cache
def kind_of(code: str) -> int:
    """The column of what a rule finds; 0 if it is of no kind."""
    kinds = {start: RULED.index(name) for name, starts in _KINDS.items() for start in starts}
    return kinds.get(max((start for start in kinds if code.startswith(start)), key=len, default=""), 0)

"""Features: what is common to them: their names, and how numbers become whole numbers from 0 to 255.

Whole numbers and divisions without remainder: the same page gives the same rows on every machine.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from dechaff.model.characters import Numbers, tables

_NAMES = tomllib.loads(Path(__file__).with_name("features.toml").read_text("utf-8"))
OWN: list[str] = _NAMES["own"]
PLACED: list[str] = _NAMES["placed"]
LEXICAL: list[str] = _NAMES["lexical"]

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

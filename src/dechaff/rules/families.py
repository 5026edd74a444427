"""Families: what the first letter of a rule's code says, and why there are such rules."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Family:
    """Rules whose codes begin with one letter.

    Attributes:
        name: what they are called together.
        why: why what they look for is looked for.
    """

    name: str
    why: str


@cache
def families() -> Mapping[str, Family]:
    """The families by letter, as `families.toml` says them."""
    tables = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
    return {letter: Family(**table) for letter, table in tables.items()}

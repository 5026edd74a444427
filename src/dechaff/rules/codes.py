"""Codes: those of the rules that come with dechaff, known without loading a rule."""

from functools import cache
from pathlib import Path

PACKS = Path(__file__).with_name("packs")


@cache
def codes() -> tuple[str, ...]:
    """The codes of the rules that come with dechaff; each has a file that is named for it."""
    return tuple(sorted(file.stem for file in PACKS.rglob("*.toml")))

"""Thresholds: what `thresholds.toml` says of samples, answers and segments, which explains each of them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Confidence(NamedTuple):
    """How sure an answer is."""

    points: float
    grams: int
    growth: float
    known: float
    long: int
    ceilings: list[list[float]]
    enough: float
    reliable: float
    letters: int


class Costs(NamedTuple):
    """What a change of language costs, and a language in a stretch."""

    at_lines: float
    within: float
    strange: float
    strange_each: float
    language: float


class Sampling(NamedTuple):
    """How much of a text is looked at."""

    most: int
    more: int
    chunks: int
    long: int
    windows: int
    window: int
    body: list[list[int]]
    domains: str
    files: str


@cache
def sampling() -> Sampling:
    """How texts are sampled."""
    return Sampling(**_table("sample"))


@cache
def confidence() -> Confidence:
    """The thresholds of answers."""
    return Confidence(**_table("confidence"))


@cache
def costs() -> Costs:
    """The costs by which segments are found."""
    return Costs(**_table("segments"))


def _table(name: str) -> dict[str, Any]:
    tables = tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text("utf-8"))
    found: dict[str, Any] = tables[name]
    return found

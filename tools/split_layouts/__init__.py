"""Invents files of several articles, and of one, in layouts drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .controls import make_control, make_page
from .material import load_material
from .models import Article, Made
from .multi import make_multi
from .pool import pool_of

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

__all__ = ["Article", "Made", "load_material", "make", "make_page"]
CONTROLS = 0.34


def check(made: Made) -> Made:
    """Wrong starts are poison: each one stands at the head of a line that is not blank."""
    text, starts = made.text, made.starts
    if list(starts) != sorted(set(starts)) or not starts or (made.single and len(starts) != 1):
        raise ValueError(f"starts are not in order: {starts} in {made.style}")
    for start in starts:
        line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
        if (start and text[start - 1] != "\n") or not (line.strip() or "\f" in line):
            raise ValueError(f"no line begins at {start} in {made.style}")
    return made


def make(rng: random.Random, articles: Sequence[Article]) -> Made:
    """One invented file: several articles, or one as a control."""
    pool = pool_of(articles)
    several = rng.random() >= CONTROLS
    made = make_multi(rng, pool) if several else None
    return check(made or make_control(rng, pool))

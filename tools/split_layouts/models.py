"""What the generator takes and gives: articles in, invented files out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from datetime import datetime


class Article(NamedTuple):
    """An article as material: its title, its body lines (never blank), its language and where it is from.

    `kind` is "clean" (the text alone), "crude" (with the cruft of its page inside and after), "raw" (a whole
    page, menus first) or "loose" (sentences that do not hang together, in a language that has nothing else).
    """

    title: str
    lines: tuple[str, ...]
    lang: str
    source: str
    kind: str = "clean"


class Made(NamedTuple):
    """An invented file. `first` says whether the first article carries the same marker as the others."""

    text: str
    starts: tuple[int, ...]
    style: str
    single: bool
    explicit: bool
    bucket: str
    langs: tuple[str, ...]
    sources: tuple[str, ...]
    first: bool


@dataclass(slots=True)
class Item:
    """An article on its way into a file, with what headers and markers need to know of it."""

    rng: random.Random
    article: Article
    title: str
    lines: list[str]
    index: int
    total: int
    number: int
    date: datetime
    author: str
    section: str
    place: str
    ident: str
    others: list[str] = field(default_factory=list)


Maker = Callable[[Item], list[str]]

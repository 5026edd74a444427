"""What controls are made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from .layout import as_title, phrase
from .words import NAMES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .headers import Heads
    from .layout import Doc
    from .models import Article, Item
    from .words import Tongue

    Insert = Callable[[int], list[str]]
    Family = Callable[["Kit"], Insert]


@dataclass(slots=True)
class Kit:
    """All that a control is made with."""

    rng: random.Random
    tongue: Tongue
    heads: Heads
    item: Item
    doc: Doc
    others: list[Article] = field(default_factory=list)

    def head(self, most: int = 7) -> str:
        """A sub-heading out of the text."""
        return as_title(self.rng, phrase(self.rng, self.item.lines, 1, most))

    def user(self) -> str:
        """A user name or a person."""
        return self.rng.choice(NAMES["people"]["users"]) if self.rng.random() < 0.6 else self.tongue.person()

    def voices(self) -> list[str]:
        """Two to four people who talk."""
        return [self.user() for _ in range(self.rng.randint(2, 4))]

    def shown(self, at: int, step: int = 37) -> str:
        """A date that moves on from insert to insert."""
        return self.heads.dates(self.item.date + timedelta(minutes=at * step))

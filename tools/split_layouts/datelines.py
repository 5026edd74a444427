"""Datelines: the place, the day and the agency with which the articles of a file open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from .headers import Heads
    from .models import Item, Maker

_AGENCIES = ("AP", "Reuters", "dpa", "UPI", "AFP", "EFE", "ANSA", "Xinhua", "TASS", "PTI", "Staff report")
_AROUND = ("({})", "({})", "({})", "/ {} /", "/{}/", "[{}]")
_DASHES = (" - ", " - ", " — ", " — ", " – ", " -- ", ": ", "—")


def draw_dateline(rng: random.Random, heads: Heads) -> Maker:
    """The datelines of a file: of one agency or of several, each with its own habits."""
    styles = [_style(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))]

    def lead(item: Item) -> list[str]:
        agency, loud, dated, dash = rng.choice(styles)
        place = item.place.upper() if loud else item.place
        when = f", {heads.dates(item.date)}" if dated else ""
        return [place + when + (f" {agency}" if agency else "") + dash]

    return lead


def _style(rng: random.Random) -> tuple[str, bool, bool, str]:
    agency = rng.choice(_AROUND).format(rng.choice(_AGENCIES)) if rng.random() < 0.65 else ""
    return agency, rng.random() < 0.6, rng.random() < 0.35, rng.choice(_DASHES)

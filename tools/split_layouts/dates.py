"""Dates in the many forms in which pages and exports print them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .words import fill

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .words import Tongue

PLAIN = (
    "{Y}-{mm}-{dd}",
    "{dd}/{mm}/{Y}",
    "{dd}.{mm}.{Y}",
    "{Y}/{mm}/{dd}",
    "{Y}-{mm}-{dd} {H}:{M}",
    "{Y}{mm}{dd}",
    "{Y}-{mm}-{dd}T{H}:{M}:{S}Z",
    "{dd}-{mm}-{yy}",
    "{Y}-{mm}-{dd} {H}:{M}:{S}+02:00",
    "{d}.{m}.",
    "{mm}/{dd}/{yy}",
    "{D}, {dd} {E} {Y} {H}:{M}:{S} +0000",
    "{D} {E} {dd} {H}:{M}:{S} {Y}",
    "{E} {d}, {Y} at {h}:{M} {p}",
    "{H}:{M}",
    "{dd}-{E}-{Y}",
    "{Y}.{mm}.{dd}.",
    "{dd} {E} {Y} | {H}:{M}",
    "{Y}, {E} {d}",
    "{E} {Y}",
)
AFTER = (
    ", {H}:{M}",
    " {H}:{M}",
    " at {h}:{M} {p}",
    " - {H}:{M}",
    " | {H}.{M}",
    " {h}:{M}{p}",
    " ({H}:{M})",
    " {H}:{M} Uhr",
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _values(when: datetime, tongue: Tongue) -> dict[str, str]:
    """What a date template may ask for."""
    months, days = tongue.table("months"), tongue.table("days")
    month, hour = months[when.month - 1], (when.hour - 1) % 12 + 1
    return {
        "Y": str(when.year),
        "yy": f"{when.year % 100:02}",
        "m": str(when.month),
        "mm": f"{when.month:02}",
        "d": str(when.day),
        "dd": f"{when.day:02}",
        "B": month,
        "b": month if month[0].isdigit() else month[:3],
        "E": MONTHS[when.month - 1],
        "A": days[when.weekday()],
        "D": DAYS[when.weekday()],
        "H": f"{when.hour:02}",
        "h": str(hour),
        "M": f"{when.minute:02}",
        "S": f"{when.second:02}",
        "p": "PM" if when.hour > 11 else "AM",
        "th": {1: "st", 2: "nd", 3: "rd"}.get(when.day, "th"),
        "k": str(when.day),
    }


def _template(rng: random.Random, tongue: Tongue) -> str:
    """A way of writing dates."""
    draw = rng.random()
    if draw < 0.12:
        return tongue.fresh("ago")
    if draw < 0.42:
        return rng.choice(PLAIN)
    template = rng.choice(tongue.table("dates"))
    return template + rng.choice(AFTER) if "{H}" not in template and rng.random() < 0.25 else template


def draw_dates(rng: random.Random, tongue: Tongue) -> Callable[[datetime], str]:
    """A way of writing dates for a whole file; one file in ten has two."""
    templates = [_template(rng, tongue) for _ in range(1 if rng.random() < 0.9 else 2)]
    upper = rng.random() < 0.07
    left, right = rng.choice(
        [("", "")] * 14 + [("[", "]"), ("(", ")"), ("", "."), ("| ", ""), ("", " |"), ("- ", "")]
    )

    def show(when: datetime) -> str:
        shown = left + fill(rng.choice(templates), _values(when, tongue)) + right
        return shown.upper() if upper else shown

    return show


def calendar(rng: random.Random, total: int) -> list[datetime]:
    """Publication dates of the articles of a file: one day, a falling row, a rising row or any."""
    start = datetime(1998, 1, 1) + timedelta(minutes=rng.randrange(14_000_000), seconds=rng.randrange(60))
    span = rng.choice([600, 20_000, 500_000, 5_000_000])
    dates = [start + timedelta(minutes=rng.randrange(span)) for _ in range(total)]
    order = rng.random()
    return sorted(dates) if order < 0.25 else sorted(dates, reverse=True) if order < 0.6 else dates

"""Lines inside articles that look like boundaries and are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import as_title, phrase, sentences
from .shapes import draw_rule

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .headers import Heads
    from .models import Item
    from .words import Tongue

    Trap = Callable[[Item], list[str]]


def subheads(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """Sub-headings made of words of the text."""
    frame = rng.choice(["{x}", "{x}", "{x}", "## {x}", "{x}:", "**{x}**", "= {x} =", "— {x} —"])
    return lambda item: [frame.replace("{x}", as_title(rng, phrase(rng, item.lines, 1, 6)))]


def also(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A pointer to another article."""
    return lambda item: [tongue.say("also", t=rng.choice(item.others or [item.title]))]


def caption(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A caption and a credit."""

    def make(item: Item) -> list[str]:
        credit = tongue.say("photo", n=tongue.person(), s=heads.site, x=phrase(rng, item.lines))
        return [phrase(rng, item.lines, 5, 12), credit] if rng.random() < 0.5 else [credit]

    return make


def advert(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """An advertisement label."""
    return lambda item: [tongue.say("ad")]


def quote(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A pulled quote with a name."""
    return lambda item: [
        f"“{rng.choice(sentences(rng.choice(item.lines)))[:160]}”",
        rng.choice(["", "— "]) + tongue.person(),
    ]


def bullets(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A short list."""
    sign = rng.choice(["- ", "* ", "• ", "– ", "1) "])
    return lambda item: [sign + phrase(rng, item.lines, 2, 7) for _ in range(rng.randint(2, 5))]


def box(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """An embedded box with its own title and byline."""

    def make(item: Item) -> list[str]:
        head = as_title(rng, phrase(rng, item.lines, 2, 6))
        small = rng.choice([heads.by, heads.date, heads.kicker, heads.both])
        return [head, small(item), rng.choice(sentences(rng.choice(item.lines)))]

    return make


def share_row(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """Share labels in the middle."""
    labels = tongue.many("share", 2, 4)
    return lambda item: labels


def more(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A link on in the middle."""
    return lambda item: [tongue.say("more", t=rng.choice(item.others or [item.title]))]


def stars(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A rule between sections."""
    rule = draw_rule(rng)
    return lambda item: [rule]


def dateline(rng: random.Random, tongue: Tongue, heads: Heads) -> Trap:
    """A lone date or time, as an update has it."""
    return lambda item: [heads.date(item)]


TRAPS = {
    "sub": (22, subheads),
    "also": (14, also),
    "caption": (14, caption),
    "ad": (12, advert),
    "quote": (8, quote),
    "list": (8, bullets),
    "box": (7, box),
    "share": (6, share_row),
    "more": (4, more),
    "stars": (3, stars),
    "date": (2, dateline),
}


def draw_traps(rng: random.Random, tongue: Tongue, heads: Heads, plain: bool = False) -> dict[str, Trap]:
    """The traps that the articles of a file hold: none in every second file."""
    count = rng.choice([0, 0, 0, 1, 1, 2, 3])
    names = set(rng.choices(list(TRAPS), [weight for weight, _ in TRAPS.values()], k=count))
    names -= {"stars", "date", "box", "more"} if plain else set()
    return {name: TRAPS[name][1](rng, tongue, heads) for name in sorted(names)}

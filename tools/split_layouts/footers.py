"""What stands after articles: links on, share rows, tags, comments, credits, lists of other articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import phrase
from .words import NAMES, nonsense

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .headers import Heads
    from .models import Item, Maker
    from .words import Tongue

    Family = Callable[[random.Random, Tongue, Heads], Maker]


def _one(key: str) -> Family:
    """A footer of a single label that recurs."""

    def family(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
        def make(item: Item) -> list[str]:
            words = [phrase(rng, item.lines, 1, 2) for _ in range(rng.randint(1, 4))]
            return [
                tongue.say(
                    key,
                    t=item.title,
                    s=heads.site,
                    n=item.author,
                    m=tongue.person(),
                    d=heads.dates(item.date),
                    x=", ".join(words),
                    y=str(item.date.year),
                    k=str(rng.randint(0, 99)),
                )
            ]

        return make

    return family


def shares(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A row of share labels, on one line or on several."""
    labels, glue = tongue.many("share", 2, 7), rng.choice(["", "", "", " ", " | ", " · ", "\t"])
    return lambda item: [glue.join(labels)] if glue else labels


def tags(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A label with tags on lines of their own."""
    label, sign = tongue.say("cats", x="").strip(" :#"), rng.choice(["", "", "#", "- ", "* "])
    return lambda item: [
        label or "Tags",
        *(sign + phrase(rng, item.lines, 1, 2) for _ in range(rng.randint(1, 6))),
    ]


def related(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A list of other titles, sometimes with dates: a trap."""
    label, sign = tongue.say("related", s=heads.site), rng.choice(["", "", "- ", "• ", "* ", "» ", "1. "])
    dated, most = rng.random() < 0.25, rng.randint(1, 6)

    def make(item: Item) -> list[str]:
        lines = [label]
        for title in rng.sample(item.others, min(len(item.others), rng.randint(1, most))):
            lines += [sign + title, heads.dates(item.date)] if dated else [sign + title]
        return lines

    return make


def comments(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """Comments with names and dates."""
    count, form = tongue.say("count", k="3"), tongue.say("leave")
    answer, most, head = tongue.say("reply", n="", k="2"), rng.randint(1, 4), rng.random() < 0.7

    def make(item: Item) -> list[str]:
        lines = [count] if head else []
        for _ in range(rng.randint(0, most)):
            name = rng.choice(NAMES["people"]["users"]) if rng.random() < 0.5 else tongue.person()
            lines += [tongue.say("says", n=name, d=heads.dates(item.date)), tongue.fresh("comments"), answer]
        return [*lines, form]

    return make


def biography(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A few words about the author."""
    about = tongue.say("cookie")
    return lambda item: [
        item.author,
        tongue.fresh("report", n=item.author, m=tongue.person(), s=heads.site, x=item.place),
        about,
    ]


def strange(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """Invented labels that no lexicon has."""
    words = [
        " ".join(nonsense(rng, tongue.writing) for _ in range(rng.randint(1, 3)))
        for _ in range(rng.randint(1, 3))
    ]
    words[0] = words[0].title()
    tail = rng.choice(["", "", ":", "...", " »", "!"])
    numbered = rng.random() < 0.3
    return lambda item: [*words[:-1], words[-1] + tail + (f" {item.ident[:3]}" if numbered else "")]


def buttons(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """Small links on one line."""
    labels = [
        tongue.fresh(key, n="", k=str(rng.randint(0, 40)), t="", s=heads.site)
        for key in ("reply", "share", "more", "count")
    ]
    row = rng.choice([" | ", " · ", " / ", "  "]).join(rng.sample(labels, rng.randint(2, 4)))
    return lambda item: [row]


def letters(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A box that asks for a subscription."""
    lines = tongue.many("cookie", 1, 3)
    return lambda item: lines


def dated(rng: random.Random, tongue: Tongue, heads: Heads) -> Maker:
    """A date or a byline at the end instead of the beginning."""
    way = rng.choice(["date", "by", "both", "count"])
    return lambda item: [getattr(heads, way)(item)]


FAMILIES: dict[str, tuple[int, Family]] = {
    "more": (12, _one("more")),
    "source": (10, _one("source")),
    "post": (6, _one("post")),
    "cats": (10, _one("cats")),
    "copy": (8, _one("copy")),
    "leave": (6, _one("leave")),
    "report": (9, _one("report")),
    "photo": (3, _one("photo")),
    "next": (4, _one("next")),
    "shares": (10, shares),
    "tags": (5, tags),
    "related": (8, related),
    "comments": (7, comments),
    "bio": (4, biography),
    "strange": (8, strange),
    "buttons": (5, buttons),
    "letters": (4, letters),
    "dated": (5, dated),
}


def draw_footer(rng: random.Random, tongue: Tongue, heads: Heads, most: int = 4) -> tuple[str, Maker]:
    """The footer of a file's articles: one to four families in an order that stays."""
    weights = [weight for weight, _ in FAMILIES.values()]
    names = list(
        dict.fromkeys(rng.choices(list(FAMILIES), weights, k=min(most, rng.choice([1, 1, 1, 2, 2, 3, 4]))))
    )
    parts = [
        (FAMILIES[name][1](rng, tongue, heads), rng.choice([1.0, 1.0, 1.0, rng.uniform(0.5, 1)]))
        for name in names
    ]
    parts[-1] = (parts[-1][0], 1.0)

    def make(item: Item) -> list[str]:
        return [line for part, rate in parts if rate >= 1 or rng.random() < rate for line in part(item)]

    return "+".join(names), make

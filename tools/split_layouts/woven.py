"""Controls: one article with something that recurs between its own paragraphs, as regularly as separators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import phrase, sentences
from .shapes import draw_frame, draw_number, draw_rule, roman
from .talk import TALK
from .words import nonsense

if TYPE_CHECKING:
    from .kit import Family, Insert, Kit


def rules(kit: Kit) -> Insert:
    """A rule between sections."""
    rule = draw_rule(kit.rng)
    headed = kit.rng.random() < 0.4
    return lambda at: [rule, kit.head()] if headed else [rule]


def subheads(kit: Kit) -> Insert:
    """Sub-headings, plain or marked."""
    frame = kit.rng.choice(
        ["{x}"] * 4
        + ["## {x}", "{x}:", "**{x}**", "== {x} ==", "=== {x} ===", "» {x}", "[{x}]", "{x}\n-----"]
    )
    return lambda at: frame.replace("{x}", kit.head()).split("\n")


def numbered_heads(kit: Kit) -> Insert:
    """Numbered headings of a list article, counting up or down."""
    number, down = draw_number(kit.rng), kit.rng.random() < 0.2
    pattern = kit.rng.choice(
        [
            "{n}. {x}",
            "{n}) {x}",
            "#{n} {x}",
            "{n} {x}",
            "{n}: {x}",
            "{n} – {x}",
            "{n}",
            "{n}.",
            "({n})",
            "- {n} -",
        ]
    )
    total = 20

    def insert(at: int) -> list[str]:
        kit.item.index, kit.item.number = at, (total - at if down else at + 1)
        return [pattern.replace("{n}", number(kit.item)).replace("{x}", kit.head())]

    return insert


def chapters(kit: Kit) -> Insert:
    """Chapters, parts, steps, days or legal articles with or without a title."""
    rng, way, word = kit.rng, kit.rng.randrange(4), nonsense(kit.rng, kit.tongue.writing).title()
    label = kit.tongue.say("chapter") if rng.random() < 0.85 else word + " {k}"
    latin, frame = rng.random() < 0.25, draw_frame(rng) if rng.random() < 0.25 else (lambda text: [text])

    def insert(at: int) -> list[str]:
        text = label.replace("{k}", roman(at + 1) if latin else str(at + 1))
        return (
            [*frame(text), kit.head()]
            if way == 0
            else frame(text + rng.choice([": ", " - ", ". "]) + kit.head())
            if (way == 1)
            else frame(text)
        )

    return insert


def marks(kit: Kit) -> Insert:
    """Framed numbers, words or letters that part sections."""
    frame, number, word = draw_frame(kit.rng), draw_number(kit.rng), nonsense(kit.rng, kit.tongue.writing)
    way = kit.rng.randrange(3)

    def insert(at: int) -> list[str]:
        kit.item.index, kit.item.number = at, at + 1
        return frame((number(kit.item), word, f"{word} {number(kit.item)}")[way])

    return insert


def adverts(kit: Kit) -> Insert:
    """An advertisement label."""
    label = kit.tongue.say("ad")
    return lambda at: [label]


def more(kit: Kit) -> Insert:
    """A link on."""
    label = kit.tongue.say(
        kit.rng.choice(["more", "source", "share", "leave"]), t=kit.item.title, s=kit.heads.site
    )
    return lambda at: [label]


def also(kit: Kit) -> Insert:
    """Pointers to other articles."""
    return lambda at: [kit.tongue.say("also", t=kit.rng.choice(kit.item.others or [kit.head()]))]


def related(kit: Kit) -> Insert:
    """Lists of other titles with dates and links on."""
    label, dated = kit.tongue.say("related", s=kit.heads.site), kit.rng.random() < 0.5
    end = kit.tongue.say("more", t="")

    def insert(at: int) -> list[str]:
        lines = [label]
        for title in kit.rng.sample(kit.item.others, min(len(kit.item.others), 3)):
            lines += [title, kit.shown(at), end] if dated else [title]
        return lines

    return insert


def captions(kit: Kit) -> Insert:
    """Captions with credits."""
    return lambda at: [kit.tongue.say("photo", n=kit.item.author, s=kit.heads.site, x=kit.head(9))]


def specs(kit: Kit) -> Insert:
    """Blocks of keys and values about parts of one thing."""
    keys = [phrase(kit.rng, kit.item.lines, 1, 1)[:14] or "X" for _ in range(kit.rng.randint(2, 4))]
    glue = kit.rng.choice([": ", " = ", "\t", " - "])
    return lambda at: [kit.head(4), *(key + glue + str(kit.rng.randint(1, 900)) for key in keys)]


def shares(kit: Kit) -> Insert:
    """Share rows in the middle."""
    labels = kit.tongue.many("share", 2, 4)
    return lambda at: labels


PARTED: dict[str, tuple[int, Family]] = {
    "rules": (9, rules),
    "subheads": (9, subheads),
    "numbered": (8, numbered_heads),
    "chapters": (8, chapters),
    "marks": (6, marks),
    "ads": (4, adverts),
    "more": (5, more),
    "also": (5, also),
    "related": (4, related),
    "captions": (3, captions),
    "specs": (3, specs),
    "shares": (2, shares),
}
WOVEN = {**PARTED, **TALK}


def weave(kit: Kit, families: list[Insert]) -> None:
    """Write the article with its inserts between paragraphs, at a regular distance."""
    rng, doc, layout = kit.rng, kit.doc, kit.doc.layout
    step, shift, count = rng.choice([1, 1, 2, 2, 3, 4]), rng.choice([0, 0, 1]), 0
    gap, below = (
        rng.choice([layout.para, layout.para, layout.between]),
        rng.choice([layout.para, layout.para, 0]),
    )
    lines = (
        kit.item.lines
        if rng.random() < 0.75
        else [part for line in kit.item.lines for part in sentences(line)]
    )
    for at, line in enumerate(lines):
        if at >= shift and (at - shift) % step == 0 and (at or rng.random() < 0.5):
            doc.gap(gap)
            doc.rows_of(families[count % len(families)](count), rng.choice([0, layout.block]))
            doc.gap(below)
            count += 1
            doc.para(line, below)
        else:
            doc.para(line)

"""Inserts of controls that carry times, names or numbers: live blogs, diaries, interviews, threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import phrase
from .words import nonsense

if TYPE_CHECKING:
    from .kit import Family, Insert, Kit


def clock(kit: Kit) -> Insert:
    """Clock times of a live blog, with or without a date, a name or a headline."""
    step, way = kit.rng.choice([-7, 11, -23, 41]), kit.rng.randrange(5)
    minute = kit.rng.randrange(400, 1300)
    pattern = kit.rng.choice(
        [
            "{h:02}:{m:02}",
            "{h:02}.{m:02}",
            "[{h:02}:{m:02}]",
            "{h}h{m:02}",
            "{h:02}:{m:02} Uhr",
            "{h}:{m:02} pm",
            "{h:02}:{m:02} GMT",
            "{h:02}:{m:02}:00",
        ]
    )

    def insert(at: int) -> list[str]:
        now = (minute + at * step) % 1440
        shown = pattern.format(h=now // 60, m=now % 60)
        more_lines = (
            [],
            [],
            [kit.head()],
            [kit.tongue.say("by", n=kit.item.author, m="", s=kit.heads.site)],
            [],
        )[way]
        return [f"{shown} {kit.head()}"] if way == 4 else [shown, *more_lines]

    return insert


def days(kit: Kit) -> Insert:
    """Date lines of a time line or of a diary."""
    step, titled = kit.rng.choice([1440, 10_080, 43_200, 525_600, -1440]), kit.rng.random() < 0.3
    return lambda at: [kit.shown(at, step), kit.head()] if titled else [kit.shown(at, step)]


def pages(kit: Kit) -> Insert:
    """Page numbers or running heads."""
    label = kit.tongue.table("page")[kit.rng.randrange(min(4, len(kit.tongue.table("page"))))]
    head, total = kit.rng.random() < 0.3, kit.rng.randint(10, 400)
    return lambda at: [
        label.replace("{i}", str(at + 1)).replace("{m}", str(total)),
        *([kit.item.title] if head else []),
    ]


def gallery(kit: Kit) -> Insert:
    """Counters of a picture gallery with captions and credits."""
    total, credit = kit.rng.randint(8, 30), kit.tongue.say("photo", n=kit.item.author, s=kit.heads.site, x="")
    pattern = kit.rng.choice(
        ["{i}/{m}", "{i} / {m}", "{i} of {m}", "({i}/{m})", "Slide {i} of {m}", "{i}|{m}", "Image {i}"]
    )
    counter = pattern.replace("{m}", str(total))
    last = kit.rng.random() < 0.5
    return lambda at: [counter.replace("{i}", str(at + 1)), *([credit] if last else [kit.head(9)])]


def questions(kit: Kit) -> Insert:
    """Questions of an interview, with or without labels."""
    sign = kit.rng.choice(["?", "?", "？"]) if kit.tongue.writing == "han" else "?"
    labels = kit.tongue.say("qa").split("|")
    way = kit.rng.randrange(4)
    name = kit.tongue.person()

    def insert(at: int) -> list[str]:
        asked = phrase(kit.rng, kit.item.lines, 6, 14) + sign
        return ([asked], [f"{labels[0]} {asked}", labels[1]], [f"**{asked}**"], [f"{name}: {asked}"])[way]

    return insert


def speakers(kit: Kit) -> Insert:
    """Names of those who talk, as a transcript or a protocol has them."""
    voices, way = kit.voices(), kit.rng.randrange(5)
    upper = kit.rng.random() < 0.5

    def insert(at: int) -> list[str]:
        name = voices[at % len(voices)].upper() if upper else voices[at % len(voices)]
        stamp = f"{at // 30:02}:{at * 2 % 60:02}:{at * 17 % 60:02}"
        return ([name], [name + ":"], [f"[{stamp}] {name}"], [stamp, name], [f"{name} ({stamp}):"])[way]

    return insert


def replies(kit: Kit) -> Insert:
    """Heads of comments or forum posts: names, dates, numbers, quoted text."""
    voices, way = kit.voices(), kit.rng.randrange(6)
    answer = kit.tongue.say("reply", n="", k="3")

    def insert(at: int) -> list[str]:
        name = voices[at % len(voices)]
        says = kit.tongue.say("says", n=name, d=kit.shown(at))
        quoted = "> " + phrase(kit.rng, kit.item.lines, 5, 12)
        return (
            [says],
            [answer, says],
            [name, kit.shown(at)],
            [f"#{at + 1}", name, kit.shown(at)],
            [says, quoted],
            [f"Re: {kit.item.title}", f"by {name} » {kit.shown(at)}"],
        )[way]

    return insert


def letters(kit: Kit) -> Insert:
    """Heads of the answers in a mail thread, on the same subject."""
    voices, way = kit.voices(), kit.rng.randrange(3)

    def insert(at: int) -> list[str]:
        name, mail = voices[at % len(voices)], f"<{nonsense(kit.rng)}@example.org>"
        block = [
            f"From: {name} {mail}",
            f"Sent: {kit.shown(at, 300)}",
            f"To: {voices[(at + 1) % len(voices)]}",
            f"Subject: RE: {kit.item.title}",
        ]
        return (
            [f"On {kit.shown(at, 300)}, {name} {mail} wrote:"],
            block,
            ["-----Original Message-----", *block],
        )[way]

    return insert


def bylines(kit: Kit) -> Insert:
    """Embedded boxes with bylines of their own."""
    return lambda at: [kit.head(), kit.heads.by(kit.item)]


TALK: dict[str, tuple[int, Family]] = {
    "clock": (7, clock),
    "days": (6, days),
    "pages": (4, pages),
    "gallery": (4, gallery),
    "questions": (6, questions),
    "speakers": (6, speakers),
    "replies": (7, replies),
    "letters": (4, letters),
    "bylines": (3, bylines),
}

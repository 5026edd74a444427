"""The texts of marker lines: numbers, paths, addresses, ids, tags, lines of logs and tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .shapes import draw_number
from .words import NAMES, domain, nonsense, slug

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .models import Item
    from .words import Tongue

    Text = Callable[[Item], str]
    Family = Callable[[random.Random, Tongue], Text]


def a_word(rng: random.Random, tongue: Tongue) -> str:
    """A word for an article: a label or an invented one, in any case."""
    word = tongue.say("article") if rng.random() < 0.7 else nonsense(rng, tongue.writing).title()
    return rng.choice([word, word, word.upper(), word.lower()])


def numbered(rng: random.Random, tongue: Tongue) -> Text:
    """A number alone or with a word."""
    number, word = draw_number(rng), a_word(rng, tongue)
    pattern = rng.choice(
        [
            "{n}",
            "{n}",
            "{w} {n}",
            "{w} {n}",
            "{w} {n}:",
            "{w}: {n}",
            "({n})",
            "#{n}",
            "{n}.",
            "{n})",
            "[{n}]",
            "{w}-{n}",
            "No. {n}",
            "Nr. {n}",
            "{w} #{n}",
            "{w}{n}",
            "№ {n}",
            "<{n}>",
            "{n}:",
        ]
    )
    return lambda item: pattern.replace("{w}", word).replace("{n}", number(item))


def counted(rng: random.Random, tongue: Tongue) -> Text:
    """A number out of a total."""
    pattern = tongue.say("of")
    shift = rng.choice([0, 0, 0, rng.randint(1, 900)])
    return lambda item: pattern.replace("{i}", str(item.number)).replace(
        "{m}", str(item.total + shift + item.number)
    )


def titled(rng: random.Random, tongue: Tongue) -> Text:
    """A number or a word before the title on one line."""
    number = draw_number(rng)
    word = a_word(rng, tongue)
    pattern = rng.choice(
        [
            "{n}. {t}",
            "{n}) {t}",
            "[{n}] {t}",
            "{n} {t}",
            "#{n} {t}",
            "{w} {n}: {t}",
            "{w}: {t}",
            "({n}) {t}",
            "{n} - {t}",
            "{n} | {t}",
            "{w} {n} - {t}",
            "{w}> {t}",
            "{n}\t{t}",
            "\\{w}{{t}}",
        ]
    )
    return lambda item: pattern.replace("{w}", word).replace("{n}", number(item)).replace("{t}", item.title)


def named(rng: random.Random, tongue: Tongue) -> Text:
    """A word without a number."""
    word = a_word(rng, tongue)
    return lambda item: word


def pathed(rng: random.Random, tongue: Tongue) -> Text:
    """The path of a file."""
    words, ends = NAMES["sites"]["words"], NAMES["sites"]["ends"]
    root = rng.choice(["", "./", "/", "data/", "C:\\", "../"]) + "".join(
        rng.choice(words) + "/" for _ in range(rng.randint(0, 3))
    )
    end, size, base = rng.choice(ends), rng.randint(1, 5), rng.choice([*words, nonsense(rng)])
    way = rng.randrange(4)
    left = rng.choice(["", "", "File: ", "file://", "FILE ", "+++ "])

    def text(item: Item) -> str:
        names = (
            f"{base}_{item.number:0{size}}",
            slug(item.title),
            item.ident[:8],
            f"{item.date:%Y-%m-%d}-{slug(item.title)}",
        )
        return left + root + names[way] + end

    return text


def linked(rng: random.Random, tongue: Tongue) -> Text:
    """An address on the web."""
    host, left = domain(rng), rng.choice(["https://", "https://", "http://", "URL: http://", "", "<https://"])
    way = rng.randrange(4)

    def text(item: Item) -> str:
        tails = (
            f"/{item.date:%Y/%m/%d}/{slug(item.title)}/",
            f"/?p={item.number * 7 + 1000}",
            f"/{slug(item.title)}.html",
            f"/{slug(item.section)}/{item.ident[:10]}",
        )
        return left + host + tails[way] + (">" if left[:1] == "<" else "")

    return text


def identified(rng: random.Random, tongue: Tongue) -> Text:
    """An id, a hash or a GUID, with or without a word."""
    size, left = (
        rng.choice([6, 8, 12, 16, 20, 32, 40]),
        rng.choice(["", "", "ID: ", "id=", a_word(rng, tongue) + " ", "AN "]),
    )
    way = rng.randrange(5)
    stem = nonsense(rng).upper()[:4]

    def text(item: Item) -> str:
        code = item.ident
        shown = (
            code[:size],
            f"{code[:8]}-{code[8:12]}-4{code[13:16]}-{code[16:20]}-{code[20:32]}",
            f"{stem}{int(code[:8], 16)}",
            f"{stem}{item.date:%Y%m%d}{code[:6].upper()}",
            str(int(code[:8], 16)),
        )
        return left + shown[way]

    return text


def stamped(rng: random.Random, tongue: Tongue) -> Text:
    """A time stamp."""
    pattern = rng.choice(
        [
            "%Y-%m-%d %H:%M:%S",
            "%Y%m%dT%H%M%SZ",
            "[%d/%b/%Y:%H:%M:%S +0000]",
            "%s",
            "%H:%M:%S.000",
            "%Y-%m-%d_%H-%M",
        ]
    )
    return lambda item: str(int(item.ident[:8], 16)) if pattern == "%s" else item.date.strftime(pattern)


def tagged(rng: random.Random, tongue: Tongue) -> Text:
    """A tag as markup has it."""
    name = rng.choice(["doc", "article", "text", "item", "DOC", "TEXT", "post", "entry", "s", nonsense(rng)])
    pattern = rng.choice(
        [
            "<{n}>",
            '<{n} id="{i}">',
            "<{n} {i}>",
            "[{n}]",
            '<{n} id={i} date="{d}">',
            "\\begin{{n}}",
            "{{{n}}}",
            '<{n} title="{t}">',
            "BEGIN {n}",
            "[{n}={i}]",
            "<!-- {n} {i} -->",
        ]
    )
    return lambda item: (
        pattern.replace("{n}", name)
        .replace("{i}", str(item.number))
        .replace("{t}", item.title)
        .replace("{d}", f"{item.date:%Y-%m-%d}")
    )


def data_line(rng: random.Random, tongue: Tongue) -> Text:
    """A line of a log, of a table or of JSON."""
    way, sep, word = rng.randrange(4), rng.choice([",", ";", "\t", " | ", "|"]), nonsense(rng)

    def text(item: Item) -> str:
        if way == 0:
            return json.dumps(
                {"id": item.number, "title": item.title, "date": f"{item.date:%Y-%m-%d}"}, ensure_ascii=False
            )
        if way == 1:
            size = len(item.title) * 97
            return f"{item.date:%Y-%m-%d %H:%M:%S} INFO {word}: fetched {item.ident[:8]} ({size} bytes)"
        if way == 2:
            return sep.join(
                [str(item.number), f"{item.date:%Y-%m-%d}", item.section, f'"{item.title}"', item.author]
            )
        return sep.join([item.ident[:6], item.section, f"{item.date:%d.%m.%Y}"])

    return text


FAMILIES: dict[str, tuple[int, Family]] = {
    "numbered": (26, numbered),
    "counted": (12, counted),
    "titled": (10, titled),
    "named": (9, named),
    "pathed": (7, pathed),
    "linked": (6, linked),
    "identified": (9, identified),
    "stamped": (4, stamped),
    "tagged": (8, tagged),
    "data": (6, data_line),
}

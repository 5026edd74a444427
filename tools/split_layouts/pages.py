"""What stands above and below the articles of a page: menus, headings, an index of titles, pagers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import phrase

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from .headers import Heads
    from .layout import Doc
    from .models import Item
    from .words import Tongue


def _menu(rng: random.Random, tongue: Tongue) -> list[str]:
    """A menu, one entry a line or all on one."""
    entries = tongue.many("menu", 2, 9)
    if rng.random() < 0.3:
        entries += tongue.many("sections", 2, 6)
    glue = rng.choice(["", "", " | ", " ", " > ", " · "])
    sign = rng.choice(["", "", "* ", "- "])
    return [glue.join(entries)] if glue else [sign + entry for entry in entries]


def _index(rng: random.Random, items: Sequence[Item], heads: Heads) -> list[str]:
    """The titles of the articles that follow, numbered or not, sometimes with dates or page numbers."""
    way = rng.choice(["", "", "{n}. ", "- ", "* ", "[{n}] ", "{n} ", "• "])
    tail = rng.choice(["", "", "", " ({d})", " .... {p}", " - {s}", "\n{d}"])
    lines, page = [], 1
    for item in items:
        page += rng.randint(1, 4)
        line = way.replace("{n}", str(item.index + 1)) + item.title + tail
        line = (
            line.replace("{d}", heads.dates(item.date)).replace("{p}", str(page)).replace("{s}", item.section)
        )
        lines += line.split("\n")
    return lines


def preamble(rng: random.Random, tongue: Tongue, heads: Heads, doc: Doc, items: Sequence[Item]) -> str:
    """Lines before the first article; the name of what was written."""
    names = [name for name in ("menu", "site", "head", "count", "index") if rng.random() < 0.4]
    if "index" in names and len(items) < 2:
        names.remove("index")
    for name in names:
        lines = {
            "menu": lambda: _menu(rng, tongue),
            "site": lambda: [heads.site],
            "index": lambda: _index(rng, items, heads),
            "head": lambda: [tongue.say("head", x=phrase(rng, items[0].lines, 1, 2))],
            "count": lambda: [tongue.say("page", i="1", m=str(len(items)))],
        }[name]()
        doc.rows_of(lines, rng.choice([0, doc.layout.head]))
        doc.gap(doc.layout.para)
    if names:
        doc.gap(max(doc.layout.between, rng.choice([0, 1, 2])))
    return "+".join(names)


def postamble(rng: random.Random, tongue: Tongue, heads: Heads, doc: Doc, items: Sequence[Item]) -> str:
    """Lines after the last article; the name of what was written."""
    name = rng.choice(["pager", "menu", "cookie", "copy", "most_read"])
    lines = {
        "pager": lambda: tongue.many("page", 1, 2),
        "menu": lambda: _menu(rng, tongue),
        "cookie": lambda: tongue.many("cookie", 1, 3),
        "copy": lambda: [tongue.say("copy", y=str(items[-1].date.year), s=heads.site)],
        "most_read": lambda: [tongue.say("related", s=heads.site), *(item.title for item in items[:5])],
    }[name]()
    lines = [line.replace("{i}", "1").replace("{m}", str(len(items) + 1)) for line in lines]
    doc.gap(rng.choice([doc.layout.para, doc.layout.between]))
    doc.rows_of(lines, doc.layout.block)
    return name

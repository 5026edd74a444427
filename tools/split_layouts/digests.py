"""Controls whose parts have little to do with each other: news in brief, round-ups, pages of letters.

They are the hardest: all that makes them one text is the heading of the whole. So what stands in them are
other articles, shortened, and no line parts them that would part the articles of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import as_title, phrase, sentences
from .words import site_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .kit import Kit
    from .models import Article

_FRAMES = ("【{s}】{x}", "• {x}", "{x}:", "**{x}**", "## {x}", "- {x}", "{s}: {x}", "■ {x}")
# An item has so many characters at most.
_LONGEST = 900
# Shorter lines of an article are its date and its author: these stand in no digest.
_PROSE = 60


def _titled(kit: Kit, key: str) -> None:
    """The heading of the whole: its sort, its first items or a title."""
    draw = kit.rng.random()
    if draw < 0.45:
        kit.item.title = kit.tongue.say(key, x=kit.head(3), d=kit.heads.dates(kit.item.date))
    elif draw < 0.6 and len(kit.others) > 1:
        kit.item.title = "; ".join(_name(kit, other) for other in kit.others[: kit.rng.randint(2, 3)])


def _name(kit: Kit, other: Article) -> str:
    """What stands above an item: its title, or a few words of it."""
    whole = other.title and kit.rng.random() < 0.7
    return other.title if whole else as_title(kit.rng, phrase(kit.rng, other.lines, 2, 7))


def _items(kit: Kit, least: int, most: int) -> Iterator[Article]:
    """The other articles that such a text is made of."""
    yield from kit.others[: kit.rng.randint(least, most)]


def _told(other: Article, most: int) -> list[str]:
    """The first sentences of an article, a few to a paragraph."""
    prose = [line for line in other.lines[:8] if len(line) >= _PROSE] or list(other.lines[:1])
    every = [part for line in prose for part in sentences(line)][:most]
    told, size = [], 0
    for at in range(0, len(every), 3):
        told.append(" ".join(every[at : at + 3]))
        size += len(told[-1])
        if size > _LONGEST:
            break
    return told


def _frame(kit: Kit) -> Callable[[Article], list[str]]:
    """What stands at the head of each item: its title, its source or its section too."""
    rng = kit.rng
    frame = rng.choice(["{x}"] * 6 + list(_FRAMES))
    way, sources = rng.random(), [site_name(rng) for _ in range(rng.randint(1, 6))]

    def head(other: Article) -> list[str]:
        source = rng.choice(sources) if way < 0.5 else kit.tongue.fresh("sections")
        return [frame.replace("{s}", source).replace("{x}", _name(kit, other))]

    return head


def digest(kit: Kit) -> None:
    """News in brief: a heading and a few sentences for each item."""
    rng, doc = kit.rng, kit.doc
    if rng.random() < 0.5:
        doc.para(sentences(kit.item.lines[0])[0])
    head, most, sourced = _frame(kit), rng.choice([1, 2, 3, 4, 6]), rng.random() < 0.15
    gap = doc.layout.para + (rng.random() < 0.1)
    below = rng.choice([0, doc.layout.para, doc.layout.para])
    for other in _items(kit, 3, 9):
        doc.gap(gap)
        doc.rows_of(head(other))
        for at, text in enumerate(_told(other, most)):
            doc.para(text, below if at == 0 else None)
        if sourced:
            doc.rows_of([f"({site_name(rng)})"])


def roundup(kit: Kit) -> None:
    """One text in sections, each on a matter of its own and below a sub-heading."""
    rng, doc = kit.rng, kit.doc
    for line in kit.item.lines[: rng.randint(1, 4)]:
        doc.para(line)
    for other in _items(kit, 1, 4):
        doc.gap(doc.layout.para)
        doc.rows_of([kit.head(6)])
        for text in _told(other, rng.randint(3, 6)):
            doc.para(text)


def readers(kit: Kit) -> None:
    """Letters to the editor: what each is about, a paragraph or two, and who wrote it from where."""
    rng, doc, tongue = kit.rng, kit.doc, kit.tongue
    about, headed = rng.random() < 0.55, rng.random() < 0.7
    sign = rng.choice(["{n}, {p}", "{n}, {p}", "{n}\n{p}", "{n} ({p})", "— {n}, {p}", "{n}", "{n} – {p}"])
    gap = doc.layout.para + (rng.random() < 0.1)
    for other in _items(kit, 3, 8):
        doc.gap(gap)
        if headed:
            doc.rows_of([as_title(rng, phrase(rng, other.lines, 2, 7))])
            doc.gap(doc.layout.para)
        if about:
            doc.rows_of([tongue.say("about", t=other.title or _name(kit, other))])
        for text in _told(other, rng.randint(2, 8)):
            doc.para(text)
        doc.gap(doc.layout.para)
        doc.rows_of(sign.replace("{n}", tongue.person()).replace("{p}", tongue.place().title()).split("\n"))


DIGESTS: dict[str, tuple[str, Callable[[Kit], None]]] = {
    "digest": ("brief", digest),
    "roundup": ("brief", roundup),
    "readers": ("readers", readers),
}


def write_digest(kit: Kit, name: str, head: Callable[[], None]) -> None:
    """A heading of its own sort, and then the items."""
    key, write = DIGESTS[name]
    _titled(kit, key)
    head()
    write(kit)

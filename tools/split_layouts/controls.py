"""Files of a single article: the controls that must not be split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .built import BUILT
from .digests import DIGESTS, write_digest
from .footers import draw_footer
from .headers import Heads, draw_fields, draw_header
from .kit import Kit
from .layout import Doc, draw_layout
from .models import Made
from .multi import write_body
from .pages import postamble, preamble
from .pool import make_items
from .traps import draw_traps
from .words import Tongue
from .woven import WOVEN, weave

if TYPE_CHECKING:
    import random

    from .models import Article
    from .pool import Pool


def _choose(rng: random.Random, pool: Pool, kind: str) -> tuple[Article, list[Article]]:
    """An article for a control, a long one if there is any, and others whose titles it may name."""
    if kind == "raw":
        keys = [key for key in pool.by_lang if key[1] == "raw"]
        if keys:
            weights = [len(pool.by_lang[key]) ** 0.6 for key in keys]
            return rng.choice(pool.by_lang[rng.choices(keys, weights)[0]]), []
    drawn = pool.draw(rng, 10 if kind == "digest" else 6, titled=kind == "digest")
    if kind == "digest":
        drawn = [article for article in drawn if article.kind == "clean"] or drawn
    drawn.sort(key=lambda article: -len(article.lines) if kind == "woven" else 0)
    return drawn[0], drawn[1:]


def _kit(rng: random.Random, article: Article, others: list[Article]) -> Kit:
    """What a control is made with."""
    tongue = Tongue(rng, article.lang)
    heads = Heads(rng, tongue)
    size = rng.choice(["full", "full", "full", "cut", "lead", "sentence", "merged"])
    item = make_items(rng, tongue, [article, *others], size)[0]
    item.lines = item.lines[: rng.choice([15, 30, 60, 200])]
    if article.kind in ("clean", "crude") and rng.random() < 0.5:
        item.others = [other for other in item.others if other] or [article.title]
    return Kit(rng, tongue, heads, item, Doc(rng, draw_layout(rng)), others)


def _head(kit: Kit, notes: list[str]) -> None:
    """The preamble, the header and the title."""
    rng, doc, item = kit.rng, kit.doc, kit.item
    if rng.random() < 0.25:
        notes.append("pre=" + preamble(rng, kit.tongue, kit.heads, doc, [item]))
    doc.mark()
    if not item.title or rng.random() < 0.12:
        return
    name, make = (
        draw_header(rng, kit.tongue, kit.heads, least=0)
        if rng.random() < 0.92
        else draw_fields(rng, kit.tongue, kit.heads)
    )
    notes.append("head=" + name)
    for line in make(item):
        doc.rows_of(
            doc.layout.title(line[1:]) if line[:1] == "\0" else [line], doc.layout.head if line else 0
        )
    doc.gap(doc.layout.para)


def _tail(kit: Kit, notes: list[str]) -> None:
    """The footer of the article and of the page."""
    rng, doc = kit.rng, kit.doc
    if rng.random() < 0.4:
        name, make = draw_footer(rng, kit.tongue, kit.heads)
        notes.append("foot=" + name)
        doc.gap(doc.layout.para)
        doc.rows_of(make(kit.item), doc.layout.block)
    if rng.random() < 0.25:
        notes.append("post=" + postamble(rng, kit.tongue, kit.heads, doc, [kit.item]))


def _raw(kit: Kit, notes: list[str]) -> None:
    """A page as it is."""
    kit.doc.mark()
    for line in kit.item.article.lines:
        kit.doc.para(line)


def _plain(kit: Kit, notes: list[str]) -> None:
    """The article with or without the usual traps; one in eight is a line or two."""
    if kit.rng.random() < 0.12:
        kit.item.lines = kit.item.lines[: kit.rng.randint(1, 2)]
    traps = draw_traps(kit.rng, kit.tongue, kit.heads)
    notes += traps
    _head(kit, notes)
    write_body(kit.doc, kit.item, traps)
    _tail(kit, notes)


def _woven(kit: Kit, notes: list[str]) -> None:
    """The article with something that recurs."""
    names = kit.rng.choices(
        list(WOVEN), [weight for weight, _ in WOVEN.values()], k=1 if kit.rng.random() < 0.82 else 2
    )
    notes += names
    _head(kit, notes)
    weave(kit, [WOVEN[name][1](kit) for name in dict.fromkeys(names)])
    _tail(kit, notes)


def _built(kit: Kit, notes: list[str]) -> None:
    """A text of another kind than running prose."""
    name = kit.rng.choice(list(BUILT))
    notes.append(name)
    _head(kit, notes)
    BUILT[name](kit)
    _tail(kit, notes)


def _digest(kit: Kit, notes: list[str]) -> None:
    """A text of parts that have little to do with each other; a plain one where there are no parts."""
    if not kit.others:
        _plain(kit, notes)
        return
    name = kit.rng.choice(list(DIGESTS))
    notes.append(name)
    write_digest(kit, name, lambda: _head(kit, notes))
    _tail(kit, notes)


KINDS = {
    "woven": (52, _woven),
    "plain": (22, _plain),
    "built": (18, _built),
    "raw": (8, _raw),
    "digest": (5, _digest),
}


def make_control(rng: random.Random, pool: Pool) -> Made:
    """A file of one article."""
    kind = rng.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
    kit = _kit(rng, *_choose(rng, pool, kind))
    notes = ["control", kind]
    KINDS[kind][1](kit, notes)
    article = kit.item.article
    text, starts = kit.doc.done()
    notes += [str(kit.doc.layout), kit.tongue.mode, article.kind]
    return Made(
        text, starts, " ".join(notes), True, False, "control", (article.lang,), (article.source,), False
    )


def make_page(rng: random.Random, article: Article) -> Made:
    """An article as it is: a file of one, with all that real ones have in them and below them."""
    doc = Doc(rng, draw_layout(rng))
    doc.mark()
    for line in [article.title, *article.lines] if article.kind != "raw" else article.lines:
        doc.para(line)
    text, starts = doc.done()
    style = f"control page {doc.layout} {article.kind}"
    return Made(text, starts, style, True, False, "control", (article.lang,), (article.source,), False)

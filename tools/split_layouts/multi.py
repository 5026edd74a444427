"""Files of several articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .datelines import draw_dateline
from .footers import draw_footer
from .headers import Heads, draw_fields, draw_header, draw_mail
from .layout import Doc, draw_layout
from .models import Made
from .pages import postamble, preamble
from .pool import draw_regime, draw_total, make_items
from .separators import end_marker, start_marker
from .shapes import draw_rule
from .traps import draw_traps
from .words import Tongue

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from .models import Item, Maker
    from .pool import Pool
    from .traps import Trap

BUCKETS = {"explicit": 27, "end_marker": 23, "header": 24, "blank": 12, "no_title": 14}


@dataclass(slots=True)
class Plan:
    """What the articles of one file have around them."""

    bucket: str
    titles: bool = True
    start: Maker | None = None
    head: Maker | None = None
    foot: Maker | None = None
    rule: str = ""
    last: Maker | None = None
    lead: Maker | None = None
    feed: int = 0
    rate: float = 1.0
    lost: bool = False
    loud: bool = False
    traps: dict[str, Trap] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note(self, name: str, made: tuple[str, Maker]) -> Maker:
        """Write down what was drawn and hand the maker on."""
        self.notes.append(f"{name}={made[0]}")
        return made[1]


def _explicit(rng: random.Random, tongue: Tongue, heads: Heads, plan: Plan) -> None:
    """A marker at the head of each article: a line, a block of fields, a mail head or a form feed."""
    plan.loud = True
    draw = rng.random()
    if draw < 0.05:
        plan.feed, plan.lost = rng.choice([1, 2]), rng.random() < 0.6
        plan.notes.append("feed")
    elif draw < 0.27:
        plan.start = plan.note("fields", draw_fields(rng, tongue, heads))
        plan.titles = rng.random() < 0.4
    elif draw < 0.34:
        plan.start = plan.note("mail", draw_mail(rng, tongue, heads))
        plan.titles = rng.random() < 0.3
    else:
        plan.start = plan.note("start", start_marker(rng, tongue))
        plan.titles = rng.random() < (0.3 if "titled" in plan.notes[-1] else 0.85)
        plan.lost, plan.loud = rng.random() < 0.08, not plan.notes[-1].endswith("titled")
    if plan.start and rng.random() < 0.1:
        plan.head = plan.note("fields", draw_fields(rng, tongue, heads))
    elif plan.titles and rng.random() < 0.4:
        plan.head = plan.note("head", draw_header(rng, tongue, heads))
    if rng.random() < 0.2:
        plan.last = plan.note("end", end_marker(rng, tongue))
    elif rng.random() < 0.12:
        plan.rule = draw_rule(rng)


def _end_marker(rng: random.Random, tongue: Tongue, heads: Heads, plan: Plan) -> None:
    """Something that recurs after each article: a footer, a rule or an end line."""
    draw = rng.random()
    plan.titles = rng.random() < 0.88
    if draw < 0.62:
        plan.foot = plan.note("foot", draw_footer(rng, tongue, heads))
        plan.rate = rng.choice([1.0, 1.0, 1.0, rng.uniform(0.7, 1.0)])
    elif draw < 0.84:
        plan.rule = draw_rule(rng)
        plan.loud = len(plan.rule) > 2 or rng.random() < 0.5
        plan.notes.append(f"rule={plan.rule[:12]}")
    else:
        plan.last = plan.note("end", end_marker(rng, tongue))
        plan.loud = True
    if plan.titles and rng.random() < 0.4:
        plan.head = plan.note("head", draw_header(rng, tongue, heads))


def _header(rng: random.Random, tongue: Tongue, heads: Heads, plan: Plan) -> None:
    """Titles with dates, bylines or kickers."""
    plan.head = plan.note("head", draw_header(rng, tongue, heads))
    if rng.random() < 0.2:
        plan.foot = plan.note("foot", draw_footer(rng, tongue, heads, 1))
        plan.rate = rng.uniform(0.15, 0.6)


def _no_title(rng: random.Random, tongue: Tongue, heads: Heads, plan: Plan) -> None:
    """No titles: blank lines at best, or a date, a byline or a dateline."""
    plan.titles = False
    draw = rng.random()
    if draw < 0.3:
        plan.head = plan.note("head", draw_header(rng, tongue, heads, title=False))
    elif draw < 0.5:
        plan.notes.append("dateline")
        plan.lead = draw_dateline(rng, heads)


FILLERS = {"explicit": _explicit, "end_marker": _end_marker, "header": _header, "no_title": _no_title}


def _plan(rng: random.Random, tongue: Tongue, heads: Heads, bucket: str) -> Plan:
    """Draw everything that recurs in a file."""
    plan = Plan(bucket)
    if bucket in FILLERS:
        FILLERS[bucket](rng, tongue, heads, plan)
    if bucket == "explicit" and rng.random() < 0.3:
        plan.foot = plan.note("foot", draw_footer(rng, tongue, heads))
        plan.rate = rng.uniform(0.5, 1)
    if plan.lead is None and bucket != "no_title" and rng.random() < (0.2 if bucket == "header" else 0.06):
        plan.lead = draw_dateline(rng, heads)
    plan.traps = draw_traps(rng, tongue, heads, plan.loud or bucket in ("blank", "no_title"))
    if plan.rule:
        plan.traps.pop("stars", None)
    plan.notes += plan.traps
    return plan


def _write_head(doc: Doc, item: Item, plan: Plan) -> None:
    """The marker, the header and the title of an article."""
    layout, marked = doc.layout, plan.start is not None and not (plan.lost and not item.index)
    if plan.feed and not (plan.lost and not item.index):
        doc.feed(alone=plan.feed == 2)
    if marked and plan.start:
        _head_rows(doc, plan.start(item), 0)
        doc.gap(layout.head)
    if plan.head:
        _head_rows(doc, plan.head(item), layout.head)
    if plan.titles and not (plan.head and "head=" in " ".join(plan.notes)):
        _head_rows(doc, ["\0" + item.title], 0)
    doc.gap(layout.para if plan.titles or plan.head or marked else 0)


def _head_rows(doc: Doc, lines: list[str], gap: int) -> None:
    """Header lines, the title in the way of the file."""
    for line in lines:
        doc.rows_of(doc.layout.title(line[1:]) if line[:1] == "\0" else [line], 0 if not line else gap)
        doc.gap(0 if line else 1)


def write_body(doc: Doc, item: Item, traps: dict[str, Trap]) -> None:
    """The paragraphs of an article with its traps between them."""
    rng, names = doc.rng, list(traps)
    for at, line in enumerate(item.lines):
        if names and at > 0 and rng.random() < 0.16:
            doc.gap(doc.layout.para)
            doc.rows_of(traps[rng.choice(names)](item), doc.layout.block)
        doc.para(line, 0 if at == 0 else None)


def _write(doc: Doc, item: Item, plan: Plan) -> None:
    """One article with all that belongs to it."""
    doc.mark()
    _write_head(doc, item, plan)
    if plan.lead:
        item.lines[0] = plan.lead(item)[0] + item.lines[0]
    write_body(doc, item, plan.traps)
    if plan.foot and doc.rng.random() < plan.rate:
        doc.gap(doc.layout.para)
        doc.rows_of(plan.foot(item), doc.layout.block)
    if plan.last:
        doc.gap(doc.layout.para)
        doc.rows_of(plan.last(item))
    final = item.index == item.total - 1
    if plan.rule and (not final or doc.rng.random() < 0.2):
        doc.gap(doc.layout.para)
        doc.line(plan.rule)
    if not final:
        doc.gap(doc.layout.between)


def make_multi(rng: random.Random, pool: Pool) -> Made | None:
    """A file of several articles; None where the pool cannot give two."""
    bucket = rng.choices(list(BUCKETS), list(BUCKETS.values()))[0]
    total = draw_total(rng)
    articles = pool.draw(rng, total, bucket != "no_title", bucket in ("explicit", "end_marker"))
    if len(articles) < 2:
        return None
    tongue = Tongue(rng, articles[0].lang)
    heads, regime, doc = Heads(rng, tongue), draw_regime(rng, total, bucket), Doc(rng, draw_layout(rng))
    plan, items = _plan(rng, tongue, heads, bucket), make_items(rng, tongue, articles, regime)
    plan.notes += [regime, str(doc.layout), tongue.mode, articles[0].kind]
    _fill(doc, items, plan, tongue, heads)
    text, starts = doc.done()
    style, loud = " ".join([bucket, *plan.notes]), plan.loud and len(starts) > 3
    langs, sources = _once(a.lang for a in articles), _once(a.source for a in articles)
    return Made(text, starts, style, False, loud, bucket, langs, sources, not plan.lost and not plan.rule)


def _fill(doc: Doc, items: list[Item], plan: Plan, tongue: Tongue, heads: Heads) -> None:
    """The articles, with the head and the foot of the page where there are any."""
    rng = doc.rng
    if rng.random() < (0.25 if plan.bucket != "no_title" else 0.08):
        listed = items if plan.titles else items[:1]
        plan.notes.append("pre=" + preamble(rng, tongue, heads, doc, listed))
    for item in items:
        _write(doc, item, plan)
    if rng.random() < 0.2:
        plan.notes.append("post=" + postamble(rng, tongue, heads, doc, items))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in order."""
    return tuple(dict.fromkeys(values))

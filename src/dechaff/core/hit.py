"""Hits: what filters find. `resolve` turns any bag of them into disjoint edits, whatever their order."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from dechaff.core.span import Span, subtract, union


class Effect(Enum):
    """What a hit asks for."""

    CUT = "cut"
    WRITE = "write"
    KEEP = "keep"
    NOTE = "note"

    # There is one of each. The hash of an `Enum` is made in Python, and hits are hashed by the thousand.
    __hash__ = object.__hash__


class Capture(NamedTuple):
    """Text that carries information: the name of a fact and where its value stands."""

    fact: str
    span: Span


class Hit(NamedTuple):
    """One thing that a rule found, in the coordinates of the text that the filter saw.

    `detail` says what was found where the rule's summary cannot, such as the charset of some bytes.
    """

    code: str
    span: Span
    effect: Effect = Effect.CUT
    new: str = ""
    score: float = 1.0
    captures: tuple[Capture, ...] = ()
    detail: str = ""


class Edit(NamedTuple):
    """The characters of `span` become `new`, under one rule."""

    span: Span
    new: str
    code: str
    score: float = 1.0
    detail: str = ""


def resolve(hits: Iterable[Hit]) -> tuple[Edit, ...]:
    """The edits that a bag of hits comes to: disjoint, sorted, and the same for every order of the hits.

    A keep wins over all; cuts unite, and where several claim a character the one that starts first
    (then reaches furthest, then has the lowest code) is named for it; a write yields to both, and of
    two writes that touch the first and longest stands.
    """
    bag = list(hits)
    if not bag:
        return ()
    if all(_is_write(hit) for hit in bag) and all(a.span.end < b.span.start for a, b in pairwise(bag)):
        return tuple(_edit(hit) for hit in bag)  # nothing meets, as is usual for repairs
    keeps = union(hit.span for hit in bag if hit.effect is Effect.KEEP)
    cuts = list(_cuts([hit for hit in bag if _removes(hit)], keeps))
    writes = _writes([hit for hit in bag if _is_write(hit)], keeps, cuts)
    return tuple(sorted([*cuts, *writes])) if writes else tuple(cuts)


def removed(hits: Iterable[Hit]) -> list[Span]:
    """What goes, of all that hits speak of: the cuts of `resolve`, those that touch as one."""
    keeps, cuts = [], []
    for hit in hits:
        effect, span = hit.effect, hit.span
        if effect is Effect.KEEP:
            keeps.append(span)
        elif span.end > span.start and _removes(hit):
            cuts.append(span)
    if not keeps:
        return union(cuts)
    kept = union(keeps)
    return [left for cut in union(cuts) for left in subtract(cut, kept)]


def _is_write(hit: Hit) -> bool:
    return hit.effect is Effect.WRITE and bool(hit.new)


def _edit(hit: Hit) -> Edit:
    return Edit(hit.span, hit.new, hit.code, hit.score, hit.detail)


def _removes(hit: Hit) -> bool:
    return hit.effect is Effect.CUT or (hit.effect is Effect.WRITE and not hit.new)


def _order(hit: Hit) -> tuple[int, int, str, float, str, str]:
    return hit.span.start, -hit.span.end, hit.code, -hit.score, hit.new, hit.detail


def _cuts(hits: list[Hit], keeps: list[Span]) -> Iterator[Edit]:
    reached = 0
    for hit in sorted(hits, key=_order):
        free = Span(max(hit.span.start, reached), hit.span.end)
        reached = max(reached, hit.span.end)
        if free.start < free.end:
            for span in subtract(free, keeps) if keeps else (free,):
                yield Edit(span, "", hit.code, hit.score, hit.detail)


def _writes(hits: list[Hit], keeps: list[Span], cuts: list[Edit]) -> list[Edit]:
    if not hits:
        return []
    taken = union([*keeps, *(edit.span for edit in cuts)])
    accepted: list[Edit] = []
    blocked = 0
    for hit in sorted(hits, key=_order):
        while blocked < len(taken) and taken[blocked].end < hit.span.start:
            blocked += 1
        # The first may only end where the write begins; then the next one decides.
        clash = any(span.touches(hit.span) for span in taken[blocked : blocked + 2])
        if not clash and not (accepted and accepted[-1].span.touches(hit.span)):
            accepted.append(_edit(hit))
    return accepted

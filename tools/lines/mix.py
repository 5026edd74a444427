"""Pages mixed from others: the article of one in the frame of another, and cruft of one in another.

What is learned from them is what makes a line cruft beside whatever else: neither does the frame tell the
article, nor the article the frame. What a line is by itself and what the lexicon says of it stays; where it
stands is seen anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dechaff.model.lexicon import telling
from dechaff.model.own import Own
from dechaff.model.placed import placed
from dechaff.model.words import Words
from lines.data import CONTENT, CRUFT, Example, looked_at_again

# Longer pages are not mixed, and a page has so many lines at least.
_MOST, _LEAST = 1500, 4
# How often the other page is one in the same language.
_SAME = 0.75
# How often which mixture is made.
_SHARES = (0.45, 0.2, 0.2, 0.15)
# How often a mixed page is one that was cleaned before.
_CLEANED = 0.25
# Cruft that is put between the lines of an article is taken from stretches of so many lines at most, ...
_STRETCH = 40
# ... so many lines of it, in so many places, at most.
_PIECE, _PLACES = 12, 4


@dataclass(frozen=True)
class Page:
    """A page that may be mixed; its article stands from `first` to `last`."""

    example: Example
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many lines it has."""
        return len(self.example.label)

    @property
    def content(self) -> Any:
        """Which lines are content."""
        return np.flatnonzero(self.example.label == CONTENT)


@dataclass(frozen=True)
class Part:
    """Some lines of a page."""

    page: Page
    lines: Any


def framed(one: Page, other: Page, rng: Any) -> list[Part]:
    """The article of another page, or the beginning of it, in the frame of this one, or in half of it."""
    lines, content = np.arange(other.first, other.last), other.content
    if rng.random() < 0.35 and len(content) > 3:
        lines = lines[lines <= content[int(rng.integers(1, len(content)))]]
    chance = rng.random()
    above = other if chance < 0.15 else one
    below = other if 0.15 < chance < 0.3 else one
    return [
        Part(above, np.arange(above.first)),
        Part(other, lines),
        Part(below, np.arange(below.last, below.count)),
    ]


def followed(one: Page, other: Page, rng: Any) -> list[Part]:
    """The page with what follows the article of another in place of its own end, before or after it."""
    if other.count - other.last < 2:
        return []
    own, strange = Part(one, np.arange(one.last, one.count)), Part(other, np.arange(other.last, other.count))
    ends = ([strange], [strange, own], [own, strange])
    return [Part(one, np.arange(one.last)), *ends[rng.choice(3, p=(0.4, 0.3, 0.3))]]


def shortened(one: Page, _: Page, rng: Any) -> list[Part]:
    """The page with a part of its content only; its cruft is all there, or that around the article."""
    content = one.content
    if len(content) < 4:
        return []
    kept = int(rng.integers(1, max(2, len(content) * 2 // 3)))
    stays = np.ones(one.count, bool)
    stays[content[kept:]] = False
    if rng.random() < 0.5:
        stays[content[kept] : one.last] = False
    return [Part(one, np.flatnonzero(stays))]


def broken(one: Page, other: Page, rng: Any) -> list[Part]:
    """The page with cruft of another between the lines of its article."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], other.example.label == CRUFT, [0]))))
    found = [pair for pair in edges.reshape(-1, 2).tolist() if pair[1] - pair[0] <= _STRETCH]
    content = one.content[1:]
    if not found or len(content) < 2:
        return []
    many = min(len(content), int(rng.integers(1, _PLACES)))
    parts, at = [], 0
    for place in np.sort(rng.choice(content, many, replace=False)).tolist():
        start, stop = found[rng.integers(len(found))]
        piece = np.arange(start, min(stop, start + int(rng.integers(1, _PIECE))))
        parts += [Part(one, np.arange(at, place)), Part(other, piece)]
        at = place
    return [*parts, Part(one, np.arange(at, one.count))]


_KINDS = (framed, followed, shortened, broken)


def mixed(examples: Sequence[Example], count: int, weights: Any, seed: int) -> Iterator[Example]:
    """So many mixed pages.

    Args:
        examples: whole pages, with their words and with what the lexicon says of them.
        count: how many are made.
        weights: how telling each word is.
        seed: where chance begins.
    """
    rng = np.random.default_rng(seed)
    pages = list(_pages(examples))
    pools: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in pages:
        pools[page.example.renderer, page.example.lang].append(page)
        pools[page.example.renderer, ""].append(page)
    made = 0
    while made < count:
        one = pages[rng.integers(len(pages))]
        pool = pools[one.example.renderer, one.example.lang if rng.random() < _SAME else ""]
        other = pool[rng.integers(len(pool))]
        make = _KINDS[rng.choice(len(_KINDS), p=_SHARES)]
        parts = make(one, other, rng) if other.example.domain != one.example.domain else []
        parts = [part for part in parts if len(part.lines)]
        if sum(len(part.lines) for part in parts) >= _LEAST:
            made += 1
            yield _joined(one, _cleaned(parts, rng) if rng.random() < _CLEANED else parts, weights, rng)


def _pages(examples: Sequence[Example]) -> Iterator[Page]:
    for one in examples:
        content = np.flatnonzero(one.label == CONTENT)
        if one.kind == "whole" and len(content) and len(one.label) <= _MOST:
            yield Page(one, int(content[0]), int(content[-1]) + 1)


def _rows(parts: list[Part], *names: str) -> dict[str, Any]:
    """What the lines of the parts have, by its name."""
    return {
        name: np.concatenate([getattr(part.page.example, name)[part.lines] for part in parts])
        for name in names
    }


def _cleaned(parts: list[Part], rng: Any) -> list[Part]:
    """What is left after a first cleaning, if anything is."""
    kept = looked_at_again(*_rows(parts, "label", "ruled").values(), rng)
    ends = np.cumsum([len(part.lines) for part in parts])
    some = [
        replace(part, lines=part.lines[stays])
        for part, stays in zip(parts, np.split(kept, ends[:-1]), strict=True)
    ]
    some = [part for part in some if len(part.lines)]
    return some or parts


def _joined(one: Page, parts: list[Part], weights: Any, rng: Any) -> Example:
    """The parts as one page."""
    words = _words(parts, rng)
    rows = _rows(parts, "label", "size", "own", "says", "lexical", "ruled")
    own = Own(rows["own"], rows["size"].astype(np.int64), rows["says"])
    where = placed(words, own, telling(words, weights))
    return replace(one.example, kind="mixed", placed=where, words=None, **rows)


def _words(parts: list[Part], rng: Any) -> Words:
    """The words of the parts; between two of them a blank line may stand."""
    some = []
    above = -1
    for part in parts:
        whole = part.page.example.words
        kept = np.zeros(part.page.count, bool)
        kept[part.lines] = True
        words = whole.only(kept)
        number = words.number - words.number[0] + above + 1 + int(rng.random() < 0.5)
        above = int(number[-1])
        some.append(replace(words, number=number))
    begin = np.concatenate(([0], np.cumsum(np.concatenate([np.diff(words.begin) for words in some]))))
    names = [name for name in vars(some[0]) if name != "begin"]
    joined = {name: np.concatenate([getattr(words, name) for words in some]) for name in names}
    return Words(begin=begin, **joined)

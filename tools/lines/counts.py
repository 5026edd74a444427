"""The lexicon: log-odds of words, pairs and lines, counted once a site, a page's own site left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from dechaff.model.lexicon import Keys, looked_up
from lines.data import CONTENT, CRUFT, Example

# What was seen on so many sites is kept.
SITES = 5
# So many sites' worth of doubt.
_PRIOR = 3.0
_SCALE = 25.0


@dataclass
class Found:
    """Where an example's words, pairs and ends stand in the vocabulary; after its end if they do not."""

    word: Any
    pair: Any
    ends: Any


def vocabulary(examples: list[Example]) -> Any:
    """The hashes that stand on several sites, sorted."""
    by_site: dict[str, list[Any]] = {}
    for one in examples:
        if one.kind == "whole" and one.renderer in ("bs4", "ptags", "html2text"):
            by_site.setdefault(one.domain, []).extend([one.keys.word, one.keys.pair, one.keys.ends[:, 3]])
    found = np.concatenate([np.unique(np.concatenate(parts)) for parts in by_site.values()])
    hashes, sites = np.unique(found, return_counts=True)
    return hashes[(sites >= SITES) & (hashes > 0)]


def place(hashes: Any, known: Any) -> Any:
    """Where hashes stand in the vocabulary; after its end where they do not."""
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[at] == hashes, at, len(known)).astype(np.int32)


def find(keys: Keys, known: Any) -> Found:
    """Where what is looked up of an example stands."""
    return Found(place(keys.word, known), place(keys.pair, known), place(keys.ends, known))


def _counts(pages: list[tuple[Example, Found]], size: int) -> Any:
    """How often each was cruft and content, in each place; a site counts once at most."""
    count = np.zeros((6, 2, size + 1))
    label = np.concatenate([one.label for one, _ in pages])
    ends = np.concatenate([found.ends for _, found in pages])
    of_word = np.concatenate([one.label[one.keys.line] for one, _ in pages])
    long = np.concatenate([one.keys.long[one.keys.line] for one, _ in pages])
    word = np.concatenate([found.word for _, found in pages])
    pair = np.concatenate([found.pair for _, found in pages])
    for value in (CRUFT, CONTENT):
        for column in range(4):
            count[column, value] = np.bincount(ends[label == value, column], minlength=size + 1)
        for kind, asked in ((4, ~long), (5, long)):
            picked = (of_word == value) & asked
            both = np.concatenate((word[picked], pair[picked]))
            count[kind, value] = np.bincount(both, minlength=size + 1)
    total = count.sum(axis=1, keepdims=True)
    # What a site has but once counts a third.
    return count / np.maximum(total, 1) * np.minimum(total, 3) / 3


def _odds(shares: Any, prior: Any, few: Any) -> Any:
    odds = np.log((shares[:, CRUFT] + _PRIOR * (1 - prior)) / (shares[:, CONTENT] + _PRIOR * prior))
    odds -= np.log((1 - prior) / prior)
    odds = np.clip(np.rint(odds * _SCALE), -127, 127)
    odds[:, few] = 0
    odds[:, -1] = 0
    return odds.astype(np.int8)


def learn(pairs: list[tuple[Example, Found]], size: int, seen: Any) -> tuple[Any, Iterator[Any]]:
    """The log-odds, and of each site the examples' features by log-odds without that site.

    Args:
        pairs: the examples that may be learned from.
        size: how many hashes the vocabulary has.
        seen: of each example's site, by name, which hashes it has.
    """
    sites: dict[str, list[tuple[Example, Found]]] = {}
    for pair in pairs:
        sites.setdefault(pair[0].domain, []).append(pair)
    total = np.zeros((6, 2, size + 1))
    on = np.zeros(size + 1, np.int64)
    for site, pages in sites.items():
        total += _counts(_whole(pages), size)
        on[seen[site]] += 1
    few = on < SITES
    prior = (total[:, CONTENT].sum(axis=1) / total.sum(axis=(1, 2)))[:, None]

    def without_own() -> Iterator[Any]:
        for site, pages in sites.items():
            own = on.copy()
            own[seen[site]] -= 1
            odds = _odds(np.maximum(total - _counts(_whole(pages), size), 0), prior, own < SITES - 1)
            for one, found in pages:
                yield one, rows(odds, one.keys, found)

    return _odds(total, prior, few), without_own()


def rows(odds: Any, keys: Keys, found: Found) -> Any:
    """The lexical features of an example."""
    return looked_up(odds, keys, found.word, found.pair, found.ends)


def _whole(pages: list[tuple[Example, Found]]) -> list[tuple[Example, Found]]:
    return [page for page in pages if page[0].kind == "whole"] or pages[:1]

"""run: neighbouring lines that are made up of a rule's phrases and nothing else."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from dechaff.core.hit import Hit
from dechaff.core.text import fold
from dechaff.rules.page import Page, words_of
from dechaff.rules.rule import Phrases, Rule

_NUMBER = re.compile(r"\d+[km]?(?:[.,]\d+[km]?)?")
# A row of buttons flattened into one line is not longer than this many words.
_MOST_WORDS = 60

Words = tuple[str, ...]


class _Vocabulary(NamedTuple):
    rule: Rule
    anchors: frozenset[Words]
    members: frozenset[Words]
    firsts: frozenset[str]
    longest: int


class _Tiled(NamedTuple):
    at: int
    phrases: frozenset[Words]


def run(rules: Sequence[Rule]) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that looks for rows of buttons, for one vocabulary after the other."""
    vocabularies = [_vocabulary(rule) for rule in rules]

    def scan(page: Page) -> Iterator[Hit]:
        for vocabulary in vocabularies:
            tiled = [_tile(page, index, vocabulary) for index in range(len(page.lines))]
            for is_row, group in groupby(tiled, key=lambda t: t is not None):
                if is_row:
                    yield from _row(page, vocabulary, [t for t in group if t is not None])

    return scan


def _vocabulary(rule: Rule) -> _Vocabulary:
    anchors, members = _words_of(rule.anchors), _words_of(rule.phrases)
    phrases = anchors | members
    firsts = frozenset(phrase[0] for phrase in phrases)
    return _Vocabulary(rule, anchors, members, firsts, max(map(len, phrases), default=0))


def _words_of(table: Phrases) -> frozenset[Words]:
    return frozenset(words_of(fold(phrase)) for phrases in table.values() for phrase in phrases)


def _tile(page: Page, index: int, vocabulary: _Vocabulary) -> _Tiled | None:
    """The phrases that make up a line wholly, or None; numbers are counters and stand for nothing."""
    row = page.lines[index]
    words = row.tokens
    if not words or len(words) > _MOST_WORDS or row.is_body or row.is_speech:
        return None
    if words[0] not in vocabulary.firsts and not _NUMBER.fullmatch(words[0]):
        return None
    # reached[n]: the phrases of some tiling of the first n words.
    reached: list[frozenset[Words] | None] = [frozenset()] + [None] * len(words)
    for start in range(len(words)):
        so_far = reached[start]
        if so_far is None:
            continue
        if _NUMBER.fullmatch(words[start]) and reached[start + 1] is None:
            reached[start + 1] = so_far
        for end in range(start + 1, min(start + vocabulary.longest, len(words)) + 1):
            phrase = words[start:end]
            if phrase in vocabulary.anchors or phrase in vocabulary.members:
                reached[end] = _better(reached[end], so_far | {phrase}, vocabulary.anchors)
    found = reached[-1]
    return None if found is None else _Tiled(index, found)


def _better(
    known: frozenset[Words] | None, new: frozenset[Words], anchors: frozenset[Words]
) -> frozenset[Words]:
    """Of two ways to tile the same words, the one with an anchor, then the one with more phrases."""
    if known is None:
        return new
    return max(known, new, key=lambda phrases: (not anchors.isdisjoint(phrases), len(phrases)))


def _row(page: Page, vocabulary: _Vocabulary, row: list[_Tiled]) -> Iterator[Hit]:
    while row and not row[0].phrases:
        row = row[1:]
    while row and not row[-1].phrases:
        row = row[:-1]
    if row and _is_cruft(page, vocabulary, row):
        rule = vocabulary.rule
        for tiled in row:
            if page.inside(tiled.at, rule.where):
                yield Hit(rule.code, page.lines[tiled.at].whole, rule.effect)


def _is_cruft(page: Page, vocabulary: _Vocabulary, row: list[_Tiled]) -> bool:
    first = row[0].at
    if first > 0 and page.lines[first - 1].text.endswith((":", "：")):
        return False  # what a colon announces is a list of the article
    phrases = frozenset[Words]().union(*(tiled.phrases for tiled in row))
    if phrases & vocabulary.anchors:
        return True
    at_edge = all(page.inside(tiled.at, "edges") for tiled in row)
    return len(phrases) >= vocabulary.rule.min and at_edge

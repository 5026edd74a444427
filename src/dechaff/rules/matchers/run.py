"""run: neighbouring lines that are made up of a rule's phrases and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dechaff.core.hit import Hit
from dechaff.core.text import fold
from dechaff.rules.asks import bits
from dechaff.rules.index import Index
from dechaff.rules.level import DIGIT
from dechaff.rules.line import is_speech, reads_like_body, words_of
from dechaff.rules.memory import remembered
from dechaff.rules.page import Page
from dechaff.rules.rule import Phrases, Rule

_NUMBER = re.compile(r"\d+[km]?(?:[.,]\d+[km]?)?")
# A row of buttons flattened into one line is not longer than this many words.
_MOST_WORDS = 60

Words = tuple[str, ...]
# Of vocabularies, by number, the phrases that make up a line.
_Tilings = Sequence[tuple[int, frozenset[Words]]]


class _Vocabulary(NamedTuple):
    rule: Rule
    every: frozenset[Words]
    anchors: frozenset[Words]
    longest: int


class _Tiled(NamedTuple):
    at: int
    phrases: frozenset[Words]


def run(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that looks for rows of buttons, for one vocabulary after the other."""
    vocabularies = list(map(_vocabulary, rules))
    starting, ending = index.slot(), index.slot()
    for number, vocabulary in enumerate(vocabularies):
        phrases = [" ".join(phrase) for phrase in vocabulary.every]
        # A row may begin and end with counters.
        index.add_starts(starting, [*phrases, DIGIT], number)
        index.add_ends(ending, [*phrases, DIGIT, f"{DIGIT}k", f"{DIGIT}m"], number)

    @remembered
    def tilings(line: str, numbers: int) -> _Tilings:
        words = words_of(fold(line))
        found = ((number, _tiling(vocabularies[number], words)) for number in bits(numbers))
        return [(number, phrases) for number, phrases in found if phrases is not None]

    def find(page: Page) -> Mapping[int, _Tilings]:
        starts, ends = page.seen(starting), page.seen(ending)
        texts = page.lines.texts
        found = {at: tilings(texts[at], starts[at] & ends[at]) for at in starts if at in ends}
        return {at: tiled for at, tiled in found.items() if tiled}

    def scan(page: Page) -> Iterator[Hit]:
        tiled: dict[int, list[_Tiled]] = {}
        for at, tilings in page.known(find).items():
            for number, phrases in tilings:
                tiled.setdefault(number, []).append(_Tiled(at, phrases))
        for number, lines in sorted(tiled.items()):
            for row in _rows(page.lines.texts, lines):
                yield from _row(page, vocabularies[number], row)

    return scan


def _rows(texts: Sequence[str], tiled: Sequence[_Tiled]) -> Iterator[list[_Tiled]]:
    """The lines that are made up of phrases and counters, in rows of neighbours that hold a phrase."""
    for row in _neighbours(tiled) if any(line.phrases for line in tiled) else ():
        if any(line.phrases for line in row):
            yield from _neighbours([line for line in row if _may_be_cruft(texts[line.at])])


def _neighbours(lines: Sequence[_Tiled]) -> Iterator[list[_Tiled]]:
    """Lines in order, in rows of neighbours."""
    for _, group in groupby(enumerate(lines), key=lambda numbered: numbered[1].at - numbered[0]):
        yield [line for _, line in group]


@remembered
def _may_be_cruft(text: str) -> bool:
    return not (reads_like_body(text) or is_speech(text))


def _vocabulary(rule: Rule) -> _Vocabulary:
    anchors = _words_of(rule.anchors)
    every = anchors | _words_of(rule.phrases)
    return _Vocabulary(rule, every, anchors, max(map(len, every), default=0))


def _words_of(table: Phrases) -> frozenset[Words]:
    return frozenset(words_of(fold(phrase)) for phrases in table.values() for phrase in phrases)


def _tiling(vocabulary: _Vocabulary, words: Words) -> frozenset[Words] | None:
    """The phrases that make up some words wholly, or None; numbers are counters and stand for nothing."""
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    _, every, anchors, longest = vocabulary
    # reached[n]: the phrases of some tiling of the first n words.
    reached: list[frozenset[Words] | None] = [frozenset()] + [None] * len(words)
    for start in range(len(words)):
        so_far = reached[start]
        if so_far is None:
            continue
        if _NUMBER.fullmatch(words[start]) and reached[start + 1] is None:
            reached[start + 1] = so_far
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            phrase = words[start:end]
            if phrase in every:
                reached[end] = _better(reached[end], so_far | {phrase}, anchors)
    return reached[-1]


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
                yield Hit(rule.code, page.lines.whole(tiled.at), rule.effect)


def _is_cruft(page: Page, vocabulary: _Vocabulary, row: list[_Tiled]) -> bool:
    first = row[0].at
    if first > 0 and page.lines.texts[first - 1].endswith((":", "：")):
        return False  # what a colon announces is a list of the article
    phrases = frozenset[Words]().union(*(tiled.phrases for tiled in row))
    if phrases & vocabulary.anchors:
        return True
    at_edge = all(page.inside(tiled.at, "edges") for tiled in row)
    return len(phrases) >= vocabulary.rule.min and at_edge

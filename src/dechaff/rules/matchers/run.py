"""run: neighbouring lines that are made up of a rule's phrases and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from dechaff.core.hit import Hit
from dechaff.core.text import fold
from dechaff.rules.index import Index
from dechaff.rules.level import DIGIT
from dechaff.rules.line import Line, words_of
from dechaff.rules.memory import remembered
from dechaff.rules.page import Page
from dechaff.rules.rule import Phrases, Rule

_NUMBER = re.compile(r"\d+[km]?(?:[.,]\d+[km]?)?")
# A row of buttons flattened into one line is not longer than this many words.
_MOST_WORDS = 60

Words = tuple[str, ...]


class _Vocabulary(NamedTuple):
    rule: Rule
    every: frozenset[Words]
    anchors: frozenset[Words]
    tiling: Callable[[str], frozenset[Words] | None]


class _Tiled(NamedTuple):
    at: int
    phrases: frozenset[Words]


def run(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that looks for rows of buttons, for one vocabulary after the other."""
    vocabularies = [_vocabulary(rule) for rule in rules]
    starting, ending = index.slot(), index.slot()
    for number, vocabulary in enumerate(vocabularies):
        phrases = [" ".join(phrase) for phrase in vocabulary.every]
        # A row may begin and end with counters.
        index.add_starts(starting, [*phrases, DIGIT], number)
        index.add_ends(ending, [*phrases, DIGIT, f"{DIGIT}k", f"{DIGIT}m"], number)

    def scan(page: Page) -> Iterator[Hit]:
        starts, ends = page.seen(starting), page.seen(ending)
        likely = {at: numbers & ends[at] for at, numbers in starts.items() if at in ends}
        texts = page.lines.texts
        saying = {at: numbers for at, numbers in likely.items() if not _is_counter(texts[at])}
        for number in sorted(frozenset[int]().union(*saying.values())):
            tiling = vocabularies[number].tiling
            if any(tiling(texts[at]) for at, numbers in saying.items() if number in numbers):
                lines = [at for at, numbers in likely.items() if number in numbers]
                for row in _rows(page, lines, vocabularies[number]):
                    yield from _row(page, vocabularies[number], row)

    return scan


def _rows(page: Page, likely: Iterable[int], vocabulary: _Vocabulary) -> Iterator[list[_Tiled]]:
    """The lines that are made up of phrases and counters, in rows of neighbours that hold a phrase."""
    texts = page.lines.texts
    found = ((at, vocabulary.tiling(texts[at])) for at in likely)
    for row in _neighbours([_Tiled(at, phrases) for at, phrases in found if phrases is not None]):
        if any(line.phrases for line in row):
            yield from _neighbours([line for line in row if _may_be_cruft(page.lines[line.at])])


def _neighbours(lines: Iterable[_Tiled]) -> Iterator[list[_Tiled]]:
    """Lines in order, in rows of neighbours."""
    for _, group in groupby(enumerate(lines), key=lambda numbered: numbered[1].at - numbered[0]):
        yield [line for _, line in group]


def _may_be_cruft(line: Line) -> bool:
    return not (line.is_body or line.is_speech)


def _vocabulary(rule: Rule) -> _Vocabulary:
    anchors = _words_of(rule.anchors)
    every = anchors | _words_of(rule.phrases)
    longest = max(map(len, every), default=0)

    @remembered
    def tiling(line: str) -> frozenset[Words] | None:
        words = _words(line)
        return _tiling(every, anchors, longest, words) if 0 < len(words) <= _MOST_WORDS else None

    return _Vocabulary(rule, every, anchors, tiling)


@remembered
def _is_counter(line: str) -> bool:
    return all(map(_NUMBER.fullmatch, _words(line)))


@remembered
def _words(line: str) -> Words:
    return words_of(fold(line))


def _words_of(table: Phrases) -> frozenset[Words]:
    return frozenset(words_of(fold(phrase)) for phrases in table.values() for phrase in phrases)


def _tiling(
    every: frozenset[Words], anchors: frozenset[Words], longest: int, words: Words
) -> frozenset[Words] | None:
    """The phrases that make up some words wholly, or None; numbers are counters and stand for nothing."""
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

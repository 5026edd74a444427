"""thread: the comments of readers below an article, from their heading to the end of the page."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dechaff.core.hit import Hit
from dechaff.rules.index import Index
from dechaff.rules.matchers.below import ENTRY, body_words, last_below, lines_like, look_for, to_the_end
from dechaff.rules.matchers.marks import company_of, expression_of
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule

# A line of a chronicle ends like a sentence; three stops and "a.m." do not.
_SENTENCE = re.compile(r"(?<!\.\.)(?<![apm])[.!?]$", re.IGNORECASE)
# Where no heading says so, entries are readers' only if no more paragraphs stand below the last mark.
_LAST_ENTRY = 300


class _Thread(NamedTuple):
    """A rule, what its headings and the marks of its entries look like, and where they are looked for."""

    rule: Rule
    headings: Pattern
    marks: Pattern | None
    of_headings: int
    of_marks: int

    @property
    def is_headed(self) -> bool:
        """Whether a heading tells where it begins; otherwise its first mark does."""
        return bool(self.headings.sources)


def thread(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that takes a page from the first heading on with an article above and entries below it."""
    threads = [_thread(rule, index) for rule in rules]

    def scan(page: Page) -> Iterator[Hit]:
        for one in threads:
            start = _start(page, one)
            if start is not None:
                yield to_the_end(page, start, one.rule)

    return scan


def _thread(rule: Rule, index: Index) -> _Thread:
    headings, marks = expression_of(rule), company_of(rule)
    of_marks = look_for(marks, rule, index) if marks else index.slot()
    return _Thread(rule, headings, marks, look_for(headings, rule, index), of_marks)


def _start(page: Page, one: _Thread) -> int | None:
    """The line at which the thread begins, if there is one."""
    if not one.is_headed:
        return _first_mark(page, one)
    headings = list(lines_like(page, one.of_headings, one.headings, one.rule))
    if not one.marks:
        return last_below(page, headings, one.rule)
    marks = list(lines_like(page, one.of_marks, one.marks, one.rule)) if headings else []
    begins = [at for at in headings if _begins(page, one, at, marks)]
    for at, following in pairwise(begins):
        # Only the first few comments may stand here, and below the last of them the article go on.
        last = max((mark for mark in marks if at < mark < following), default=at)
        if body_words(page, range(last, following)) <= ENTRY:
            return at
    return begins[-1] if begins else None


def _begins(page: Page, one: _Thread, at: int, marks: Sequence[int]) -> bool:
    """Whether a heading has an article above and entries below it."""
    below = [mark for mark in marks if mark > at]
    if len(below) < one.rule.least or below[0] - at > one.rule.lines:
        return False
    # A counter above an article has its paragraphs below it, and not an entry.
    return body_words(page, range(at, below[0])) <= ENTRY and body_words(page, range(at)) >= one.rule.above


def _first_mark(page: Page, one: _Thread) -> int | None:
    """The first mark below an article, if there are enough of them, no two alike, and little below them."""
    likely = lines_like(page, one.of_marks, one.marks, one.rule) if one.marks else ()
    marks = [at for at in likely if not _SENTENCE.search(page.lines.texts[at])]
    if len(marks) < one.rule.least or body_words(page, range(marks[-1], len(page.lines))) > _LAST_ENTRY:
        return None
    told = at = 0
    for number, mark in enumerate(marks):
        told, at = told + body_words(page, range(at, mark)), mark
        if told >= one.rule.above:
            # Lines that say the same are headings of an article.
            different = {page.lines.texts[mark] for mark in marks[number:]}
            return mark if len(different) >= one.rule.least else None
    return None

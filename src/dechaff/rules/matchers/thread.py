"""thread: the comments of readers below an article, from their heading to the end of the page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from dechaff.core.hit import Hit
from dechaff.rules.index import Index
from dechaff.rules.matchers.below import ENTRY, from_last, lines_like, look_for, to_the_end
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
            if one.marks is None:
                yield from from_last(page, _headings(page, one), one.rule)
                continue
            marks = partial(lines_like, page, one.of_marks, one.marks, one.rule)
            start = _start(page, one, marks)
            if start is not None:
                yield to_the_end(page, start, one.rule)

    return scan


def _thread(rule: Rule, index: Index) -> _Thread:
    headings, marks = expression_of(rule), company_of(rule)
    of_marks = look_for(marks, rule, index) if marks else index.slot()
    return _Thread(rule, headings, marks, look_for(headings, rule, index), of_marks)


def _headings(page: Page, one: _Thread) -> Sequence[int]:
    return list(lines_like(page, one.of_headings, one.headings, one.rule))


def _start(page: Page, one: _Thread, find_marks: Callable[[], Iterator[int]]) -> int | None:
    """The line at which the thread begins, if there is one."""
    if not one.is_headed:
        return _first_mark(page, one, list(find_marks()))
    headings = _headings(page, one)
    if not headings:
        return None
    marks, told = list(find_marks()), page.told
    begins = [at for at in headings if _begins(one, at, marks, told)]
    for at, following in pairwise(begins):
        # Only the first few comments may stand here, and below the last of them the article go on.
        before = bisect_left(marks, following)
        last = max(marks[before - 1], at) if before else at
        if told[following] - told[last] <= ENTRY:
            return at
    return begins[-1] if begins else None


def _begins(one: _Thread, at: int, marks: Sequence[int], told: Sequence[int]) -> bool:
    """Whether a heading has an article above and entries below it."""
    below = bisect_right(marks, at)
    if len(marks) - below < one.rule.least or marks[below] - at > one.rule.lines:
        return False
    # A counter above an article has its paragraphs below it, and not an entry.
    return told[marks[below]] - told[at] <= ENTRY and told[at] >= one.rule.above


def _first_mark(page: Page, one: _Thread, likely: Sequence[int]) -> int | None:
    """The first mark below an article, if there are enough of them, no two alike, and little below them."""
    texts = page.lines.texts
    marks = [at for at in likely if not _SENTENCE.search(texts[at])]
    if len(marks) < one.rule.least:
        return None
    told = page.told
    if told[-1] - told[marks[-1]] > _LAST_ENTRY:
        return None
    below = [mark for mark in marks if told[mark] >= one.rule.above]
    # Lines that say the same are headings of an article.
    return below[0] if len({texts[mark] for mark in below}) >= one.rule.least else None

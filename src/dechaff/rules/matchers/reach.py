"""reach: a heading, or a mark, and the short lines that it governs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dechaff.core.hit import Capture, Hit
from dechaff.core.text import fold
from dechaff.rules.index import Index
from dechaff.rules.line import is_speech, reads_like_body
from dechaff.rules.matchers.marks import company_of, expression_of, recurring
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule

# The Greek question mark is a semicolon, and a title may be a question.
_SENTENCE = re.compile(r"(?<!\.)(?:[.:。؛।۔]|(?<![\u0370-\u03ff\u1f00-\u1fff]);)[\"'”’»)\]]*$")
# In a list of titles, a line of fewer words is a name or a button.
_TELLING_WORDS = 3
_BULLET = re.compile(r"[\s]*(?:[•·▪‣◦●○■►▶»›→*+–—-]|\d{1,2}[.)])\s*\S")


def reach(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that goes down, or up, from every heading or mark."""
    headings = {fold(p): rule for rule in rules for ps in rule.phrases.values() for p in ps}
    of_headings = index.slot()
    index.add_lines(of_headings, list(headings))
    marks = [_mark(rule, index) for rule in rules if rule.patterns]

    def find(page: Page) -> Mapping[int, Rule]:
        texts = page.lines.texts
        of_lines = {at: headings.get(fold(texts[at])) for at in page.seen(of_headings)}
        return {
            at: rule
            for at, rule in of_lines.items()
            if rule and page.inside(at, rule.where)
            if not (reads_like_body(texts[at]) or is_speech(texts[at]))
        }

    def scan(page: Page) -> Iterator[Hit]:
        for at, rule in page.known(find).items():
            yield from _governed(page, rule, at)
        for mark in marks:
            likely = page.seen(mark.slot)
            marked = recurring(page, mark.rule, mark.expression, mark.company, likely) if likely else ()
            for at, text in enumerate(page.lines.texts) if marked else ():
                if fold(text) in marked and page.inside(at, mark.rule.where):
                    yield from _governed(page, mark.rule, at)

    return scan


class _Mark(NamedTuple):
    rule: Rule
    expression: Pattern
    company: Pattern | None
    slot: int


def _mark(rule: Rule, index: Index) -> _Mark:
    mark = _Mark(rule, expression_of(rule), company_of(rule), index.slot())
    for needs in mark.expression.literals(whole_line=True):
        index.add_needs(mark.slot, needs)
    return mark


def _governed(page: Page, rule: Rule, anchor: int) -> Iterator[Hit]:
    """The heading or mark with the lines that it governs, if they are as many as the rule asks."""
    lines = list((_above if rule.direction == "up" else _below)(page, rule, anchor))
    if len(lines) < rule.least:
        return
    yield Hit(rule.code, page.lines.whole(anchor), rule.effect)
    for index in lines:
        row = page.lines[index]
        telling = rule.direction == "up" or row.words >= _TELLING_WORDS
        captures = (Capture(rule.fact, row.span),) if rule.fact and telling else ()
        yield Hit(rule.code, row.whole, rule.effect, captures=captures)


def _above(page: Page, rule: Rule, anchor: int) -> Iterator[int]:
    for index in range(anchor - 1, max(anchor - 1 - rule.lines, -1), -1):
        if not _short(page, rule, index):
            return
        yield index


def _below(page: Page, rule: Rule, anchor: int) -> Iterator[int]:
    in_tail = page.inside(anchor, "tail")
    in_block = True
    for index in range(anchor + 1, len(page.lines)):
        in_block = in_block and page.adjacent(index)
        has_room = index - anchor <= rule.lines and (in_tail or in_block)
        row = page.lines[index]
        may_go = has_room or _BULLET.match(row.text)
        # What is listed are titles; a full stop ends a sentence, and a list.
        if not (may_go and _short(page, rule, index)) or _SENTENCE.search(row.text):
            return
        yield index


def _short(page: Page, rule: Rule, index: int) -> bool:
    row = page.lines[index]
    return row.words <= rule.max_words and not row.is_body

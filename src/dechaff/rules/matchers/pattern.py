"""pattern: a line, or a part of one, that matches a regular expression."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.rules.matchers.marks import company_of, expression_of, in_company, recurring
from dechaff.rules.page import SEEN_FROM, Line, Page
from dechaff.rules.patterns import Match, Pattern, PatternTimeoutError
from dechaff.rules.rule import Rule

# The rule under which a line is reported that an expression took too long on.
TOO_SLOW = "X102"

# Sites put several small things into one line: "By Ada Quill | 5 September 2023 | 3 min read".
_BETWEEN_PARTS = re.compile(r"\s*[|•·]\s*")
_MOST_PARTS = 6


class _Entry(NamedTuple):
    rule: Rule
    expression: Pattern
    company: Pattern | None


def pattern(rules: Sequence[Rule]) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that tries one expression for each rule, on lines short enough for it.

    A line that no rule knows, but whose parts between bars or dots are each known to some rule, goes
    part by part.
    """
    entries = [_Entry(rule, expression_of(rule), company_of(rule)) for rule in rules]
    by_zone = {zone: [e for e in entries if e.rule.where in seen] for zone, seen in SEEN_FROM.items()}
    of_marks = [entry for entry in entries if entry.rule.repeats > 1]
    longest = max((entry.rule.max_chars for entry in entries if entry.rule.take == "line"), default=0)

    def scan(page: Page) -> Iterator[Hit]:
        marks = {entry.rule.code: recurring(page, *entry) for entry in of_marks}
        for index, row in enumerate(page.lines):
            in_force = [e for e in by_zone[page.zone(index)] if _counts(page, index, e, marks)]
            try:
                yield from _within(page, row, [e for e in in_force if e.rule.take != "line"])
                if len(row.text) <= longest:
                    yield from _whole(page, row, [e for e in in_force if e.rule.take == "line"])
            except PatternTimeoutError:
                yield Hit(TOO_SLOW, row.whole, Effect.NOTE)

    return scan


def _counts(page: Page, index: int, entry: _Entry, marks: Mapping[str, set[str]]) -> bool:
    """Whether a line recurs, or stands in such company, as a rule asks."""
    if entry.rule.repeats > 1:
        return page.lines[index].key in marks[entry.rule.code]
    return entry.company is None or in_company(page, index, entry.company)


def _within(page: Page, row: Line, entries: Sequence[_Entry]) -> Iterator[Hit]:
    for rule, expression, _ in entries:
        for match in expression.within(row.text, low=row.low, day_first=page.day_first):
            part = row.at(match.cut)
            # What opens a line goes with the space before it.
            gone = part if match.cut.start else Span(row.span.start, part.end)
            yield Hit(rule.code, gone, rule.effect, captures=_captures(match, row, 0))


def _whole(page: Page, row: Line, entries: Sequence[_Entry]) -> Iterator[Hit]:
    found = list(_matches(page, row.text, row.low, entries))
    for rule, match in found:
        yield Hit(rule.code, row.whole, rule.effect, captures=_captures(match, row, 0))
    if not found:
        yield from _compound(page, row, entries)


def _compound(page: Page, row: Line, entries: Sequence[_Entry]) -> Iterator[Hit]:
    """The hits of a line each part of which some rule knows; none where one part is unknown."""
    breaks = [0, *(found.end() for found in _BETWEEN_PARTS.finditer(row.text)), len(row.text)]
    if not 2 < len(breaks) <= _MOST_PARTS + 1:
        return
    hits: list[Hit] = []
    for start, end in pairwise(breaks):
        text = _BETWEEN_PARTS.sub("", row.text[start:end]).strip()
        found = next(_matches(page, text, text.lower(), entries), None)
        if found is None:
            return
        rule, match = found
        part = row.at(Span(start, end))
        is_last = end == len(row.text)
        gone = Span(part.start if start else row.whole.start, row.whole.end if is_last else part.end)
        hits.append(Hit(rule.code, gone, rule.effect, captures=_captures(match, row, start)))
    yield from hits


def _matches(page: Page, text: str, low: str, entries: Sequence[_Entry]) -> Iterator[tuple[Rule, Match]]:
    for rule, expression, _ in entries:
        if text and len(text) <= rule.max_chars:
            match = expression.whole(text, low=low, day_first=page.day_first)
            if match and not (rule.single and _recurs(page, rule, expression)):
                yield rule, match


def _recurs(page: Page, rule: Rule, expression: Pattern) -> bool:
    """Whether several lines of the page match: the dates of a diary, not the date of an article."""
    short = (row.text for row in page.lines if len(row.text) <= rule.max_chars)
    return sum(1 for text in short if expression.whole(text, day_first=page.day_first)) > 1


def _captures(match: Match, row: Line, offset: int) -> tuple[Capture, ...]:
    return tuple(Capture(name, row.at(span.shift(offset))) for name, span in match.groups)

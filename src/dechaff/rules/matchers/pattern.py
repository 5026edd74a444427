"""pattern: a line, or a part of one, that matches a regular expression."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import islice, pairwise
from math import inf
from operator import or_
from typing import NamedTuple

from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import fold
from dechaff.rules.asks import bits
from dechaff.rules.index import Found, Index
from dechaff.rules.level import level
from dechaff.rules.line import Line
from dechaff.rules.matchers.marks import company_of, expression_of, in_company, recurring
from dechaff.rules.memory import remembered
from dechaff.rules.page import SEEN_FROM, Page
from dechaff.rules.patterns import Match, Pattern, PatternTimeoutError
from dechaff.rules.rule import Rule

# The rule under which a line is reported that an expression took too long on.
TOO_SLOW = "X102"

# Sites put several small things into one line: "By Ada Quill | 5 September 2023 | 3 min read".
_PARTING = "|•·"
_BETWEEN_PARTS = re.compile(rf"\s*[{_PARTING}]\s*")
_MOST_PARTS = 6


def pattern(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that tries expressions on the lines that hold what they need, if short enough for the rule.

    A line that no rule knows, but whose parts between bars or dots are each known to some rule, goes
    part by part.
    """
    return partial(_scan, _Patterns(rules, index))


class _Entry(NamedTuple):
    rule: Rule
    expression: Pattern
    company: Pattern | None

    @property
    def in_lead_only(self) -> bool:
        """Whether it looks at one line, and so need not be looked for in all the others."""
        rule = self.rule
        return rule.where == "lead" and rule.take != "line" and not rule.single and rule.repeats == 1


class _Try(NamedTuple):
    """One expression of a rule, both by number, and where the rule looks."""

    entry: int
    expression: int
    where: str


# What of some rules, by number, was matched in a line.
_Matched = tuple[tuple[int, tuple[Match, ...]], ...]


class _Part(NamedTuple):
    """A part of a line, and what is matched in it; None where that took too long."""

    span: Span
    matched: _Matched | None


class _Patterns:
    """The patterns of some rules, and what they need: in the page's index, or in one for the lead."""

    def __init__(self, rules: Sequence[Rule], index: Index) -> None:
        self.entries = [_Entry(rule, expression_of(rule), company_of(rule)) for rule in rules]
        self._longest = max((rule.max_chars for rule in rules if rule.take == "line"), default=0)
        self._index, self._index_of_lead = index, Index()
        self._slots = {where: index.slot() for where in sorted({rule.where for rule in rules})}
        self._slot_of_parts, self._slot_of_lead = index.slot(), self._index_of_lead.slot()
        self._has_leads = any(entry.in_lead_only for entry in self.entries)
        self._tries: list[_Try] = []
        for number in range(len(rules)):
            self._add(number)
        index.add_needs(self._slot_of_parts, (frozenset(map(level, _PARTING)),), most=self._longest)
        # Each look at a page meets the same lead, and the same lines.
        self._seen_in_lead, self._matched = remembered(self._in_lead), remembered(self._match)

    def _add(self, number: int) -> None:
        entry = self.entries[number]
        is_whole = entry.rule.take == "line"
        index, slot = self._index, self._slots[entry.rule.where]
        if entry.in_lead_only:
            index, slot = self._index_of_lead, self._slot_of_lead
        for expression, needs in enumerate(entry.expression.literals(whole_line=is_whole)):
            index.add_needs(slot, needs, len(self._tries), entry.rule.max_chars if is_whole else inf)
            self._tries.append(_Try(number, expression, entry.rule.where))

    def _on(self, page: Page) -> dict[int, int]:
        """The lines of a page that something is likely to match, by index, and what that is."""
        seen: dict[int, int] = {}
        for where, slot in self._slots.items():
            for at, numbers in page.seen(slot, where).items():
                seen[at] = seen.get(at, 0) | numbers
        if self._has_leads and page.body:
            lead = page.body.start
            seen[lead] = seen.get(lead, 0) | self._seen_in_lead(page.lines.texts[lead])
        return seen

    def anywhere(self, page: Page, number: int) -> Iterator[tuple[int, Sequence[int]]]:
        """The lines that a rule is likely to match, wherever it looks, and with which expressions."""
        for at, numbers in page.seen(self._slots[self.entries[number].rule.where]).items():
            among = [self._tries[n].expression for n in bits(numbers) if self._tries[n].entry == number]
            if among:
                yield at, among

    def find(self, page: Page) -> Mapping[int, _Matched | None]:
        """What is matched in which lines; None where that took too long."""
        texts = page.lines.texts
        found = {at: self._in_time(texts[at], likely) for at, likely in self._on(page).items()}
        return {at: matched for at, matched in found.items() if matched != ()}

    def find_in_parts(self, page: Page) -> Mapping[int, Sequence[_Part]]:
        """The parts of lines, where something is matched in each."""
        texts = page.lines.texts
        short = (at for at in page.seen(self._slot_of_parts) if len(texts[at]) <= self._longest)
        spans = {at: parts for at in short if (parts := _parts(texts[at]))}
        # What is in the parts of all lines is looked up together.
        known = iter(self._index.known([text for parts in spans.values() for _, text in parts]))
        found = {
            at: self._matched_in_parts([(*part, next(known)) for part in parts], page.zone(at))
            for at, parts in spans.items()
        }
        return {at: parts for at, parts in found.items() if parts}

    def _matched_in_parts(self, parts: Sequence[tuple[Span, str, Found]], zone: str) -> Sequence[_Part]:
        slots = [slot for where, slot in self._slots.items() if where in SEEN_FROM[zone]]
        found: list[_Part] = []
        for span, text, seen in parts:
            likely = reduce(or_, (numbers for slot, numbers in seen if slot in slots), 0)
            matched = self._in_time(text, likely) if likely else ()
            if matched == ():
                return ()
            found.append(_Part(span, matched))
        return found

    def _in_time(self, text: str, likely: int) -> _Matched | None:
        try:
            return self._matched(text, likely)
        except PatternTimeoutError:
            return None

    def _in_lead(self, text: str) -> int:
        return dict(self._index_of_lead.look([text])[0]).get(self._slot_of_lead, 0)

    def _match(self, text: str, likely: int) -> _Matched:
        """What likely expressions match in a text, whatever else there is on its page."""
        among: dict[int, list[int]] = {}
        for number in bits(likely):
            among.setdefault(self._tries[number].entry, []).append(self._tries[number].expression)
        found = ((number, self._matches(number, text, some)) for number, some in among.items())
        return tuple((number, matches) for number, matches in found if matches)

    def _matches(self, number: int, text: str, among: Sequence[int]) -> tuple[Match, ...]:
        rule, expression, _ = self.entries[number]
        if rule.take != "line":
            return tuple(expression.within(text, among))
        match = expression.whole(text, among) if len(text) <= rule.max_chars else None
        return (match,) if match else ()


def _scan(patterns: _Patterns, page: Page) -> Iterator[Hit]:
    sight = _Sight(patterns, page)
    done = set()
    for at, matched in page.known(patterns.find).items():
        if matched is None:
            done.add(at)
            yield Hit(TOO_SLOW, page.lines.whole(at), Effect.NOTE)
            continue
        for rule, match in sight.counting(at, matched):
            yield _hit(rule, match, page.lines[at])
            if rule.take == "line":
                done.add(at)
    for at, parts in page.known(patterns.find_in_parts).items():
        if at not in done:
            yield from _compound(sight, at, parts)


class _Sight:
    """Which of what patterns match counts on a page, as it stands."""

    def __init__(self, patterns: _Patterns, page: Page) -> None:
        self.patterns = patterns
        self.page = page
        self._recurring: dict[int, set[str]] = {}
        self._several: dict[int, bool] = {}

    def counting(self, at: int, matched: _Matched) -> Iterator[tuple[Rule, Match]]:
        """What counts of what is matched in a line, or in a part of it."""
        for number, matches in matched:
            rule = self.patterns.entries[number].rule
            if self._is_in_force(at, number):
                for match in matches:
                    if match.counts(self.page.day_first) and not (rule.single and self._recurs(number)):
                        yield rule, match

    def _is_in_force(self, at: int, number: int) -> bool:
        """Whether a line recurs, or stands in such company, as a rule asks."""
        rule, _, company = self.patterns.entries[number]
        if rule.repeats == 1:
            return company is None or in_company(self.page, at, company)
        if number not in self._recurring:
            lines = [at for at, _ in self.patterns.anywhere(self.page, number)]
            self._recurring[number] = recurring(self.page, *self.patterns.entries[number], lines)
        return fold(self.page.lines.texts[at]) in self._recurring[number]

    def _recurs(self, number: int) -> bool:
        """Whether several lines of the page match: the dates of a diary, not the date of an article."""
        if number not in self._several:
            self._several[number] = len(list(islice(self._likes(number), 2))) > 1
        return self._several[number]

    def _likes(self, number: int) -> Iterator[int]:
        rule, expression, _ = self.patterns.entries[number]
        texts = self.page.lines.texts
        for at, among in self.patterns.anywhere(self.page, number):
            match = expression.whole(texts[at], among) if len(texts[at]) <= rule.max_chars else None
            if match and match.counts(self.page.day_first):
                yield at


def _hit(rule: Rule, match: Match, row: Line) -> Hit:
    gone = row.whole
    if rule.take != "line":
        gone = row.at(match.cut)
        # What opens a line goes with the space before it.
        gone = gone if match.cut.start else Span(row.span.start, gone.end)
    return Hit(rule.code, gone, rule.effect, captures=_captures(match, row, 0))


@remembered
def _parts(line: str) -> list[tuple[Span, str]]:
    """The parts of a line between bars or dots; none where they are too many, or one is empty."""
    breaks = [0, *(found.end() for found in _BETWEEN_PARTS.finditer(line)), len(line)]
    if not 2 < len(breaks) <= _MOST_PARTS + 1:
        return []
    spans = [Span(start, end) for start, end in pairwise(breaks)]
    parts = [(span, _BETWEEN_PARTS.sub("", line[span.start : span.end]).strip()) for span in spans]
    return parts if all(text for _, text in parts) else []


def _compound(sight: _Sight, at: int, parts: Sequence[_Part]) -> Iterator[Hit]:
    """The hits of a line each part of which some rule knows; none where one part is unknown."""
    row = sight.page.lines[at]
    hits: list[Hit] = []
    for span, matched in parts:
        if matched is None:
            yield Hit(TOO_SLOW, row.whole, Effect.NOTE)
            return
        known = next((one for one in sight.counting(at, matched) if one[0].take == "line"), None)
        if known is None:
            return
        rule, match = known
        gone = row.at(span)
        is_last = span.end == len(row.text)
        gone = Span(gone.start if span.start else row.whole.start, row.whole.end if is_last else gone.end)
        hits.append(Hit(rule.code, gone, rule.effect, captures=_captures(match, row, span.start)))
    yield from hits


def _captures(match: Match, row: Line, offset: int) -> tuple[Capture, ...]:
    return tuple(Capture(name, row.at(span.shift(offset))) for name, span in match.groups)

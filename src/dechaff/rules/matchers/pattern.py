"""pattern: a line, or a part of one, that matches a regular expression."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise
from math import inf
from typing import NamedTuple

from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.rules.index import Index
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
# Of so many parts it is known what they may be.
_REMEMBERED = 4096

# Of the rules, by number, that may match a line, the expressions that may.
_Likely = Mapping[int, Sequence[int]]


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
    """One expression of a rule, by number, and which lines it is for."""

    entry: int
    expression: int
    where: str
    most: float


class _Patterns:
    """The patterns of some rules, and what they need: in the page's index, or in one for the lead."""

    def __init__(self, rules: Sequence[Rule], index: Index) -> None:
        self.entries = [_Entry(rule, expression_of(rule), company_of(rule)) for rule in rules]
        self.longest = max((rule.max_chars for rule in rules if rule.take == "line"), default=0)
        self._index, self._index_of_lead = index, Index()
        self._slot, self._slot_of_parts = index.slot(), index.slot()
        self._slot_of_lead = self._index_of_lead.slot()
        # Each look at a page meets the same lead.
        self._seen_in_lead = remembered(self._in_lead)
        self._tries: list[_Try] = []
        self._known: dict[str, frozenset[int]] = {}
        for number in range(len(rules)):
            self._add(number)
        index.add_needs(self._slot_of_parts, (frozenset(map(level, _PARTING)),))

    def _add(self, number: int) -> None:
        entry = self.entries[number]
        is_whole = entry.rule.take == "line"
        for expression, needs in enumerate(entry.expression.literals(whole_line=is_whole)):
            if entry.in_lead_only:
                self._index_of_lead.add_needs(self._slot_of_lead, needs, len(self._tries))
            else:
                self._index.add_needs(self._slot, needs, len(self._tries))
            most = entry.rule.max_chars if is_whole else inf
            self._tries.append(_Try(number, expression, entry.rule.where, most))

    def on(self, page: Page) -> dict[int, _Likely]:
        """What is likely to match each line of a page, by its index."""
        texts = page.lines.texts
        seen = dict(page.seen(self._slot))
        if self._index_of_lead and page.body:
            lead = page.body.start
            seen[lead] = seen.get(lead, frozenset()) | self._seen_in_lead(texts[lead])
        likely = {at: self._likely(texts[at], numbers, page.zone(at)) for at, numbers in seen.items()}
        return {at: entries for at, entries in likely.items() if entries}

    def anywhere(self, page: Page, number: int) -> Iterator[tuple[int, Sequence[int]]]:
        """The lines that a rule is likely to match, wherever it looks, and with which expressions."""
        for at, numbers in page.seen(self._slot).items():
            among = [self._tries[n].expression for n in sorted(numbers) if self._tries[n].entry == number]
            if among:
                yield at, among

    def with_parts(self, page: Page) -> Iterable[int]:
        """The lines that may have several parts."""
        return page.seen(self._slot_of_parts)

    def of_parts(self, texts: Sequence[str], zone: str) -> list[_Likely]:
        """What is likely to match each part of a line."""
        return [
            self._likely(text, seen, zone) for text, seen in zip(texts, self._seen_in(texts), strict=True)
        ]

    def _seen_in(self, texts: Sequence[str]) -> list[frozenset[int]]:
        """What is seen in parts of lines, which recur on a page and on the pages of a site."""
        known = self._known
        unknown = [text for text in texts if text not in known]
        seen = self._index.look(unknown)[self._slot] if unknown else {}
        fresh = {text: seen.get(at, frozenset()) for at, text in enumerate(unknown)}
        found = [fresh[text] if text in fresh else known[text] for text in texts]
        known |= fresh
        if len(known) > _REMEMBERED:
            self._known = {}
        return found

    def _in_lead(self, text: str) -> frozenset[int]:
        return self._index_of_lead.look([text])[self._slot_of_lead].get(0, frozenset())

    def _likely(self, text: str, numbers: Iterable[int], zone: str) -> _Likely:
        likely: dict[int, list[int]] = {}
        for number in sorted(numbers):
            entry, expression, where, most = self._tries[number]
            if where in SEEN_FROM[zone] and len(text) <= most:
                likely.setdefault(entry, []).append(expression)
        return likely


def _scan(patterns: _Patterns, page: Page) -> Iterator[Hit]:
    sight = _Sight(patterns, page)
    with_parts = patterns.with_parts(page)
    unknown = [at for at in with_parts if at not in sight.likely]
    for at, likely in sight.likely.items():
        row = page.lines[at]
        try:
            yield from _within(sight, at, likely)
            hits = list(_whole(sight, at, likely))
            yield from hits
            if not hits and at in with_parts:
                unknown.append(at)
        except PatternTimeoutError:
            yield Hit(TOO_SLOW, row.whole, Effect.NOTE)
    for at in unknown:
        try:
            yield from _compound(sight, at)
        except PatternTimeoutError:
            yield Hit(TOO_SLOW, page.lines[at].whole, Effect.NOTE)


class _Sight:
    """What of some patterns may be on a page, and which of them count where."""

    def __init__(self, patterns: _Patterns, page: Page) -> None:
        self.patterns = patterns
        self.page = page
        self.likely = patterns.on(page)
        self._recurring: dict[int, set[str]] = {}

    def in_force(self, at: int, likely: _Likely, *, whole: bool) -> Iterator[tuple[_Entry, int]]:
        """The rules for whole lines, or for parts, that are likely to match a line and count there."""
        for number in likely:
            entry = self.patterns.entries[number]
            if (entry.rule.take == "line") == whole and self._counts(at, number):
                yield entry, number

    def _counts(self, at: int, number: int) -> bool:
        """Whether a line recurs, or stands in such company, as a rule asks."""
        rule, _, company = self.patterns.entries[number]
        if rule.repeats == 1:
            return company is None or in_company(self.page, at, company)
        if number not in self._recurring:
            lines = [at for at, _ in self.patterns.anywhere(self.page, number)]
            self._recurring[number] = recurring(self.page, *self.patterns.entries[number], lines)
        return self.page.lines[at].key in self._recurring[number]

    def matches(self, at: int, text: str, low: str, likely: _Likely) -> Iterator[tuple[Rule, Match]]:
        """The rules that match a line, or a part of one, as a whole."""
        for (rule, expression, _), number in self.in_force(at, likely, whole=True):
            match = self._match(expression, text, low, likely[number])
            if match and not (rule.single and self._recurs(number)):
                yield rule, match

    def _match(self, expression: Pattern, text: str, low: str, among: Sequence[int]) -> Match | None:
        return expression.whole(text, low=low, day_first=self.page.day_first, among=among)

    def _recurs(self, number: int) -> bool:
        """Whether several lines of the page match: the dates of a diary, not the date of an article."""
        rule, expression, _ = self.patterns.entries[number]
        lines = ((self.page.lines[at], among) for at, among in self.patterns.anywhere(self.page, number))
        short = ((row, among) for row, among in lines if len(row.text) <= rule.max_chars)
        matching = (row for row, among in short if self._match(expression, row.text, row.low, among))
        return len(list(islice(matching, 2))) > 1


def _within(sight: _Sight, at: int, likely: _Likely) -> Iterator[Hit]:
    row = sight.page.lines[at]
    for (rule, expression, _), number in sight.in_force(at, likely, whole=False):
        among, day_first = likely[number], sight.page.day_first
        for match in expression.within(row.text, low=row.low, day_first=day_first, among=among):
            part = row.at(match.cut)
            # What opens a line goes with the space before it.
            gone = part if match.cut.start else Span(row.span.start, part.end)
            yield Hit(rule.code, gone, rule.effect, captures=_captures(match, row, 0))


def _whole(sight: _Sight, at: int, likely: _Likely) -> Iterator[Hit]:
    row = sight.page.lines[at]
    for rule, match in sight.matches(at, row.text, row.low, likely):
        yield Hit(rule.code, row.whole, rule.effect, captures=_captures(match, row, 0))


class _Part(NamedTuple):
    span: Span
    text: str


@remembered
def _parts(line: str) -> list[_Part]:
    """The parts of a line between bars or dots; none where they are too many, or one is empty."""
    breaks = [0, *(found.end() for found in _BETWEEN_PARTS.finditer(line)), len(line)]
    if not 2 < len(breaks) <= _MOST_PARTS + 1:
        return []
    spans = [Span(start, end) for start, end in pairwise(breaks)]
    parts = [_Part(span, _BETWEEN_PARTS.sub("", line[span.start : span.end]).strip()) for span in spans]
    return parts if all(part.text for part in parts) else []


def _compound(sight: _Sight, at: int) -> Iterator[Hit]:
    """The hits of a line each part of which some rule knows; none where one part is unknown."""
    row = sight.page.lines[at]
    parts = _parts(row.text) if len(row.text) <= sight.patterns.longest else []
    likely = sight.patterns.of_parts([part.text for part in parts], sight.page.zone(at))
    if not all(likely):
        return
    hits: list[Hit] = []
    for (span, text), of_part in zip(parts, likely, strict=True):
        found = next(sight.matches(at, text, text.lower(), of_part), None)
        if found is None:
            return
        rule, match = found
        gone = row.at(span)
        is_last = span.end == len(row.text)
        gone = Span(gone.start if span.start else row.whole.start, row.whole.end if is_last else gone.end)
        hits.append(Hit(rule.code, gone, rule.effect, captures=_captures(match, row, span.start)))
    yield from hits


def _captures(match: Match, row: Line, offset: int) -> tuple[Capture, ...]:
    return tuple(Capture(name, row.at(span.shift(offset))) for name, span in match.groups)

"""Marks: lines that count for a rule only by what stands around them or recurs elsewhere."""

from collections import Counter
from collections.abc import Iterable

from dechaff.core.text import fold
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule


def expression_of(rule: Rule) -> Pattern:
    """All patterns of a rule as one expression."""
    return Pattern((source for sources in rule.patterns.values() for source in sources), rule.needs)


def company_of(rule: Rule) -> Pattern | None:
    """What must stand right above or below a line of the rule, if it asks for anything."""
    sources = [source for sources in rule.beside.values() for source in sources]
    return Pattern(sources) if sources else None


def in_company(page: Page, index: int, company: Pattern | None) -> bool:
    """Whether a line right above or below is what a rule asks for."""
    return company is None or any(company.matches(line.text) for line in page.beside(index))


def recurring(
    page: Page, rule: Rule, expression: Pattern, company: Pattern | None, candidates: Iterable[int]
) -> set[str]:
    """The folded lines that match a rule, and recur as often and in such company as it asks.

    With `same`, every line of the page that matches must be the one that recurs: a gallery repeats
    one number, a table has many. Half of them at least must be in company: where a caption stands
    below each counter but the last, the last is a counter too.
    """
    texts = page.lines.texts
    matching: list[int] = []
    for i in candidates:
        if len(texts[i]) <= rule.max_chars and expression.matches(texts[i]):
            if rule.same and matching and fold(texts[matching[0]]) != fold(texts[i]):
                return set()
            matching.append(i)
    friends = Counter(fold(texts[i]) for i in matching if in_company(page, i, company))
    if not friends:
        return set()
    counts = Counter(fold(text) for text in texts if len(text) <= rule.max_chars)
    return {key for key in friends if counts[key] >= rule.repeats and 2 * friends[key] >= counts[key]}

"""Marks: lines that count only because they recur, such as the counters of a gallery."""

from collections import Counter

from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule


def expression_of(rule: Rule) -> Pattern:
    """All patterns of a rule as one expression."""
    return Pattern((source for sources in rule.patterns.values() for source in sources), rule.needs)


def recurring(page: Page, rule: Rule, expression: Pattern) -> set[str]:
    """The folded lines that match a rule and recur as often as it asks.

    With `same`, every line of the page that matches must be the one that recurs: a gallery repeats one
    number, a table has many.
    """
    short = [row for row in page.lines if len(row.text) <= rule.max_chars]
    counts = Counter(row.key for row in short)
    if max(counts.values(), default=0) < rule.repeats:
        return set()
    keys = {row.key for row in short if expression.whole(row.text)}
    if rule.same and len(keys) > 1:
        return set()
    return {key for key in keys if counts[key] >= rule.repeats}

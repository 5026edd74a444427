"""The closed set of ways to find cruft: each turns all rules of its kind into one scanner."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dechaff.core.hit import Hit
from dechaff.rules.matchers.affix import affix
from dechaff.rules.matchers.echo import echo
from dechaff.rules.matchers.line import line
from dechaff.rules.matchers.pattern import pattern
from dechaff.rules.matchers.reach import reach
from dechaff.rules.matchers.run import run
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule

Scanner = Callable[[Page], Iterator[Hit]]
Matcher = Callable[[Sequence[Rule]], Scanner]

MATCHERS: Mapping[str, Matcher] = {
    "line": line,
    "affix": affix,
    "pattern": pattern,
    "run": run,
    "reach": reach,
    "echo": echo,
}


def compile_rules(rules: Iterable[Rule]) -> list[Scanner]:
    """One scanner for each kind of matcher that these rules use."""
    kinds: dict[str, list[Rule]] = {}
    for rule in rules:
        kinds.setdefault(rule.match, []).append(rule)
    return [MATCHERS[kind](of_kind) for kind, of_kind in kinds.items() if kind in MATCHERS]

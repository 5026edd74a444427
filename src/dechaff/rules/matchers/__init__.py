"""The closed set of ways to find cruft: each turns all rules of its kind into one scanner.

A matcher tells an index what its rules need; its scanner looks only at the lines in which that was seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dechaff.core.hit import Hit
from dechaff.rules.index import Index
from dechaff.rules.matchers.affix import affix
from dechaff.rules.matchers.below import below
from dechaff.rules.matchers.copy import copy
from dechaff.rules.matchers.echo import echo
from dechaff.rules.matchers.line import line
from dechaff.rules.matchers.pattern import pattern
from dechaff.rules.matchers.reach import reach
from dechaff.rules.matchers.run import run
from dechaff.rules.matchers.thread import thread
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule

Scanner = Callable[[Page], Iterator[Hit]]
Matcher = Callable[[Sequence[Rule], Index], Scanner]

MATCHERS: Mapping[str, Matcher] = {
    "line": line,
    "affix": affix,
    "pattern": pattern,
    "run": run,
    "reach": reach,
    "echo": echo,
    "copy": copy,
    "thread": thread,
    "below": below,
}


def compile_rules(rules: Iterable[Rule], index: Index) -> list[Scanner]:
    """One scanner for each kind of matcher that these rules use; the index learns what they look for."""
    kinds: dict[str, list[Rule]] = {}
    for rule in rules:
        kinds.setdefault(rule.match, []).append(rule)
    return [MATCHERS[kind](of_kind, index) for kind, of_kind in kinds.items() if kind in MATCHERS]

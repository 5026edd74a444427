"""Furniture: lines of a page that rules for cruft know, by sort; what ends articles on the web."""

from collections.abc import Iterator
from functools import cache

from dechaff.core.text import fold
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule

NONE = 0
# The sorts, by how the codes of the rules begin; neighbours in this order are alike.
_SORTS = ("N3", "N1", "N5", "N2", "B7", "N4", "B3", "B1", "B6", "B5", "F2", "H2", "S1")
_LONGEST = 100
_PREFIX_WORDS = 4


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, int]]:
    """Phrases that are whole lines, and phrases that lines begin with, each with its sort."""
    whole: dict[str, int] = {}
    prefixes: dict[str, int] = {}
    for rule in built_in():
        sort = next((n for n, code in enumerate(_SORTS, 1) if rule.code.startswith(code)), NONE)
        if sort and rule.side == "start":
            table = prefixes if rule.match == "affix" else whole
            table.update((fold(phrase), sort) for phrase in _phrases(rule))
    return whole, prefixes


def _phrases(rule: Rule) -> Iterator[str]:
    for table in (rule.anchors, rule.phrases):
        for phrases in table.values():
            yield from phrases


def sort_of(folded: str) -> int:
    """The sort of furniture that a folded line is; NONE for any other line."""
    if len(folded) > _LONGEST:
        return NONE
    whole, prefixes = _lexicon()
    if folded in whole:
        return whole[folded]
    words = folded.split(" ", _PREFIX_WORDS)
    starts = (" ".join(words[:count]).rstrip(":") for count in range(1, min(len(words), _PREFIX_WORDS) + 1))
    return next((prefixes[start] for start in starts if start in prefixes), NONE)

"""Furniture: lines that are known by their words, by sort: what ends articles, and what heads sections."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from dechaff.core.text import fold
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule

NONE = 0
# The sorts, by how the codes of the rules begin; neighbours in this order are alike.
_SORTS = ("N3", "N1", "N5", "N2", "B7", "N4", "B3", "B1", "B6", "B5", "F2", "H2", "S1")
# Behind them come the numbered headings of sections.
_SECTION = len(_SORTS) + 1
_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})[.:)–—-]*$")
_CHINESE = re.compile("第[0-9０-９一二三四五六七八九十百零〇]{1,5}[章节節回集幕天日步课課话話页頁部编編篇款]")
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
    if _heads_section(folded, words):
        return _SECTION
    starts = (" ".join(words[:count]).rstrip(":") for count in range(1, min(len(words), _PREFIX_WORDS) + 1))
    return next((prefixes[start] for start in starts if start in prefixes), NONE)


@cache
def _sections() -> frozenset[str]:
    """The words that head sections, in any language."""
    tables = tomllib.loads(Path(__file__).with_name("sections.toml").read_text("utf-8"))
    return frozenset(fold(word) for words in tables.values() for word in words)


def _heads_section(folded: str, words: Sequence[str]) -> bool:
    """Whether a line begins with such a word and a number, in either order."""
    if _CHINESE.match(folded):
        return True
    if len(words) < 2:
        return False
    first, second = words[0], words[1]
    if first in _sections():
        return _NUMBER.match(second) is not None
    return second.rstrip(".:") in _sections() and _NUMBER.match(first) is not None

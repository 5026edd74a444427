"""Blocks: runs of labelled lines at which records begin, such as "Title:", "Date:", "URL:"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.lines import Line

# A label that stands in so much of the usual blocks is one of theirs.
_USUAL = 0.5
# Of so many blocks a label above is looked for, at most so many lines further up.
_SEVERAL, _MOST_ABOVE = 3, 12
_LABEL = re.compile(r"[^\W\d_][^:：\d]{0,24}[:：]")


class Block(NamedTuple):
    """A run of lines with different labels: its first line, the line behind it, and the labels."""

    first: int
    last: int
    labels: tuple[str, ...]


def blocks(grammar: Grammar, lines: Sequence[Line], places: Sequence[int]) -> Iterator[int]:
    """Where blocks begin; of several kinds of block the one that recurs most counts.

    Blocks are of one kind if they begin with the same label. One that has lost its first label counts
    too, where all that it has is usual in that kind.
    """
    found = list(_runs(grammar, lines, places))
    if not found:
        return
    kinds = Counter(block.labels[0] for block in found)
    usual = max(kinds, key=lambda kind: (kinds[kind], kind))
    within = Counter(label for block in found if block.labels[0] == usual for label in block.labels)
    known = {label for label, count in within.items() if count >= _USUAL * kinds[usual]}
    kept: list[Block] = []
    for block in found:
        is_one = block.labels[0] == usual or known.issuperset(block.labels)
        if is_one and (not kept or block.first > kept[-1].last):
            kept.append(block)
    above = _above(lines, [block.first for block in kept])
    yield from (max(block.first - above, 0) for block in kept)


def _above(lines: Sequence[Line], starts: Sequence[int]) -> int:
    """How many lines above each block begin with a label that stands there in every other too.

    So a block is whole though it begins with labels that the layout does not know.
    """
    if len(starts) < _SEVERAL:
        return 0
    count, room = 0, min(below - above for above, below in pairwise(starts)) - 1
    while count < min(room, _MOST_ABOVE):
        labels = {_LABEL.match(lines[start - count - 1].text) for start in starts[1:]}
        texts = {found[0] if found else None for found in labels}
        if None in texts or len(texts) > 1:
            break
        count += 1
    return count


def _runs(grammar: Grammar, lines: Sequence[Line], places: Sequence[int]) -> Iterator[Block]:
    layout = grammar.layout
    end = -1
    for place in places:
        if place >= end:
            block = _run(grammar, lines, place)
            end = block.last
            fenced = not layout.fence or (end < len(lines) and grammar.like("fence", lines[end]))
            if len(block.labels) >= layout.block and fenced:
                yield block


def _run(grammar: Grammar, lines: Sequence[Line], first: int) -> Block:
    """The run of labels that begins here, or behind a label that comes again: that was a line of text."""
    at = first + bool(grammar.layout.fence)
    seen: list[tuple[str, int]] = []
    while at < len(lines) and (name := grammar.name(lines[at])):
        names = [label for label, _ in seen]
        if name not in names:
            seen.append((name, at))
        elif name != names[-1] or lines[at].blank:
            seen = [*seen[names.index(name) + 1 :], (name, at)]
        at += 1
        while at < len(lines) and grammar.goes_on(lines[at], lines[at - 1], lines[first]):
            at += 1
    begin = first if grammar.layout.fence or not seen else seen[0][1]
    return Block(begin, max(at, first + 1), tuple(label for label, _ in seen))

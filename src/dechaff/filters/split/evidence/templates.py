"""Templates: what lines that recur have in common, so that a file can teach its own grammar.

A line is known by several keys: the line itself with its figures and ids levelled, how it begins, how it
ends, the shape of its characters, and whether it opens with a dateline. Lines that share a key are a group.
"""

import re
from collections.abc import Iterator, Sequence

from dechaff.filters.split.evidence.datelines import has_dateline
from dechaff.filters.split.evidence.units import LONGEST_TEMPLATE, RULE, TEXT, Unit

_LONGEST_SHAPE = 90
# So many words make an affix, of lines with at least so many; characters, where words are not spaced.
_AFFIX_WORDS, _LEAST_WORDS = 2, 4
_AFFIX_CHARS, _LEAST_CHARS = 4, 10

# The parts of a path or an address are words too, where a line has few.
_PARTS = re.compile(r"[\s/]+")
_LEAST_PARTS = 3

# A figure, or an id: letters and figures in one word, as in a hash, a GUID or the name of a file.
_FIGURES = re.compile(r"(?<![a-z\d-])(?=[a-z-]*\d)(?=[\d-]*[a-z])[a-z\d-]{6,}|\d+")
_SHAPES = (
    (re.compile(r"\d+"), "0"),
    (re.compile(r"[^\W\d_]+"), "a"),
    (re.compile(r"a(?:[ '’.-]{1,2}a)+"), "a"),
    (re.compile(r"([^\w\s])\1+"), r"\1"),
    (re.compile(r"\s+"), " "),
)


class Key(str):
    """A key of a line; its first character says of which sort it is."""

    __slots__ = ()

    @property
    def is_exact(self) -> bool:
        """Whether lines with this key differ in figures only."""
        return self[0] == "="


def keys(unit: Unit) -> Iterator[Key]:
    """The keys of a unit; a paragraph has none but its dateline."""
    if unit.kind != RULE and has_dateline(unit.text):
        yield Key("@")
    if unit.size > LONGEST_TEMPLATE:
        return
    if unit.kind == RULE:
        yield Key("=" + _SHAPES[3][0].sub(r"\1", "".join(unit.text.split())))
        return
    folded = _FIGURES.sub("0", unit.folded) or unit.text
    if unit.kind != TEXT:
        yield Key("=" + folded)
    yield from _affixes(folded, unit)
    if unit.size <= _LONGEST_SHAPE:
        shape = _shape(unit.text)
        if shape.strip(" a"):
            yield Key("~" + shape)


def _affixes(folded: str, unit: Unit) -> Iterator[Key]:
    words = folded.split()
    if len(words) >= _LEAST_WORDS:
        yield Key("<" + " ".join(words[:_AFFIX_WORDS]))
        yield Key(">" + " ".join(words[-_AFFIX_WORDS:]))
    elif "/" in folded and len(parts := _PARTS.split(folded)) >= _LEAST_PARTS:
        yield Key("<" + "/".join(parts[:_AFFIX_WORDS]))
    elif unit.size > len(unit.text) and len(folded) >= _LEAST_CHARS:
        yield Key("<" + folded[:_AFFIX_CHARS])
        yield Key(">" + folded[-_AFFIX_CHARS:])


def _shape(text: str) -> str:
    for expression, meaning in _SHAPES:
        text = expression.sub(meaning, text)
    return text


def groups(units: Sequence[Unit]) -> tuple[list[tuple[Key, ...]], dict[Key, list[int]]]:
    """The keys of each unit that other units have too, and the units of each such key."""
    every = [tuple(keys(unit)) for unit in units]
    members: dict[Key, list[int]] = {}
    for index, own in enumerate(every):
        for key in own:
            members.setdefault(key, []).append(index)
    shared = {key: at for key, at in members.items() if len(at) > 1}
    return [tuple(key for key in own if key in shared) for own in every], shared

"""Index: everything that rules look for literally, searched for in one pass over a text.

The one module that imports `ahocorasick_rs`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

import ahocorasick_rs

from dechaff.rules.form import Needs
from dechaff.rules.level import LINE, characters, keys, letters, levelled

_FEED = LINE.encode()

# For each line in which something of a scanner was found, in order, the numbers of what was found.
Seen = Mapping[int, frozenset[int]]

# Looking for more literals in a line takes longer than trying an expression on it.
_FEW = 16

# Of each of these sets of literals, one.
_Others = tuple[tuple[bytes, ...], ...]


class _Table:
    """Literals and who asked for them, found by one automaton, which is built when it is first needed."""

    def __init__(self) -> None:
        # For each literal who asked for it: a slot, what else the line must hold, and a number.
        # Tuples, not lists: the garbage collector soon leaves these alone, and they are many.
        self._asked: dict[bytes, tuple[tuple[int, _Others, int], ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._asked)

    def add(self, literal: bytes, slot: int, number: int, others: _Others = ()) -> None:
        """Search for one more literal, in lines that hold one of each of some others too."""
        self._asked[literal] = (*self._asked.get(literal, ()), (slot, others, number))

    @cached_property
    def _automaton(self) -> ahocorasick_rs.BytesAhoCorasick:
        return ahocorasick_rs.BytesAhoCorasick(list(self._asked))

    @cached_property
    def _places(self) -> list[tuple[int, tuple[tuple[int, _Others, frozenset[int]], ...]]]:
        # An edge of a line is no part of it: matches are placed by the character after it.
        single = cache(lambda number: frozenset((number,)))
        return [
            (
                int(literal.startswith(_FEED)),
                ((*asked[0][:2], single(asked[0][2])),) if len(asked) == 1 else _grouped(asked),
            )
            for literal, asked in self._asked.items()
        ]

    def search(self, haystack: bytes, found: Sequence[dict[int, frozenset[int]]]) -> None:
        """Add to each slot's lines what is found in a text whose every line stands between line feeds."""
        places, count = self._places, haystack.count
        line, at = -1, 0
        around, of_line = b"", -1
        held: dict[int, bool] = {}
        for which, start, _ in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            shift, asked = places[which]
            start += shift
            # Matches are ordered by where they end: the next may begin a little before this one.
            line += count(_FEED, at, start) if start >= at else -count(_FEED, start, at)
            at = start
            for slot, others, numbers in asked:
                if others:
                    if of_line != line:
                        around, of_line = _line_around(haystack, start), line
                        held.clear()
                    holds = held.get(id(others))
                    if holds is None:
                        holds = held[id(others)] = _holds(around, others)
                    if not holds:
                        continue
                lines = found[slot]
                lines[line] = lines[line] | numbers if line in lines else numbers


def _grouped(asked: Iterable[tuple[int, _Others, int]]) -> tuple[tuple[int, _Others, frozenset[int]], ...]:
    """The numbers that are asked for by one slot on the same terms, together."""
    groups: dict[tuple[int, int], tuple[int, _Others, set[int]]] = {}
    for slot, others, number in asked:
        groups.setdefault((slot, id(others)), (slot, others, set()))[2].add(number)
    return tuple((slot, others, frozenset(numbers)) for slot, others, numbers in groups.values())


def _line_around(haystack: bytes, at: int) -> bytes:
    """The line around a place, with its edges."""
    return haystack[haystack.rfind(_FEED, 0, at) : haystack.find(_FEED, at) + 1]


def _holds(line: bytes, every: _Others) -> bool:
    """Whether a line holds one of each of some literals."""
    for some in every:
        for one in some:  # loops, not all() and any(): this is the hottest line of all
            if one in line:
                break
        else:
            return False
    return True


class Index:
    """What scanners look for, each in a slot of its own.

    Whatever a scanner asks for it is told which lines may hold it: never too few, sometimes too many.
    """

    def __init__(self) -> None:
        self._slots = 0
        self._everywhere: list[tuple[int, int]] = []
        self._in_letters = _Table()
        self._in_lines = _Table()

    def __bool__(self) -> bool:
        return bool(self._in_letters or self._in_lines)

    def slot(self) -> int:
        """A slot for one more scanner."""
        self._slots += 1
        return self._slots - 1

    def add_lines(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that fold to one of the phrases."""
        self._add_letters([f"{LINE}{key}{LINE}" for key in keys(phrases)], slot, number)

    def add_starts(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that begin with one of the phrases, bullets and the like aside."""
        self._add_letters([f"{LINE}{key}" for key in keys(phrases)], slot, number)

    def add_ends(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that end with one of the phrases, punctuation aside."""
        self._add_letters([f"{key}{LINE}" for key in keys(phrases)], slot, number)

    def _add_letters(self, literals: Iterable[str], slot: int, number: int) -> None:
        for literal in literals:
            if literal.strip():
                self._in_letters.add(_encoded(literal), slot, number)

    def add_needs(self, slot: int, needs: Needs, number: int = 0) -> None:
        """Look for lines that hold a string of each of these sets; for all lines where there is no set."""
        if not needs:
            self._everywhere.append((slot, number))
            return
        # The rarest set finds the lines, and the others are asked for in these.
        others = tuple(tuple(map(_encoded, strings)) for strings in needs[1:] if len(strings) <= _FEW)
        for literal in needs[0]:
            self._in_lines.add(_encoded(literal), slot, number, others)

    def look(self, lines: Sequence[str]) -> list[Seen]:
        """What is seen in these lines, none of which is blank, for each slot."""
        found: list[dict[int, frozenset[int]]] = [{} for _ in range(self._slots)]
        for slot, number in self._everywhere:
            for line in range(len(lines)):
                found[slot][line] = found[slot].get(line, frozenset()) | {number}
        if lines and self:
            text = levelled(f"{LINE}{LINE.join(lines)}{LINE}")
            if self._in_lines:
                self._in_lines.search(characters(text), found)
            if self._in_letters:
                self._in_letters.search(letters(text), found)
        return [dict(sorted(seen.items())) for seen in found]


def _encoded(literal: str) -> bytes:
    return literal.encode("utf-8", "surrogatepass")

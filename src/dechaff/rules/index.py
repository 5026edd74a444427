"""Index: everything that rules look for literally, searched for in one pass over the lines of a page.

The one module that imports `ahocorasick_rs`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from math import inf

import ahocorasick_rs

from dechaff.rules.asks import Ask, Asks, Others, add_counting, bit, by_others, joined
from dechaff.rules.edges import Edges
from dechaff.rules.form import Needs, commonest_first
from dechaff.rules.level import LINE, characters, keys, letters, levelled
from dechaff.rules.memory import Memory

_FEED = LINE.encode()

# For each line in which something of a scanner was found, in order, the numbers of what was found, as bits.
Seen = Mapping[int, int]
# What was found in one line: each slot for which there is anything, and the numbers.
Found = tuple[tuple[int, int], ...]

# Looking for more literals in a line takes longer than trying an expression on it.
_FEW = 64
# Few expressions are for lines of more characters than this: in these only what they need is looked for.
_LONG = 200

# Of lines, whether they are ASCII, and whether they are long.
_Kind = tuple[bool, bool]

_NOTHING: Found = ()


class _Literals:
    """Literals and who asked for them, found by one automaton, which is built when it is first needed.

    Literals beyond ASCII are not looked for in lines of ASCII: a small automaton is a fast one.
    """

    def __init__(self, *, is_ascii: bool) -> None:
        self._is_ascii = is_ascii
        # Literals that are asked for alike share what is asked: they are many, and garbage is
        # collected the faster the fewer things there are.
        self._asked: dict[bytes, Asks] = {}
        # Sets of literals that many ask for are one and the same.
        self._sets: dict[Others, Others] = {}

    def add(self, literals: Iterable[bytes], ask: Ask) -> None:
        """Search for some more literals."""
        slot, most, others, numbers = ask
        others = tuple(tuple(filter(self._may_stand, some)) for some in others)
        if not all(others):
            return
        for further, some in by_others(filter(self._may_stand, literals), others).items():
            asks = ((slot, most, self._sets.setdefault(further, further), numbers),)
            for literal in some:
                known = self._asked.get(literal)
                self._asked[literal] = asks if known is None else known + asks

    def _may_stand(self, literal: bytes) -> bool:
        return not self._is_ascii or literal.isascii()

    @cached_property
    def _automaton(self) -> ahocorasick_rs.BytesAhoCorasick:
        return ahocorasick_rs.BytesAhoCorasick(list(self._asked))

    @cached_property
    def _places(self) -> list[Asks]:
        known = {id(asks): asks for asks in self._asked.values()}
        places = {key: joined(asks) for key, asks in known.items()}
        return [places[id(asks)] for asks in self._asked.values()]

    def find(self, lines: bytes) -> Iterator[tuple[int, Asks, bytes]]:
        """What is asked for in lines, by their numbers, and each such line between line feeds."""
        if not self._asked:
            return
        text, places = b"%b%b%b" % (_FEED, lines, _FEED), self._places
        line, start, stop, known, here = 0, 0, text.index(_FEED, 1) + 1, set[int](), b""
        # A match is placed by its last character: the edges of a line are two.
        for which, _, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end > stop:
                known, here = set(), b""
                while end > stop:
                    line += 1
                    start, stop = stop - 1, text.index(_FEED, stop) + 1
            if which not in known:
                known.add(which)
                here = here or text[start:stop]
                yield line, places[which], here

    def asks(self) -> Iterable[Asks]:
        """All that is asked for."""
        return self._asked.values()


class Index:
    """What scanners look for, each in a slot of its own.

    Whatever a scanner asks for it is told which lines may hold it: never too few, sometimes too many.
    """

    def __init__(self) -> None:
        self._slots = 0
        self._everywhere: list[Ask] = []
        # Whole lines, and how lines begin and end, by their letters ...
        self._whole: dict[bytes, Asks] = {}
        self._starts, self._ends = Edges(at_end=False), Edges(at_end=True)
        # ... and by their characters what stands in them, by their kinds: ASCII or not, and long or not.
        self._inside = {kind: _Literals(is_ascii=kind[0]) for kind in product((True, False), repeat=2)}
        self._memory = Memory(self.look)

    def slot(self) -> int:
        """A slot for one more scanner."""
        self._slots += 1
        return self._slots - 1

    def add_lines(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that fold to one of the phrases."""
        asks = _plain(slot, number)
        for key in _keys(phrases):
            known = self._whole.get(key)
            self._whole[key] = asks if known is None else joined(known + asks)

    def add_starts(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that begin with one of the phrases, bullets and the like aside."""
        self._starts.add(_keys(phrases), _plain(slot, number))

    def add_ends(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that end with one of the phrases, punctuation aside."""
        self._ends.add(_keys(phrases), _plain(slot, number))

    def add_each_start(self, slot: int, phrases: Sequence[str]) -> None:
        """Look for lines that begin with a phrase, each of which counts by itself, from 0."""
        _add_each(self._starts, slot, phrases)

    def add_each_end(self, slot: int, phrases: Sequence[str]) -> None:
        """Look for lines that end with a phrase, each of which counts by itself, from 0."""
        _add_each(self._ends, slot, phrases)

    def add_needs(self, slot: int, needs: Needs, number: int = 0, most: float = inf) -> None:
        """Look for lines of at most so many characters that hold a string of each of these sets.

        Where there is no set all lines are seen.
        """
        # The rarest set finds the lines, and the others are asked for in these, the smallest set first.
        others = tuple(
            tuple(map(_encoded, commonest_first(strings)))
            for strings in sorted(needs[1:], key=len)
            if len(strings) <= _FEW
        )
        numbers = bit(number)
        if not needs:
            self._everywhere.append((slot, most, (), numbers))
            return
        literals = list(map(_encoded, needs[0]))
        for (_, is_long), table in self._inside.items():
            if not is_long or most > _LONG:
                table.add(literals, (slot, most, others, numbers))

    def asks(self) -> Iterator[Ask]:
        """All that is asked for."""
        inside = (table.asks() for table in self._inside.values())
        asked = (self._whole.values(), self._starts.asks(), self._ends.asks(), *inside)
        return chain(self._everywhere, *map(chain.from_iterable, asked))

    def known(self, lines: Sequence[str]) -> Sequence[Found]:
        """What is found in each of some lines, none of which is blank; most of them recur."""
        return self._memory.recall(lines)

    def look(self, lines: Sequence[str]) -> list[Found]:
        """What is found in each of some lines, none of which is blank."""
        found: list[Found] = [_NOTHING] * len(lines)
        kinds: dict[_Kind, list[int]] = {}
        for row, line in enumerate(lines):
            kinds.setdefault((line.isascii(), len(line) > _LONG), []).append(row)
        for kind, rows in kinds.items():
            some = [lines[row] for row in rows]
            for row, here in self._found(some, self._inside[kind]).items():
                found[rows[row]] = tuple(here.items())
        return found

    def _found(self, lines: Sequence[str], literals: _Literals) -> Mapping[int, Mapping[int, int]]:
        """What is found in lines, by their numbers; nothing in most of them."""
        level = levelled(LINE.join(lines))
        by_letter, by_character = letters(level).split(_FEED), characters(level)
        found: dict[int, dict[int, int]] = {}
        for asked in (
            ((row, self._everywhere) for row in range(len(lines)) if self._everywhere),
            ((row, asks) for row, asks in enumerate(map(self._whole.get, by_letter)) if asks),
            self._starts.find(by_letter),
            self._ends.find(by_letter),
        ):
            for row, asks in asked:
                add_counting(asks, len(lines[row]), _FEED, found.setdefault(row, {}))
        for row, asks, line in literals.find(by_character):
            add_counting(asks, len(lines[row]), line, found.setdefault(row, {}))
        return found


def by_slot(found: Iterable[tuple[int, Found]]) -> Mapping[int, Seen]:
    """What was found in lines, which have these numbers, for each slot for which there is anything."""
    seen: dict[int, dict[int, int]] = {}
    for row, here in found:
        for slot, numbers in here:
            seen.setdefault(slot, {})[row] = numbers
    return seen


def _add_each(edges: Edges, slot: int, phrases: Sequence[str]) -> None:
    # All are levelled together, which takes a tenth of the time that it takes one by one.
    for number, key in enumerate(keys(phrases) if phrases else ()):
        if key:
            edges.add((_encoded(key),), _plain(slot, number))


def _plain(slot: int, number: int) -> Asks:
    return ((slot, inf, (), bit(number)),)


def _keys(phrases: Iterable[str]) -> set[bytes]:
    return {_encoded(key) for key in keys(phrases) if key}


def _encoded(literal: str) -> bytes:
    return literal.encode("utf-8", "surrogatepass")


def holding(strings: Iterable[str]) -> Callable[[str], set[str]]:
    """A function that says which of these strings a text holds: all are looked for in one pass."""
    known = list(dict.fromkeys(strings))
    automaton = ahocorasick_rs.BytesAhoCorasick([string.encode() for string in known])

    def held(text: str) -> set[str]:
        data = text.encode("utf-8", "surrogatepass")
        return {known[which] for which, _, _ in automaton.find_matches_as_indexes(data, overlapping=True)}

    return held

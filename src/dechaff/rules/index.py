"""Index: everything that rules look for literally, searched for in one pass over the lines of a page.

The one module that imports `ahocorasick_rs`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, count
from math import inf
from operator import add
from typing import NamedTuple

import ahocorasick_rs

from dechaff.rules.form import Needs
from dechaff.rules.level import LINE, characters, keys, letters, levelled

_FEED = LINE.encode()

# For each line in which something of a scanner was found, in order, the numbers of what was found.
Seen = Mapping[int, frozenset[int]]

# Looking for more literals in a line takes longer than trying an expression on it.
_FEW = 16
# Few expressions are for lines of more characters than this: in these only what they need is looked for.
_LONG = 200
# How lines begin and end is told by so many bytes of their letters.
_EDGE = 48
_EDGES = 2 * _EDGE
# Of so many texts it is known what is seen in them.
_REMEMBERED = 8192

# Of each of these sets of literals, one.
Others = tuple[tuple[bytes, ...], ...]


class Ask(NamedTuple):
    """Of a literal, who looks for it: `numbers`, in lines of at most `most` characters that hold `others`."""

    most: float
    others: Others
    numbers: frozenset[int]


# Who asks, by slot, and for what.
_Askers = tuple[tuple[int, Ask], ...]
# Lines, by number, and what is asked of each for a slot.
_Asked = list[tuple[int, tuple[Ask, ...]]]


class _Table:
    """Literals and who asked for them, found by one automaton, which is built when it is first needed."""

    def __init__(self) -> None:
        # Literals that are asked for alike share what is asked: they are many, and garbage is
        # collected the faster the fewer things there are.
        self._asked: dict[bytes, _Askers] = {}

    def add(self, literals: Iterable[bytes], askers: _Askers) -> None:
        """Search for some more literals."""
        for literal in literals:
            known = self._asked.get(literal)
            self._asked[literal] = askers if known is None else known + askers

    @cached_property
    def _automaton(self) -> ahocorasick_rs.BytesAhoCorasick:
        return ahocorasick_rs.BytesAhoCorasick(list(self._asked))

    @cached_property
    def _places(self) -> list[tuple[tuple[int, tuple[Ask, ...]], ...]]:
        known = {id(askers): askers for askers in self._asked.values()}
        by_slot = {key: _by_slot(askers) for key, askers in known.items()}
        return [by_slot[id(askers)] for askers in self._asked.values()]

    def search(self, lines: Sequence[bytes], numbers: Sequence[int], found: Sequence[_Asked]) -> None:
        """Add to each slot what is asked for in lines, which have these numbers."""
        if not (lines and self._asked):
            return
        haystack = _FEED.join((b"", *lines, b""))
        # Where each line ends. A match is placed by its last character: the edges of a line are two.
        ends = list(map(add, accumulate(map(len, lines)), count(1)))
        places = self._places
        line = 0
        reached = ends[0] + 1
        for which, _, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            while end > reached:
                line += 1
                reached = ends[line] + 1
            for slot, asks in places[which]:
                found[slot].append((numbers[line], asks))

    def search_whole(self, lines: Iterable[bytes], found: Sequence[_Asked]) -> None:
        """Add to each slot what is asked for in lines that are such literals and nothing else."""
        for line, askers in enumerate(map(self._asked.get, lines)):
            if askers:
                for slot, ask in askers:
                    found[slot].append((line, (ask,)))

    def asks(self) -> Iterator[tuple[int, Ask]]:
        """All that is asked for, by slot."""
        return chain.from_iterable(self._asked.values())


def _by_slot(asked: _Askers) -> tuple[tuple[int, tuple[Ask, ...]], ...]:
    """What is asked for, with the numbers that are asked for on the same terms together."""
    slots: dict[int, dict[tuple[float, Others], frozenset[int]]] = {}
    for slot, (most, others, numbers) in asked:
        terms = slots.setdefault(slot, {})
        terms[most, others] = terms.get((most, others), frozenset()) | numbers
    return tuple((slot, tuple(Ask(*key, terms[key]) for key in terms)) for slot, terms in slots.items())


class Found:
    """What an index found in some lines; what of it counts is told slot by slot."""

    def __init__(self, sizes: Sequence[int], levelled: Sequence[bytes], asked: Sequence[_Asked]) -> None:
        self._sizes = sizes
        self._levelled = levelled
        self._asked = asked

    def has(self, slot: int) -> bool:
        """Whether there is anything at all for a slot, which may turn out not to count."""
        return bool(self._asked[slot])

    def seen(self, slot: int, among: range) -> dict[int, frozenset[int]]:
        """What was found for a slot among some lines."""
        seen: dict[int, frozenset[int]] = {}
        first, stop, sizes, levelled = among.start, among.stop, self._sizes, self._levelled
        for line, asks in self._asked[slot]:
            if not first <= line < stop:
                continue
            text = b""
            for most, others, numbers in asks:
                if sizes[line] > most:
                    continue
                if others and not text:
                    text = b"%b%b%b" % (_FEED, levelled[line], _FEED)
                for some in others:  # loops, not all() and any(): these are hot lines
                    for one in some:
                        if one in text:
                            break
                    else:
                        break
                else:
                    seen[line] = seen[line] | numbers if line in seen else numbers
        return dict(sorted(seen.items())) if len(seen) > 1 else seen


class Index:
    """What scanners look for, each in a slot of its own.

    Whatever a scanner asks for it is told which lines may hold it: never too few, sometimes too many.
    """

    def __init__(self) -> None:
        self._slots = 0
        self._everywhere: list[tuple[int, Ask]] = []
        # Whole lines, and how lines begin and end, by their letters ...
        self._whole, self._edges = _Table(), _Table()
        # ... and by their characters what stands in short lines, and in long ones.
        self._short, self._long = _Table(), _Table()
        self._known: dict[str, Mapping[int, frozenset[int]]] = {}
        # Sets of literals that many ask for are one and the same.
        self._sets: dict[Others, Others] = {}

    def slot(self) -> int:
        """A slot for one more scanner."""
        self._slots += 1
        return self._slots - 1

    def add_lines(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that fold to one of the phrases."""
        self._whole.add(_keys(phrases), _plain(slot, number))

    def add_starts(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that begin with one of the phrases, bullets and the like aside."""
        self._edges.add({_start(key) for key in _keys(phrases)}, _plain(slot, number))

    def add_ends(self, slot: int, phrases: Sequence[str], number: int = 0) -> None:
        """Look for lines that end with one of the phrases, punctuation aside."""
        self._edges.add({_end(key) for key in _keys(phrases)}, _plain(slot, number))

    def add_each_start(self, slot: int, phrases: Sequence[str]) -> None:
        """Look for lines that begin with a phrase, each of which counts by itself, from 0."""
        self._add_each(slot, phrases, _start)

    def add_each_end(self, slot: int, phrases: Sequence[str]) -> None:
        """Look for lines that end with a phrase, each of which counts by itself, from 0."""
        self._add_each(slot, phrases, _end)

    def _add_each(self, slot: int, phrases: Sequence[str], edge: Callable[[bytes], bytes]) -> None:
        # All are levelled together, which takes a tenth of the time that it takes one by one.
        for number, key in enumerate(keys(phrases) if phrases else ()):
            if key:
                self._edges.add((edge(_encoded(key)),), _plain(slot, number))

    def add_needs(self, slot: int, needs: Needs, number: int = 0, most: float = inf) -> None:
        """Look for lines of at most so many characters that hold a string of each of these sets.

        Where there is no set all lines are seen.
        """
        # The rarest set finds the lines, and the others are asked for in these.
        others = tuple(tuple(map(_encoded, strings)) for strings in needs[1:] if len(strings) <= _FEW)
        ask = Ask(most, self._sets.setdefault(others, others), frozenset((number,)))
        if not needs:
            self._everywhere.append((slot, ask))
            return
        literals = list(map(_encoded, needs[0]))
        self._short.add(literals, ((slot, ask),))
        if most > _LONG:
            self._long.add(literals, ((slot, ask),))

    def asks(self) -> Iterator[tuple[int, Ask]]:
        """All that is asked for, by slot."""
        tables = (self._whole, self._edges, self._short, self._long)
        return chain(self._everywhere, *(table.asks() for table in tables))

    def look(self, lines: Sequence[str]) -> Found:
        """What is found in these lines, none of which is blank."""
        asked: list[_Asked] = [[] for _ in range(self._slots)]
        if not lines:
            return Found((), (), asked)
        for slot, ask in self._everywhere:
            asked[slot] += [(line, (ask,)) for line in range(len(lines))]
        sizes = list(map(len, lines))
        text = levelled(LINE.join(lines))
        by_character = characters(text).split(_FEED)
        self._look_at_characters(by_character, sizes, asked)
        self._look_at_letters(letters(text).split(_FEED), asked)
        return Found(sizes, by_character, asked)

    def known(self, texts: Sequence[str]) -> list[Mapping[int, frozenset[int]]]:
        """What is seen in texts that recur, such as parts of lines: for each of them, by slot."""
        if len(self._known) > _REMEMBERED:
            self._known = {}
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            found, every = self.look(fresh), range(len(fresh))
            by_slot = [(slot, found.seen(slot, every)) for slot in range(self._slots)]
            for at, text in enumerate(fresh):
                self._known[text] = {slot: seen[at] for slot, seen in by_slot if at in seen}
        return [self._known[text] for text in texts]

    def _look_at_characters(
        self, lines: Sequence[bytes], sizes: Sequence[int], asked: Sequence[_Asked]
    ) -> None:
        long = [line for line, size in enumerate(sizes) if size > _LONG]
        short = list(lines)
        for line in long:
            short[line] = b""
        self._short.search(short, range(len(lines)), asked)
        self._long.search([lines[line] for line in long], long, asked)

    def _look_at_letters(self, keys: Sequence[bytes], asked: Sequence[_Asked]) -> None:
        self._whole.search_whole(keys, asked)
        # How a long line begins and ends tells as much as all of it.
        edges = [key if len(key) <= _EDGES else key[:_EDGE] + b" " + key[-_EDGE:] for key in keys]
        self._edges.search(edges, range(len(keys)), asked)


def _plain(slot: int, number: int) -> _Askers:
    return ((slot, Ask(inf, (), frozenset((number,)))),)


def _start(key: bytes) -> bytes:
    return _FEED + key[:_EDGE]


def _end(key: bytes) -> bytes:
    return key[-_EDGE:] + _FEED


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

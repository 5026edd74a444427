"""Edges: how lines begin and end, looked up in tables of phrases.

Most lines begin as no phrase does: their first few letters tell, in one look. Only of the others are longer
beginnings looked up, of each length that a phrase with these first letters has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from dechaff.rules.asks import Asks, joined

# So many bytes of a phrase are looked up, ...
EDGE = 48
# ... and so many tell whether there is anything to look up.
_FEW = 5
# Of so many first letters it is known what there is to look up.
_REMEMBERED = 1 << 15

Cut = Callable[[bytes], bytes]

_STARTS: Sequence[Cut] = [itemgetter(slice(size)) for size in range(EDGE + 1)]
_ENDS: Sequence[Cut] = [itemgetter(slice(-size, None)) for size in range(EDGE + 1)]


class Edges:
    """What is asked for about lines that begin, or end, with one of some phrases."""

    def __init__(self, *, at_end: bool) -> None:
        self._edge = _ENDS if at_end else _STARTS
        self._asked: dict[bytes, Asks] = {}

    def add(self, keys: Iterable[bytes], asked: Asks) -> None:
        """Look for lines whose letters begin, or end, with some of these."""
        for edge in set(map(self._edge[EDGE], keys)):
            known = self._asked.get(edge)
            self._asked[edge] = asked if known is None else joined(known + asked)

    def asks(self) -> Iterable[Asks]:
        """All that is asked for."""
        return self._asked.values()

    def find(self, keys: Sequence[bytes]) -> Iterator[tuple[int, Asks]]:
        """What is asked for about lines, of which the letters are given, by their numbers."""
        known, edge = self._asked, self._edge
        for line, sizes in enumerate(map(self._sizes.__getitem__, map(edge[_FEW], keys))):
            if sizes:
                key = keys[line]
                for size in sizes:
                    if size > len(key):
                        break
                    asked = known.get(edge[size](key))
                    if asked:
                        yield line, asked

    @cached_property
    def _sizes(self) -> "_Sizes":
        return _Sizes(self._asked, self._edge)


class _Sizes(dict[bytes, tuple[int, ...]]):
    """By the first few letters of a line, how long the phrases are that it may begin with."""

    def __init__(self, phrases: Iterable[bytes], edge: Sequence[Cut]) -> None:
        super().__init__()
        self._edge = edge
        known: dict[bytes, set[int]] = {}
        for phrase in phrases:
            known.setdefault(edge[_FEW](phrase), set()).add(len(phrase))
        self._of_phrases = {opening: tuple(sorted(sizes)) for opening, sizes in known.items()}
        # Phrases of fewer letters than are looked at.
        self._tiny = frozenset(opening for opening in known if len(opening) < _FEW)
        self._begin_tiny = {edge[1](phrase) for phrase in self._tiny}

    def __missing__(self, opening: bytes) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        sizes = self._of_phrases.get(opening, ())
        if self._edge[1](opening) in self._begin_tiny:
            shorter = (self._edge[size](opening) for size in range(1, len(opening)))
            sizes = (*(len(phrase) for phrase in shorter if phrase in self._tiny), *sizes)
        self[opening] = sizes
        return sizes

"""Memory: what is known of short lines, which recur: on a page, in the next look at it, on a site."""

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import Generic, TypeVar, TypeVarTuple

_LINES = 4096
# Longer lines hardly recur, and would make the memory large.
_CHARS = 400
# Of so many lines at least it is known what stands in them, of twice as many at most.
_LATEST = 1 << 14

Known = TypeVar("Known")
Others = TypeVarTuple("Others")


def remembered(function: Callable[[str, *Others], Known]) -> Callable[[str, *Others], Known]:
    """A function of a line that depends on nothing else, with what it gave for the latest short lines."""
    known = lru_cache(maxsize=_LINES)(function)

    @wraps(function)
    def recall(line: str, *others: *Others) -> Known:
        return known(line, *others) if len(line) <= _CHARS else function(line, *others)

    return recall


class Memory(Generic[Known]):
    """What a function finds in lines that it is asked about many at a time, for the latest short lines."""

    def __init__(self, find: Callable[[Sequence[str]], Sequence[Known]]) -> None:
        self._find = find
        # When the one is full it takes the place of the other: what is asked for again goes back to it.
        self._latest: dict[str, Known] = {}
        self._earlier: dict[str, Known] = {}

    def recall(self, lines: Sequence[str]) -> Sequence[Known]:
        """What is known of each line."""
        if len(self._latest) >= _LATEST:
            self._earlier, self._latest = self._latest, {}
        latest, earlier = self._latest, self._earlier
        known = list(map(latest.get, lines))
        fresh = dict.fromkeys([line for line, found in zip(lines, known, strict=True) if found is None])
        here = {line: earlier[line] for line in fresh if line in earlier}
        asked = [line for line in fresh if line not in here] if here else list(fresh)
        here.update(zip(asked, self._find(asked), strict=True))
        if len(here) <= _LATEST:  # a page of more lines than that would make the memory large
            latest.update([(line, found) for line, found in here.items() if len(line) <= _CHARS])
        return [here[line] if found is None else found for line, found in zip(lines, known, strict=True)]

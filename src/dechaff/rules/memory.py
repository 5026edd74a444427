"""Memory: what is known of short lines, which recur: on a page, in the next look at it, on a site."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

_LINES = 4096
# Longer lines hardly recur, and would make the memory large.
_CHARS = 400

Known = TypeVar("Known")
Others = TypeVarTuple("Others")


def remembered(function: Callable[[str, *Others], Known]) -> Callable[[str, *Others], Known]:
    """A function of a line that depends on nothing else, with what it gave for the latest short lines."""
    known = lru_cache(maxsize=_LINES)(function)

    @wraps(function)
    def recall(line: str, *others: *Others) -> Known:
        return known(line, *others) if len(line) <= _CHARS else function(line, *others)

    return recall

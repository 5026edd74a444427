"""Reasons: what speaks for a boundary, in words."""

from collections.abc import Iterator, Set

from dechaff.filters.split.evidence.templates import Key
from dechaff.filters.split.evidence.units import STAMP, TEXT, TITLE
from dechaff.filters.split.evidence.view import View

# A reason is worth telling from here on.
_MANY_NEW = 0.75
_LONGEST = 40
_PLACES = ((-1, "stands before"), (0, "begins"), (1, "stands below the first line of"))
_LEAST = 2


def reasons(view: View, index: int, boundaries: Set[int]) -> str:
    """Why a file is parted before a unit; the most telling first."""
    found = [*_recurrence(view, index, boundaries), *_layout(view, index), *_words(view, index)]
    return "; ".join(found) or "the sum of small signs"


def _recurrence(view: View, index: int, boundaries: Set[int]) -> Iterator[str]:
    for offset, place in _PLACES:
        at = index + offset
        keys = view.keys[at] if 0 <= at < len(view.units) else ()
        counts = {key: sum(m - offset in boundaries for m in view.members[key]) for key in keys}
        if counts:
            key = max(counts, key=lambda k: (counts[k], k.is_exact, k))
            if counts[key] >= _LEAST:
                yield f"{_line(view, at, key)} {place} {counts[key]} articles"


def _line(view: View, at: int, key: Key) -> str:
    text = view.units[at].text
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"the line {shown!r}" if key.is_exact else f"a line like {shown!r}"


def _layout(view: View, index: int) -> Iterator[str]:
    if view.blank[index] > view.usual_blank[2]:
        yield f"{view.blank[index]} blank lines"
    kinds = [unit.kind for unit in view.units[index : index + 4]]
    if kinds[0] == TITLE and TEXT in kinds:
        yield (
            "a title and a paragraph follow"
            if STAMP not in kinds
            else "a title, a date and a paragraph follow"
        )


def _words(view: View, index: int) -> Iterator[str]:
    new, old = view.vocabulary.new[1][index], view.vocabulary.old[1][index]
    if min(new, old) >= _MANY_NEW:
        yield f"{new:.0%} of the words are new and {old:.0%} do not come again"

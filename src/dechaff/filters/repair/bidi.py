"""Controls of the direction of text: embeddings, overrides and isolates (Unicode Annex 9).

They are at home in text of two directions. One that is not closed, and an override at all, can show a
reader other text than a machine reads, and has been used to hide code and the names of files.
"""

import unicodedata
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b" + _OVERRIDES
_POP_EMBEDDING = "\u202c"
_ISOLATES = "\u2066\u2067\u2068"
_POP_ISOLATE = "\u2069"
_CONTROLS = _EMBEDDINGS + _POP_EMBEDDING + _ISOLATES + _POP_ISOLATE
_CONTROL = f"[{_CONTROLS}]"

_Control = tuple[int, str]


def bidi_controls(text: Text) -> Iterator[Hit]:
    """Notes every override, and every control that its line leaves open or that closes nothing."""
    for line in text.lines:
        controls = [(found.start(), found[0]) for found in compiled(_CONTROL).finditer(text, *line)]
        wrong = dict(_unpaired(controls))
        for at, char in controls:
            if at in wrong or char in _OVERRIDES:
                detail = f"U+{ord(char):04X} {unicodedata.name(char).lower()}{wrong.get(at, '')}"
                yield Hit("E304", Span(at, at + 1), Effect.NOTE, detail=detail)


def _unpaired(controls: list[_Control]) -> Iterator[tuple[int, str]]:
    """Where a control of one line has no partner, and in what way."""
    isolates: list[_Control] = []
    # The embeddings that are open within each isolate; the first list is of those outside all.
    embeddings: list[list[_Control]] = [[]]
    for at, char in controls:
        if char in _EMBEDDINGS:
            embeddings[-1].append((at, char))
        elif char in _ISOLATES:
            isolates.append((at, char))
            embeddings.append([])
        elif char == _POP_EMBEDDING and embeddings[-1]:
            embeddings[-1].pop()
        elif char == _POP_ISOLATE and isolates:
            isolates.pop()
            yield from _open(embeddings.pop())
        else:
            yield at, ", closes nothing"
    yield from _open([*isolates, *(control for level in embeddings for control in level)])


def _open(controls: list[_Control]) -> Iterator[tuple[int, str]]:
    return ((at, ", never closed") for at, _ in controls)


def no_bidi(text: Text) -> Iterator[Hit]:
    """Every control of direction goes, paired or not; marks of direction are for `invisible`."""
    return (Hit("E404", Span(*found.span())) for found in compiled(f"{_CONTROL}+").finditer(text))

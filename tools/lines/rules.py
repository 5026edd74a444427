"""What the rules cut of pages, remembered from one run to the next."""

import pickle
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dechaff import filters
from dechaff.core.hit import resolve
from dechaff.core.layer import Layer
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.body import found_by_rules
from dechaff.model.words import Words
from dechaff.rules.page import Page
from dechaff.settings import resolve_settings, rules_for


class Cut(NamedTuple):
    """What a rule cuts of a page: from where to where, and under which code."""

    start: int
    end: int
    code: str


class Cuts(NamedTuple):
    """What the rules cut of a text: the comments of readers, and of what is left then, all else."""

    comments: list[tuple[int, int]]
    rest: list[Cut]

    def first(self, text: str) -> str:
        """The text without the comments."""
        return _without(text, self.comments)

    def all(self) -> list[Cut]:
        """All of it, in places of the text as it was."""
        comments = [Cut(start, end, "B7") for start, end in self.comments]
        return sorted(
            [*comments, *(Cut(self._was(c.start), self._was(c.end - 1) + 1, c.code) for c in self.rest)]
        )

    def _was(self, place: int) -> int:
        """Where something stood before the comments went."""
        for start, end in self.comments:
            place += end - start if place >= start else 0
        return place

    def left(self, text: str) -> str:
        """The text without all that rules cut."""
        return self.rest_of(self.first(text))

    def rest_of(self, text: str, others: Sequence[Cut] = ()) -> str:
        """The text without the comments, when all else that rules cut is gone from it, and other cuts."""
        return _without(text, [(start, end) for start, end, _ in sorted([*self.rest, *others])])


class Rules:
    """The rules as they come with dechaff.

    Args:
        kept: where what they cut is remembered; nowhere by default.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._strip = filters.strip(rules_for(resolve_settings()))
        self._kept = kept
        self._known: dict[bytes, Cuts] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else {}
        self._size = len(self._known)

    def cuts(self, text: str) -> Cuts:
        """What they cut of a text."""
        key = blake2b(text.encode(), digest_size=12).digest()
        if key not in self._known:
            self._known[key] = self._found(Text(text))
        return self._known[key]

    def rows(self, text: str, words: Words) -> Any:
        """What they find in the lines of a page, as the model is told it."""
        return found_in(text, self.cuts(text).all(), words)

    def save(self) -> None:
        """Remember what was found."""
        if self._kept and len(self._known) > self._size:
            self._kept.write_bytes(pickle.dumps(self._known))

    def _found(self, text: Text) -> Cuts:
        comments = resolve(self._strip.comments(text))
        rest = Text(Layer.over(text, "comments", comments).apply(text)) if comments else text
        return Cuts(
            [(edit.span.start, edit.span.end) for edit in comments],
            [Cut(e.span.start, e.span.end, e.code) for e in resolve(self._strip.rest(rest)) if not e.new],
        )


def found_in(text: str, cuts: Iterable[Cut], words: Words) -> Any:
    """What rules found in those lines of a text that have words."""
    page = Page(Text(text))
    place = np.cumsum([bool(line.strip()) for line in text.split("\n")]) - 1
    spans = [(Span(cut.start, cut.end), cut.code) for cut in cuts]
    return found_by_rules(page, place[words.number].tolist(), spans)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    return "".join(pieces) + text[at:]

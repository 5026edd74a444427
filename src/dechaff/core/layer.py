"""Layers: one pass of edits over a text that can be applied, undone, and traced back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from dechaff.core.hit import Edit
from dechaff.core.span import Span

# Part of a text: a span of what stood there before, or what was written anew.
Piece = Span | str


class Step(Protocol):
    """One step on a document's trail: a `Layer` of edits, or a `Window` on a longer text."""

    @property
    def name(self) -> str: ...
    def apply(self, text: str) -> str: ...
    def undo(self, text: str) -> str: ...
    def origin(self, span: Span) -> Span: ...
    def before(self, pieces: Iterable[Piece], but: Set[str] = ...) -> Iterator[Piece]: ...


@dataclass(frozen=True)
class Layer:
    """Disjoint, sorted edits and the text that each of them replaced.

    `removed` makes a layer its own inverse: output and layer give the input back, exactly.
    """

    name: str
    edits: tuple[Edit, ...]
    removed: tuple[str, ...]

    @classmethod
    def over(cls, text: str, name: str, edits: tuple[Edit, ...]) -> "Layer":
        """The layer of `edits` on `text`.

        Raises:
            ValueError: an edit lies outside the text, or two edits overlap.
        """
        reached = 0
        for edit in edits:
            if not reached <= edit.span.start <= edit.span.end <= len(text):
                raise ValueError(
                    f"layer {name!r}: rule {edit.code} asks for {tuple(edit.span)} in a text of"
                    f" {len(text)} characters of which {reached} are already spoken for;"
                    " spans must be disjoint, sorted and inside the text"
                )
            reached = edit.span.end
        return cls(name, edits, tuple(text[e.span.start : e.span.end] for e in edits))

    def apply(self, text: str) -> str:
        """The text with every edit made."""
        pieces, at = [], 0
        for edit in self.edits:
            pieces += [text[at : edit.span.start], edit.new]
            at = edit.span.end
        return "".join(pieces) + text[at:]

    def undo(self, text: str) -> str:
        """The text as it was before `apply`."""
        pieces, at = [], 0
        for edit, old, end in zip(self.edits, self.removed, self._ends, strict=True):
            start = end - len(edit.new)
            pieces += [text[at:start], old]
            at = end
        return "".join(pieces) + text[at:]

    def origin(self, span: Span) -> Span:
        """Where a span of the output stood in the input; exact outside rewritten spans, their hull inside."""
        end = self._end(span.end)
        return Span(min(self._start(span.start), end), end)

    def before(self, pieces: Iterable[Piece], but: Set[str] = frozenset()) -> Iterator[Piece]:
        """Pieces of the output as pieces of the input: what stayed, and what was written between.

        Args:
            pieces: the pieces, whose spans are spans of the output.
            but: codes of rules whose edits are taken back.
        """
        for piece in pieces:
            if isinstance(piece, str):
                yield piece
            else:
                yield from self._before(piece, but)

    def _before(self, piece: Span, but: Set[str]) -> Iterator[Piece]:
        at, index = piece.start, bisect_left(self._ends, piece.start)
        for edit, end in zip(self.edits[index:], self._ends[index:], strict=True):
            start = end - len(edit.new)
            if start >= piece.end:
                break
            back = edit.code in but
            # What was cut right before a character comes back together with it.
            if end > at or (back and not edit.new):
                if at < start:
                    yield Span(at, start).shift(-self._shifts[index])
                yield edit.span if back else edit.new[max(at - start, 0) : piece.end - start]
                at = min(end, piece.end)
            index += 1
        if at < piece.end:
            yield Span(at, piece.end).shift(-self._shifts[index])

    @cached_property
    def _shifts(self) -> list[int]:
        # Output minus input position after 0, 1, 2 ... edits.
        return list(accumulate((len(e.new) - e.span.size for e in self.edits), initial=0))

    @cached_property
    def _ends(self) -> list[int]:
        # Where each edit's new text ends in the output.
        return [e.span.end + s for e, s in zip(self.edits, self._shifts[1:], strict=True)]

    def _start(self, at: int) -> int:
        # What was cut right before a span's first character stays outside the span.
        passed = bisect_right(self._ends, at)
        return self._inside(at, passed, at_end=False)

    def _end(self, at: int) -> int:
        # What was cut right after a span's last character stays outside as well.
        passed = bisect_left(self._ends, at)
        while passed < len(self.edits) and self._ends[passed] == at and self.edits[passed].new:
            passed += 1
        return self._inside(at, passed, at_end=True)

    def _inside(self, at: int, passed: int, *, at_end: bool) -> int:
        if passed < len(self.edits):
            edit = self.edits[passed]
            if self._ends[passed] - len(edit.new) < at:
                return edit.span.end if at_end else edit.span.start
        return at - self._shifts[passed]


@dataclass(frozen=True)
class Window:
    """A view of one part of a longer text: an article within its file.

    It is the layer that cuts everything around the part, without a copy of it for each article.
    """

    name: str
    whole: str
    span: Span

    def apply(self, text: str) -> str:
        """The part that the window shows."""
        return text[self.span.start : self.span.end]

    def undo(self, text: str) -> str:
        """The whole text, with `text` in the place of the part."""
        return self.whole[: self.span.start] + text + self.whole[self.span.end :]

    def origin(self, span: Span) -> Span:
        """Where a span of the part stands in the whole."""
        return span.shift(self.span.start)

    def before(self, pieces: Iterable[Piece], but: Set[str] = frozenset()) -> Iterator[Piece]:
        """Pieces of the part as pieces of the whole."""
        by = self.span.start
        return (piece if isinstance(piece, str) else piece.shift(by) for piece in pieces)

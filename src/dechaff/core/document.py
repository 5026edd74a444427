"""Document: an original and the trail of layers that led from it to the text as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from dechaff.core.finding import Finding
from dechaff.core.hit import Capture, Effect, Hit, resolve
from dechaff.core.layer import Layer, Step, Window
from dechaff.core.span import Span
from dechaff.core.text import Text


class Found(NamedTuple):
    """A captured piece of information: which fact, the text of it, and where it stood in the original."""

    fact: str
    text: str
    origin: Span


@dataclass(frozen=True)
class Document:
    """A text with its history. Never changed: each step gives a new document.

    Attributes:
        original: the decoded original.
        text: the text as the trail leaves it.
        trail: the steps from `original` to `text`.
        findings: what was done on the way, in coordinates of the original.
        found: the information that was captured on the way.
    """

    original: Text
    text: Text
    trail: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()
    found: tuple[Found, ...] = ()

    @classmethod
    def of(cls, original: str) -> "Document":
        """A document with no history."""
        text = original if isinstance(original, Text) else Text(original)
        return cls(text, text)

    def origin(self, span: Span) -> Span:
        """Where a span of `text` stood in the original."""
        for step in reversed(self.trail):
            span = step.origin(span)
        return span

    def undo(self, steps: int = 0) -> str:
        """The text as it stood after the first `steps` of the trail, 0 for the original."""
        text: str = self.text
        for step in reversed(self.trail[steps:]):
            text = step.undo(text)
        return text

    def window(self, name: str, span: Span) -> "Document":
        """The document of one part of the text; what was found before stays with the whole."""
        window = Window(name, self.text, span)
        part = Text(window.apply(self.text))
        return replace(self, text=part, trail=(*self.trail, window), findings=(), found=())

    def layer(self, name: str, hits: Iterable[Hit]) -> "Document":
        """The document after one filter's hits, all seen on the text as it is now."""
        bag = list(hits)
        if not bag:
            return self
        layer = Layer.over(self.text, name, resolve(bag))
        notes = [hit for hit in bag if hit.effect is Effect.NOTE]
        sure = [hit for hit in bag if hit.effect is not Effect.NOTE]
        return replace(
            self,
            text=Text(layer.apply(self.text)) if layer.edits else self.text,
            trail=(*self.trail, layer) if layer.edits else self.trail,
            findings=(*self.findings, *self._applied(layer), *map(self._noted, notes)),
            found=(*self.found, *(self._found(c) for hit in sure for c in hit.captures)),
        )

    def note(self, finding: Finding) -> "Document":
        """The document with one more finding and the same text."""
        return replace(self, findings=(*self.findings, finding))

    def _applied(self, layer: Layer) -> Iterable[Finding]:
        for edit, old in zip(layer.edits, layer.removed, strict=True):
            yield Finding(edit.code, self.origin(edit.span), old, edit.new, edit.score, detail=edit.detail)

    def _noted(self, hit: Hit) -> Finding:
        old = self.text.slice(hit.span)
        return Finding(
            hit.code, self.origin(hit.span), old, hit.new, hit.score, applied=False, detail=hit.detail
        )

    def _found(self, capture: Capture) -> Found:
        return Found(capture.fact, self.text.slice(capture.span), self.origin(capture.span))

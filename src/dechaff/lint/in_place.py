"""in_place: a pipeline whose result can stand in the place of the file that it was given."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from dechaff.core.article import Part
from dechaff.core.pipeline import Pipeline, Splitter
from dechaff.core.span import Span, union
from dechaff.core.text import Text


def in_place(pipeline: Pipeline) -> Pipeline:
    """The pipeline for a file that stays one file.

    What a layout knows to be data about an article would otherwise be cut, since it becomes facts. In
    place it stays, as seams do, or the file would be in that layout no more. Neither facts nor the
    language of an article is asked for.
    """
    split = pipeline.split and _outlined(pipeline.split)
    return replace(pipeline, split=split, language=None, facts=None)


def _outlined(split: Splitter) -> Splitter:
    def tile(text: Text) -> Sequence[Part]:
        parts = split(text)
        if len(parts) == 1 and not parts[0].hits:
            return parts
        code = next(chain(_layouts(parts), (part.code for part in parts if part.code)))
        return [tile for part in parts for tile in _tiles(text, part, code)]

    return tile


def _layouts(parts: Sequence[Part]) -> Iterator[str]:
    return (hit.code for part in parts for hit in part.hits)


def _tiles(text: Text, part: Part, code: str) -> Iterator[Part]:
    """An article as its head, its body and its tail, of which only the body is looked at.

    Blank lines around the body part it from its head or its neighbours, and are no fault.
    """
    if part.code is not None:
        yield part
        return
    body = _bare(text, _body(part))
    if part.span.start < body.start:
        yield Part(Span(part.span.start, body.start), code)
    yield Part(body)
    if body.end < part.span.end:
        yield Part(Span(body.end, part.span.end), code)


def _body(part: Part) -> Span:
    """The longest stretch of an article in which no data stand."""
    data = union(hit.span for hit in part.hits)
    edges = [Span(0, 0), *data, Span(part.span.size, part.span.size)]
    gaps = (Span(above.end, below.start) for above, below in pairwise(edges))
    return max(gaps, key=lambda gap: (gap.size, -gap.start)).shift(part.span.start)


def _bare(text: Text, body: Span) -> Span:
    """A stretch without blank lines above and below it."""
    said = text.slice(body)
    start = len(said) - len(said.lstrip())
    end = len(said.rstrip())
    start = said.rfind("\n", 0, start) + 1
    end = said.find("\n", end) + 1 or len(said)
    return Span(start, max(start, end)).shift(body.start)

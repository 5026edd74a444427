"""Parts: the articles and seams of a file by evidence, and notes of where there may be more."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from dechaff.core.article import Part
from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.split.evidence.consensus import LEAST_ARTICLE
from dechaff.filters.split.evidence.search import NEAR, Found, is_one, search
from dechaff.filters.split.evidence.units import RULE, TEXT, TITLE, Unit, units_of
from dechaff.filters.split.lines import Line
from dechaff.rules.line import count_words

ARTICLE_START = "S102"
POSSIBLE_START = "S104"
PREAMBLE = "S201"

# A line above the first article is the page's if it has so few words, and the title below it has more
# than so many.
_PREAMBLE_WORDS = 2
_TELLING_WORDS = 4
_DOUBTFUL = "behind an end marker, but all else says that the file is one article"
# So many articles a line ends that is a delimiter and nothing else.
_LEAST_SEAMS = 2


def by_evidence(text: Text, lines: Sequence[Line], *, aggressive: bool) -> list[Part]:
    """The tiles of a file; one article where nothing speaks for more.

    Args:
        text: the file.
        lines: its lines that are not blank.
        aggressive: part where it is likely, not only where it is all but sure.
    """
    units = units_of(lines)
    found = search(units, aggressive=aggressive)
    sure = [boundary for boundary in found if boundary.sure]
    likely = [boundary for boundary in found if not boundary.sure]
    if sure and _is_heading(units[: sure[0].unit]):
        first, sure = sure[0].unit, sure[1:]
    else:
        first = _first(units, [boundary.unit for boundary in sure]) if sure else 0
    if not sure:
        whole = Span(0, len(text))
        return [Part(whole, hits=tuple(_notes(text, units, whole, likely)))]
    return list(_tiles(text, units, first, sure, likely))


def noted(text: Text, lines: Sequence[Line], parts: Sequence[Part]) -> list[Part]:
    """Parts that end markers left, with notes of where the evidence says that more articles begin.

    One part, with notes of where the markers say so, where the evidence is that the file is one article: a
    link to the original may stand within a page too.
    """
    units = units_of(lines)
    offsets = [unit.start for unit in units]
    starts = [bisect_left(offsets, part.span.start) for part in parts if not part.code]
    if is_one(units, len(starts)):
        whole = Span(0, len(text))
        doubtful = [Found(start, 0.0, _DOUBTFUL, sure=False) for start in starts[1:]]
        return [Part(whole, hits=tuple(_notes(text, units, whole, doubtful)))]
    known = set(starts)
    more = [
        found
        for found in search(units, aggressive=False)
        if found.sure and known.isdisjoint(range(found.unit - NEAR, found.unit + NEAR + 1))
    ]
    return [
        part if part.code else replace(part, hits=(*part.hits, *_notes(text, units, part.span, more)))
        for part in parts
    ]


def _tiles(
    text: Text, units: Sequence[Unit], first: int, sure: list[Found], likely: Sequence[Found]
) -> Iterator[Part]:
    delimiters = _delimiters(units, sure)
    at = units[first].start if first else 0
    if at:
        yield Part(Span(0, at), PREAMBLE, detail="before the first article")
    edges = [first, *(boundary.unit for boundary in sure), len(units)]
    for number, (start, last) in enumerate(pairwise(edges)):
        behind = units[last].start if last < len(units) else len(text)
        span = Span(at, _end(text, units, start, last, delimiters, behind))
        yield Part(span, hits=tuple(_notes(text, units, span, likely)))
        if number < len(sure):
            yield Part(Span(span.end, behind), ARTICLE_START, sure[number].confidence, sure[number].reason)
        elif span.end < behind:
            yield Part(Span(span.end, behind), ARTICLE_START, detail="behind the last article")
        at = behind


def _is_heading(units: Sequence[Unit]) -> bool:
    """Whether what stands before the first boundary is no article: it has no paragraph, and is short."""
    size = sum(unit.size for unit in units)
    return size < LEAST_ARTICLE and not any(unit.kind == TEXT for unit in units)


def _delimiters(units: Sequence[Unit], sure: Sequence[Found]) -> set[str]:
    """The lines that end several articles and say nothing: rules."""
    above = (units[boundary.unit - 1] for boundary in sure)
    times = Counter(unit.text for unit in above if unit.kind == RULE)
    return {line for line, count in times.items() if count >= _LEAST_SEAMS}


def _end(text: Text, units: Sequence[Unit], start: int, last: int, delimiters: set[str], behind: int) -> int:
    """Where the text of an article ends, the delimiters and the blank lines below it left out."""
    while last > start + 1 and units[last - 1].text in delimiters:
        last -= 1
        behind = units[last].start
    end = behind
    while end and text[end - 1].isspace() and text[end - 1] != "\f":
        end -= 1
    return min(end + 1, behind)


def _first(units: Sequence[Unit], starts: Sequence[int]) -> int:
    """The first line of the first article: its head has no more lines than the others' have.

    What stands above it is the page's only where it is a word or two above a title that says more, or
    an index of titles that come again below.
    """
    usual = Counter(_head(units, start) for start in starts).most_common(1)[0][0]
    surplus = max(_head(units, 0) - usual, 0)
    if not surplus < starts[0] or units[surplus].kind != TITLE:
        return 0
    below = {unit.text.casefold() for unit in units[surplus:]}
    titled = count_words(units[surplus].text) > _TELLING_WORDS
    for unit in units[:surplus]:
        told = unit.text.lstrip("0123456789.) ").casefold() in below
        if not told and not (titled and count_words(unit.text) <= _PREAMBLE_WORDS):
            return 0
    return surplus


def _head(units: Sequence[Unit], start: int) -> int:
    """How many lines stand before the first paragraph."""
    return next((at - start for at in range(start, len(units)) if units[at].kind == TEXT), 0)


def _notes(text: Text, units: Sequence[Unit], span: Span, likely: Sequence[Found]) -> Iterator[Hit]:
    """Notes of the likely boundaries, which are in order, within a part of the file."""
    first = bisect_right(likely, span.start, key=lambda boundary: units[boundary.unit].start)
    for boundary in islice(likely, first, None):
        at = units[boundary.unit].start
        if at >= span.end:
            break
        end = text.find("\n", at, span.end)
        place = Span(at, end if end >= 0 else span.end).shift(-span.start)
        score, reason = boundary.confidence, boundary.reason
        yield Hit(POSSIBLE_START, place, Effect.NOTE, score=score, detail=reason)

"""Markers: files in which a line that says that an article ends here ("Source link") recurs.

It is a delimiter if what it parts reads like articles: each has a body, and what follows a marker
begins with a headline.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dechaff.core.article import Part
from dechaff.core.span import Span
from dechaff.core.text import Text, fold
from dechaff.filters.split.lines import Line
from dechaff.rules.line import count_words, reads_like_body
from dechaff.rules.rule import Rule

END_MARKER = "S101"
PREAMBLE = "S201"

# One marker alone may be anything; a delimiter recurs.
_LEAST_MARKERS = 2
_LONGEST_MARKER = 80
# A word that charts and teasers carry too ("Source") parts articles only where these have real headlines.
HEADLINE_WORDS = 4
# Lines of an archive page above its first article are menu words, not sentences.
_PREAMBLE_WORDS = 6
_FOOTER_WORDS = 12

Piece = Sequence[Line]


def end_markers(rules: Iterable[Rule]) -> frozenset[str]:
    """The lines, folded, that end an article whatever stands around them."""
    anchors = (phrases for rule in rules if rule.code == END_MARKER for phrases in rule.anchors.values())
    return frozenset(fold(phrase) for phrases in anchors for phrase in phrases)


def likely_markers(rules: Iterable[Rule]) -> frozenset[str]:
    """The lines, folded, that end an article where each begins with a headline; the sure ones too."""
    every = [rule for rule in rules if rule.code == END_MARKER]
    phrases = (phrase for rule in every for some in rule.phrases.values() for phrase in some)
    return end_markers(every) | {fold(phrase) for phrase in phrases}


def marker_lines(lines: Piece, markers: frozenset[str]) -> dict[str, list[int]]:
    """Which lines are markers, by the marker."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= _LONGEST_MARKER and (key := fold(line.text)) in markers:
            places.setdefault(key, []).append(index)
    return places


def by_markers(
    text: Text, lines: Piece, places: Mapping[str, Sequence[int]], headline: int = 0
) -> list[Part]:
    """The tiles of a file that markers part, which stand at these places; none where they do not.

    Each article but the first must begin with a line of so many words as a `headline` has at least.
    """
    every = {index for at in places.values() for index in at}
    # The marker that parts most articles; of equals the first in the alphabet.
    found: list[Piece] = []
    for _, at in sorted(places.items()):
        if len(at) >= _LEAST_MARKERS:
            found = max(found, _articles(lines, at, every, headline), key=len)
    return list(_tiles(text, found)) if found else []


def _articles(lines: Piece, at: Sequence[int], markers: set[int], headline: int) -> list[Piece]:
    """The lines of each article that a marker ends, or nothing where the file is one article."""
    edges = pairwise([-1, *at, len(lines)])
    pieces = [(a + 1, lines[a + 1 : b]) for a, b in edges]
    articles = [(first, piece) for first, piece in pieces if _says_something(piece)]
    heads = [_head(piece, first, markers) for first, piece in articles]
    if sum(_has_body(piece) for _, piece in articles) < _LEAST_MARKERS or not all(heads[1:]):
        return []
    others = [piece for _, piece in articles[1:]]
    if any(count_words(piece[0].text) < headline for piece in others):
        return []
    return [_without_preamble(articles[0][1], heads), *others]


def _has_body(piece: Piece) -> bool:
    return any(reads_like_body(line.text) for line in piece)


def _says_something(piece: Piece) -> bool:
    """Whether a piece is an article, be it of short lines; a page's footer has fewer words."""
    return _has_body(piece) or sum(count_words(line.text) for line in piece) > _FOOTER_WORDS


def _head(piece: Piece, first: int, markers: set[int]) -> int:
    """How many lines stand before the body, markers of other kinds left out."""
    body = next((i for i, line in enumerate(piece) if reads_like_body(line.text)), len(piece))
    return sum(first + index not in markers for index in range(body))


def _without_preamble(article: Piece, heads: Sequence[int]) -> Piece:
    """The first article without the page's own lines: its head has no more lines than the others' have."""
    usual = Counter(heads[1:]).most_common(1)[0][0]
    surplus = max(heads[0] - usual, 0)
    few = all(count_words(line.text) <= _PREAMBLE_WORDS for line in article[:surplus])
    return article[surplus:] if few else article


def _tiles(text: Text, articles: Sequence[Piece]) -> Iterator[Part]:
    at = 0
    for article in articles:
        span = Span(article[0].start, min(article[-1].end + 1, len(text)))
        if at < span.start:
            yield Part(Span(at, span.start), END_MARKER if at else PREAMBLE)
        yield Part(span)
        at = span.end
    if at < len(text):
        yield Part(Span(at, len(text)), END_MARKER)

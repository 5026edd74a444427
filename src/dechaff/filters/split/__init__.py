"""split: the articles of a file in which several were joined.

A line that marks the end of an article ("Source link") and recurs is a delimiter, if what it parts
reads like articles: each has a body, and what follows a delimiter begins with a headline. Anything
less sure is one article: a wrong split does more harm than a missed one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dechaff.core.article import Part
from dechaff.core.pipeline import Splitter
from dechaff.core.span import Span
from dechaff.core.text import Text, fold
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.tables import best_table, tiles
from dechaff.filters.split.lines import lines_of
from dechaff.rules.load import built_in
from dechaff.rules.page import Line, Page
from dechaff.rules.rule import Rule

END_MARKER = "S101"
PREAMBLE = "S201"

# One marker alone may be anything; a delimiter recurs.
_LEAST_MARKERS = 2
# A word that charts and teasers carry too ("Source") parts articles only where these have real headlines.
_HEADLINE_WORDS = 4
# Lines of an archive page above its first article are menu words, not sentences.
_PREAMBLE_WORDS = 6
_FOOTER_WORDS = 12


def split(rules: Iterable[Rule] | None = None) -> Splitter:
    """A splitter by recurring end markers: the anchors of rule S101, and its phrases with more proof.

    Args:
        rules: the rules in force, by default those of dechaff; without S101 among them every
            file is one article.
    """
    every = list(built_in() if rules is None else rules)
    in_force = [rule for rule in every if rule.code == END_MARKER]
    grammars = [Grammar(rule) for rule in every if rule.layout]
    sure = {fold(p) for rule in in_force for phrases in rule.anchors.values() for p in phrases}
    likely = {fold(p) for rule in in_force for phrases in rule.phrases.values() for p in phrases}

    def tile(text: Text) -> Sequence[Part]:
        lines = list(lines_of(text))
        table = best_table(grammars, lines)
        if table:
            return list(tiles(text, lines, table))
        page = Page(text)
        counts = Counter(line.key for line in page.lines if line.key in sure or line.key in likely)
        # The marker that parts most articles; of equals the first in the alphabet.
        found: list[list[Line]] = []
        for marker in sorted(key for key, count in counts.items() if count >= _LEAST_MARKERS):
            articles = _articles(page, marker, 0 if marker in sure else _HEADLINE_WORDS, set(counts))
            found = max(found, articles, key=len)
        return list(_tiles(text, found)) if found else [Part(Span(0, len(text)))]

    return tile


def _articles(page: Page, marker: str, words: int, markers: set[str]) -> list[list[Line]]:
    """The lines of each article that a marker ends, or nothing where the file is one article.

    Each but the first must begin with a headline of so many words at least.
    """
    at = [index for index, line in enumerate(page.lines) if line.key == marker]
    edges = [-1, *at, len(page.lines)]
    pieces = [page.lines[a + 1 : b] for a, b in pairwise(edges)]
    articles = [piece for piece in pieces if _says_something(piece)]
    heads = [_head(article, markers) for article in articles]
    if sum(map(_has_body, articles)) < _LEAST_MARKERS or not all(heads[1:]):
        return []
    if any(head[0].words < words for head in heads[1:]):
        return []
    return [_without_preamble(articles[0], [len(head) for head in heads]), *articles[1:]]


def _has_body(piece: list[Line]) -> bool:
    return any(line.is_body for line in piece)


def _says_something(piece: list[Line]) -> bool:
    """Whether a piece is an article, be it of short lines; a page's footer has fewer words."""
    return _has_body(piece) or sum(line.words for line in piece) > _FOOTER_WORDS


def _head(article: list[Line], markers: set[str]) -> list[Line]:
    """The lines before the body, markers of other kinds left out."""
    body = next((i for i, line in enumerate(article) if line.is_body), len(article))
    return [line for line in article[:body] if line.key not in markers]


def _without_preamble(article: list[Line], heads: list[int]) -> list[Line]:
    """The first article without the page's own lines: its head has no more lines than the others' have."""
    usual = Counter(heads[1:]).most_common(1)[0][0]
    surplus = max(heads[0] - usual, 0)
    if all(line.words <= _PREAMBLE_WORDS for line in article[:surplus]):
        return article[surplus:]
    return article


def _tiles(text: Text, articles: list[list[Line]]) -> Iterator[Part]:
    at = 0
    for article in articles:
        span = Span(article[0].span.start, article[-1].whole.end)
        if at < span.start:
            yield Part(Span(at, span.start), END_MARKER if at else PREAMBLE)
        yield Part(span)
        at = span.end
    if at < len(text):
        yield Part(Span(at, len(text)), END_MARKER)

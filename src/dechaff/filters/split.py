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
from dechaff.rules.load import built_in
from dechaff.rules.page import Line, Page
from dechaff.rules.rule import Rule

END_MARKER = "S101"
PREAMBLE = "S201"

# One marker alone may be anything; a delimiter recurs.
_LEAST_MARKERS = 2
# Lines of an archive page above its first article are menu words, not sentences.
_PREAMBLE_WORDS = 6


def split(rules: Iterable[Rule] | None = None) -> Splitter:
    """A splitter by recurring end markers, which are the phrases of rule S101.

    Args:
        rules: the rules in force, by default those of dechaff; without S101 among them every
            file is one article.
    """
    markers = {
        fold(phrase)
        for rule in (built_in() if rules is None else rules)
        if rule.code == END_MARKER
        for phrases in rule.phrases.values()
        for phrase in phrases
    }

    def tile(text: Text) -> Sequence[Part]:
        articles = _articles(Page(text), markers) if markers else []
        if len(articles) < _LEAST_MARKERS:
            return [Part(Span(0, len(text)))]
        return list(_tiles(text, articles))

    return tile


def _articles(page: Page, markers: set[str]) -> list[list[Line]]:
    """The lines of each article, or nothing where the file is one article."""
    at = [index for index, line in enumerate(page.lines) if line.key in markers]
    if len(at) < _LEAST_MARKERS:
        return []
    edges = [-1, *at, len(page.lines)]
    pieces = [page.lines[a + 1 : b] for a, b in pairwise(edges)]
    articles = [piece for piece in pieces if any(line.is_body for line in piece)]
    heads = [_head(article) for article in articles]
    if len(articles) < _LEAST_MARKERS or not all(heads[1:]):
        return []
    return [_without_preamble(articles[0], heads), *articles[1:]]


def _head(article: list[Line]) -> int:
    """How many lines stand before the body."""
    return next(i for i, line in enumerate(article) if line.is_body)


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

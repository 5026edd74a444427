"""Articles on one subject, as the results of a search for a word are: little but markers parts them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dechaff.filters.split.evidence.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .models import Article

# A word that more articles have says little about any of them.
_MOST_HOLDERS = 60
# Articles that share more of their words are copies.
_COPY = 0.5
# Articles that share fewer have nothing to do with each other.
_LEAST = 8


class Kin:
    """Which articles are about the same things."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Nothing is read before it is asked for."""
        self._articles = articles

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        every = [frozenset(tokens(" ".join((article.title, *article.lines)))) for article in self._articles]
        holders = Counter(word for words in every for word in words)
        return [frozenset(word for word in words if holders[word] <= _MOST_HOLDERS) for words in every]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self._words):
            for word in words:
                found[word].append(index)
        return found

    @cached_property
    def _index(self) -> dict[int, int]:
        return {id(article): index for index, article in enumerate(self._articles)}

    def near(self, article: Article, count: int) -> list[Article]:
        """So many articles in its language that share most with it, copies left out, and itself first."""
        own = self._words[self._index[id(article)]]
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(own):
            holders = self._holders[word]
            for other in holders:
                shared[other] += 1 / len(holders)
        # A long article shares words with every other.
        alike = {other: common / len(self._words[other]) ** 0.5 for other, common in shared.items()}
        near = sorted(alike, key=lambda other: (-alike[other], other))
        fit = (self._articles[other] for other in near if self._is_fit(article, own, other))
        return [article, *islice(fit, count)]

    def _is_fit(self, article: Article, own: frozenset[str], other: int) -> bool:
        candidate, words = self._articles[other], self._words[other]
        same = (candidate.lang, candidate.kind) == (article.lang, article.kind)
        return same and _LEAST <= len(own & words) < _COPY * min(len(own), len(words))

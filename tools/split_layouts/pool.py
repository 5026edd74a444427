"""Choosing the articles of a file: mostly one language, often one source, never the same article twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .dates import calendar
from .kin import Kin
from .layout import sentences
from .models import Article, Item
from .separators import ident

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from .words import Tongue


class Pool:
    """Articles by language, kind and source."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Sort the articles into their drawers."""
        self.sound = [article for article in articles if article.kind in ("clean", "crude")] or list(articles)
        self.by_lang: dict[tuple[str, str], list[Article]] = defaultdict(list)
        self.by_source: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in articles:
            self.by_lang[article.lang, article.kind].append(article)
            self.by_source[article.source, article.kind].append(article)
        self.langs = [
            key for key, held in self.by_lang.items() if key[1] in ("clean", "crude") and len(held) > 1
        ]
        self.rich = {
            kind: [key for key, held in self.by_source.items() if key[1] == kind and len(held) > 1]
            for kind in ("clean", "crude")
        }
        self.kin = Kin(self.sound)
        self.loose = [key for key in self.by_lang if key[1] == "loose"]
        weights = {key: len(self.by_lang[key]) ** 0.55 for key in self.langs}
        self.weights = [weights[key] for key in self.langs]

    def draw(self, rng: random.Random, total: int, titled: bool = True, loose: bool = True) -> list[Article]:
        """So many articles (or fewer) that can stand in one file."""
        if loose and self.loose and rng.random() < 0.03:
            return self._take(rng, self.by_lang[rng.choice(self.loose)], total, titled)
        lang, kind = (
            rng.choices(self.langs, self.weights)[0] if self.langs else rng.choice(list(self.by_lang))
        )
        way = rng.random()
        drawer = self.by_lang[lang, kind]
        if way < 0.25 and self.rich[kind]:
            drawer = self.by_source[rng.choice(self.rich[kind])]
        elif way < 0.32:
            drawer = drawer + self.by_lang[lang, "crude" if kind == "clean" else "clean"]
        elif way < 0.40:
            drawer = drawer[:60] + self.by_lang[rng.choice(self.langs)][:200]
        elif way < 0.56:
            drawer = self.kin.near(rng.choice(drawer), 2 * total)
        got = self._take(rng, drawer, total, titled)
        return got if len(got) > 1 else self._take(rng, self.sound, total, titled)

    @staticmethod
    def _take(rng: random.Random, drawer: list[Article], total: int, titled: bool) -> list[Article]:
        """Distinct articles out of a drawer."""
        got: list[Article] = []
        seen: set[str] = set()
        for article in rng.sample(drawer, min(len(drawer), total * 2 + 4)):
            keys = {(article.title or article.lines[0])[:16].lower(), max(article.lines, key=len)[:40]}
            if (
                article.kind != "raw"
                and (article.title or not titled)
                and len(got) < total
                and not keys & seen
            ):
                got.append(article)
                seen |= keys
        return got


_POOLS: dict[int, tuple[Sequence[Article], Pool]] = {}


def pool_of(articles: Sequence[Article]) -> Pool:
    """The pool of these articles; kept, for a trainer asks thousands of times."""
    held = _POOLS.get(id(articles))
    if held is None or held[0] is not articles:
        if len(_POOLS) > 8:
            _POOLS.clear()
        held = _POOLS[id(articles)] = (articles, Pool(articles))
    return held[1]


def draw_total(rng: random.Random) -> int:
    """How many articles a file holds."""
    draw = rng.random()
    return (
        rng.randint(2, 4)
        if draw < 0.45
        else rng.randint(4, 7)
        if draw < 0.82
        else rng.randint(8, 12)
        if draw < 0.94
        else (rng.randint(13, 30))
    )


def _cut(rng: random.Random, lines: Sequence[str], regime: str) -> list[str]:
    """The lines of an article as far as the regime of its file goes."""
    if regime == "brief":
        return [" ".join(sentences(lines[0])[: rng.randint(1, 3)]), *list(lines[1 : rng.randint(1, 2)])]
    if regime == "lead":
        return list(lines[: rng.randint(2, 6)])
    if regime == "sentence":
        return [part for line in lines[:25] for part in sentences(line)]
    if regime == "merged":
        return [" ".join(lines[at : at + 4]) for at in range(0, min(len(lines), 40), 4)]
    size = rng.randint(3, 25) if regime == "cut" else 400
    return list(lines[:size])


def draw_regime(rng: random.Random, total: int, bucket: str) -> str:
    """How much of each article a file shows; briefs that nothing parts are a digest, which is one article."""
    brief = {"explicit": 15, "blank": 0, "no_title": 0}.get(bucket, 7)
    names, weights = ("full", "cut", "lead", "brief", "sentence", "merged"), [30, 38, 14, brief, 6, 5]
    if total > 12:
        weights[0] = 4
    return rng.choices(names, weights)[0]


def _numbers(rng: random.Random, total: int) -> list[int]:
    """The numbers that the markers of a file carry: mostly 1, 2, 3, not always."""
    draw = rng.random()
    if draw < 0.6:
        return list(range(1, total + 1))
    first = rng.choice([0, rng.randint(1, 30), rng.randint(100, 99_999)])
    if draw < 0.75:
        return list(range(first, first + total))
    steps = sorted(rng.sample(range(1, total * rng.choice([2, 4, 100]) + 1), total))
    return [first + step for step in (steps if draw < 0.9 else reversed(steps))]


def make_items(rng: random.Random, tongue: Tongue, articles: Sequence[Article], regime: str) -> list[Item]:
    """The articles of a file with dates, authors, sections and numbers of their own."""
    total = len(articles)
    dates, numbers = calendar(rng, total), _numbers(rng, total)
    authors = [tongue.person() for _ in range(rng.choice([1, 2, 3, 20]))]
    sections = [tongue.fresh("sections") for _ in range(rng.choice([1, 3, 6]))]
    titles = [article.title for article in articles]
    items = []
    for at, article in enumerate(articles):
        own = "full" if regime == "full" or rng.random() < 0.05 else regime
        lines = [line for line in _cut(rng, article.lines, own) if line] or list(article.lines[:2])
        items.append(
            Item(
                rng,
                article,
                article.title,
                lines,
                at,
                total,
                numbers[at],
                dates[at],
                rng.choice(authors),
                rng.choice(sections),
                tongue.place(),
                ident(rng),
                titles[:at] + titles[at + 1 :],
            )
        )
    return items

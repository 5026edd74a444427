"""Accounting: what files say of their articles against what was found, and which numbers are missing."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dechaff.core.article import Cleaned, Part
from dechaff.core.hit import Effect
from dechaff.core.text import Text

# A piece joins an export unless more than this share of its numbers is there already: then it is another.
_SHARED = 0.5
# One file of an export that begins behind this number is a part by choice; before, it has lost its start.
_LATE = 10


class Numbered(NamedTuple):
    """An article with the number that its file gives it, and the lines of the original that it stands in."""

    file: Path
    number: int
    total: int | None
    first: int
    last: int


class Gap(NamedTuple):
    """Numbers that are missing, and the articles above and below the place where they should stand.

    One of the two is None where the numbers are missing at the start or at the end.
    """

    first: int
    last: int
    above: Numbered | None
    below: Numbered | None

    @property
    def file(self) -> Path:
        """The file in which to look for them."""
        return (self.below or self._above).file

    @property
    def line(self) -> int:
        """The line of the original, from 1, at which they should stand."""
        return self.below.first if self.below else self._above.last

    @property
    def _above(self) -> Numbered:
        assert self.above is not None
        return self.above

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Account:
    """What was found in one file, and what the file says of itself.

    Attributes:
        file: its path.
        found: how many articles were found; empty ones count for nothing.
        stated: the highest total that the file states; None where it states none.
        numbered: the articles that the file numbers, in its order.
        rules: the codes of the rules that parted it, in the order of their first use.
        possible: how many more articles may begin in it, by what its parts note.
        confidence: how sure the least sure of its seams is, from 0 to 1; None where it was not parted.
    """

    file: Path
    found: int
    stated: int | None
    numbered: tuple[Numbered, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float | None = None
    possible: int = 0

    @cached_property
    def exports(self) -> tuple["Export", ...]:
        """The exports in the file: more than one where several were joined to one file."""
        return tuple(exports([self]))

    @property
    def claimed(self) -> int | None:
        """How many articles the file says that there are; what several exports in it say is added up."""
        totals = [export.total for export in self.exports if export.total is not None]
        return sum(totals) if totals else self.stated


@dataclass
class Export:
    """Articles that are numbered in one sequence, in one file or in several.

    Attributes:
        total: how many there are, as the files say; None where they do not.
        articles: the first article of each number.
        again: articles with a number that was there before.
        files: the files that hold them, in their order.
    """

    total: int | None
    articles: dict[int, Numbered] = field(default_factory=dict)
    again: list[Numbered] = field(default_factory=list)
    files: dict[Path, None] = field(default_factory=dict)

    def add(self, piece: Iterable[Numbered]) -> None:
        """Take up articles of one file."""
        for article in piece:
            self.files[article.file] = None
            if article.number in self.articles:
                self.again.append(article)
            else:
                self.articles[article.number] = article

    def takes(self, file: Path, numbers: Set[int]) -> bool:
        """Whether numbers of a file belong to this export: most of them are not there yet."""
        if len(self.articles) == self.total or (self.total is None and file not in self.files):
            return False
        return len(self.articles.keys() & numbers) <= _SHARED * len(numbers)

    @property
    def first(self) -> int:
        """The lowest number."""
        return min(self.articles)

    @property
    def last(self) -> int:
        """The highest number."""
        return max(self.articles)

    @property
    def is_part(self) -> bool:
        """Whether this is a part of an export by choice: one file of it, that does not begin near 1."""
        return len(self.files) == 1 and self.first > _LATE

    def gaps(self, *, ends: bool = True) -> Iterator[Gap]:
        """The numbers that are missing, in order.

        Args:
            ends: also those before the first and behind the last number, unless this is a part by choice.
        """
        numbers = sorted(self.articles)
        ends = ends and not self.is_part
        if ends and numbers[0] > 1:
            yield Gap(1, numbers[0] - 1, None, self.articles[numbers[0]])
        for one, other in pairwise(numbers):
            if other > one + 1:
                yield Gap(one + 1, other - 1, self.articles[one], self.articles[other])
        if ends and self.total is not None and self.total > numbers[-1]:
            yield Gap(numbers[-1] + 1, self.total, self.articles[numbers[-1]], None)


def account(file: Path, cleaned: Cleaned) -> Account:
    """What was found in one file."""
    text = cleaned.whole.text
    articles = [part for part in cleaned.parts if part.code is None]
    stated = [part.total for part in cleaned.parts if part.total is not None]
    seams = inner_seams(cleaned.parts)
    return Account(
        file,
        found=sum(bool(text.slice(part.span).strip()) for part in articles),
        stated=max(stated, default=None),
        numbered=tuple(_numbered(file, cleaned, articles)),
        rules=tuple(_rules(articles, seams)),
        confidence=min((seam.score for seam in seams), default=None),
        possible=sum(hit.effect is Effect.NOTE for part in articles for hit in part.hits),
    )


def _numbered(file: Path, cleaned: Cleaned, parts: Sequence[Part]) -> Iterator[Numbered]:
    for part, article in zip(parts, cleaned.articles, strict=True):
        if part.number is not None:
            first, last = lines_of(cleaned.original, *article.span)
            yield Numbered(file, part.number, part.total, first, last)


def lines_of(text: Text, start: int, end: int) -> tuple[int, int]:
    """The first and the last line, from 1, of a span."""
    return text.position(start)[0], text.position(max(start, end - 1))[0]


def inner_seams(parts: Sequence[Part]) -> Sequence[Part]:
    """The seams between articles: not what stands above the first and below the last."""
    at = [index for index, part in enumerate(parts) if part.code is None]
    return [part for part in parts[at[0] : at[-1]] if part.code] if at else []


def _rules(articles: Iterable[Part], seams: Iterable[Part]) -> Iterable[str]:
    """The rules that parted a file, or knew its one article for what it is."""
    known = (hit.code for part in articles for hit in part.hits if hit.effect is not Effect.NOTE)
    return dict.fromkeys([*(seam.code for seam in seams if seam.code), *known])


def exports(accounts: Iterable[Account]) -> list[Export]:
    """The exports that files hold, or parts of them.

    Files of one layout that state the same total, and give different numbers, are parts of one export.
    Where most numbers come again, it is another export of the same size.
    """
    found: dict[tuple[object, ...], list[Export]] = {}
    for one in accounts:
        for piece in _pieces(one.numbered):
            total, numbers = _total(piece), {article.number for article in piece}
            alike = found.setdefault((total, one.rules), [])
            home = next((export for export in alike if export.takes(one.file, numbers)), None)
            if home is None:
                home = Export(total)
                alike.append(home)
            home.add(piece)
    return [export for alike in found.values() for export in alike]


def _pieces(articles: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """The articles of a file up to where numbers come again, or another total does: exports were joined."""
    piece: list[Numbered] = []
    seen: set[int] = set()
    for article in articles:
        if piece and _begins_anew(article, piece[-1], seen):
            yield piece
            piece, seen = [], set()
        piece.append(article)
        seen.add(article.number)
    if piece:
        yield piece


def _begins_anew(article: Numbered, above: Numbered, seen: set[int]) -> bool:
    if article.number in seen and article.number != above.number:
        return True
    return None not in (article.total, above.total) and article.total != above.total


def _total(piece: Iterable[Numbered]) -> int | None:
    return max((article.total for article in piece if article.total is not None), default=None)

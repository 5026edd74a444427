"""Ledger: every part of every file as a line of JSON, then what each file holds and lacks."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dechaff.core.article import Article, Cleaned, Part
from dechaff.core.facts import Value
from dechaff.core.hit import Effect
from dechaff.core.span import Span
from dechaff.corpus.accounting import Account, Export, lines_of

# A first line that stands for a title may be a whole article.
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class Possible:
    """A line of the original, from 1, at which an article may begin; how sure that is, why, and the line."""

    line: int
    confidence: float
    evidence: str
    title: str


@dataclass(frozen=True)
class Tile:
    """One part of a file; the tiles of a file, one after the other, are the file.

    Attributes:
        file: the file.
        kind: `article`, `preamble` (above the first article), `footer` (below the last) or `seam`.
        id: of an article, the same as that of its record; None for others.
        number: the number that the file gives an article.
        total: how many articles the file says there are.
        first_line: the first line of the original that it stands in, from 1.
        last_line: the last one.
        start: where it begins, in code points of the decoded original.
        end: where it ends.
        title: its title, or else its first line.
        confidence: how sure the seam is, or the less sure of the two around an article, from 0 to 1; None
            for the article of a file that was not parted.
        evidence: why the file is parted at this seam; of an article, at the one above it, or else below.
        rule: the code of the rule that the seam, or the article's layout, goes by.
        facts: what is known about an article.
        possible: where in an article another may begin, though it is not sure enough to part it there.
    """

    file: str
    kind: str
    id: str | None
    number: int | None
    total: int | None
    first_line: int
    last_line: int
    start: int
    end: int
    title: str
    confidence: float | None
    evidence: str
    rule: str | None
    facts: Mapping[str, Value]
    possible: Sequence[Possible] = ()


def tiles(file: Path, cleaned: Cleaned) -> Iterator[Tile]:
    """The parts of one file, in order."""
    articles = enumerate(cleaned.articles, 1)
    kinds = _kinds(cleaned.parts)
    for index, (part, span) in enumerate(zip(cleaned.parts, _spans(cleaned), strict=True)):
        number, article = next(articles) if part.code is None else (0, None)
        first, last = lines_of(cleaned.original, *span)
        seams = [one for one in _around(cleaned.parts, index) if one.code]
        yield Tile(
            file=file.as_posix(),
            kind=kinds[index],
            id=f"{file.as_posix()}#{number}" if article else None,
            number=part.number,
            total=part.total,
            first_line=first,
            last_line=last,
            start=span.start,
            end=span.end,
            title=_title(article, cleaned.whole.text.slice(part.span)),
            confidence=min((round(one.score, 4) for one in seams), default=None),
            evidence=next((one.detail for one in seams if one.detail), ""),
            rule=next(_codes(part, seams), None),
            facts=dict(article.facts) if article else {},
            possible=tuple(_possible(part, article)) if article else (),
        )


def _kinds(parts: Sequence[Part]) -> list[str]:
    articles = [index for index, part in enumerate(parts) if part.code is None]
    first, last = (articles[0], articles[-1]) if articles else (len(parts), len(parts))

    def kind(index: int) -> str:
        if parts[index].code is None:
            return "article"
        return "preamble" if index < first else "footer" if index > last else "seam"

    return list(map(kind, range(len(parts))))


def _around(parts: Sequence[Part], index: int) -> Sequence[Part]:
    """A seam itself, or an article's neighbours."""
    return (
        [parts[index]]
        if parts[index].code
        else [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]]
    )


def _codes(part: Part, seams: Iterable[Part]) -> Iterator[str]:
    yield from (hit.code for hit in part.hits if hit.effect is not Effect.NOTE)
    yield from (seam.code for seam in seams if seam.code)


def _possible(part: Part, article: Article) -> Iterator[Possible]:
    """What the splitter noted of an article, in the coordinates of the original."""
    noted = {hit.code for hit in part.hits if hit.effect is Effect.NOTE}
    for finding in article.document.findings:
        if finding.code in noted and not finding.applied:
            line, _ = article.document.original.position(finding.span.start)
            yield Possible(line, round(finding.score, 4), finding.detail, _first_line(finding.old))


def _spans(cleaned: Cleaned) -> Iterator[Span]:
    """Where each part stands in the original; what a repair cut between two belongs to the upper one."""
    end = len(cleaned.original)
    starts = [cleaned.whole.origin(part.span).start for part in cleaned.parts]
    return (Span(*edges) for edges in pairwise([0, *starts[1:], end]))


def _title(article: Article | None, text: str) -> str:
    """The title that a layout knows, or the first line that says something."""
    if article is not None:
        if article.title:
            return article.title
        text = article.text
    return _first_line(text)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.split("\n") if line.strip()), "")[:_LONGEST_TITLE]


def lines(tiles: Iterable[Tile]) -> Iterator[bytes]:
    """Tiles as lines of the ledger."""
    return (_line(asdict(tile)) for tile in tiles)


def summaries(
    accounts: Iterable[Account], exports: Sequence[Export], *, ends: bool = True
) -> Iterator[bytes]:
    """What each file holds and lacks, as lines of the ledger.

    Args:
        accounts: the files.
        exports: what they hold together.
        ends: whether numbers may be missing at the ends of an export too.
    """
    missing: dict[Path, list[tuple[int, int]]] = {}
    for gap in (gap for export in exports for gap in export.gaps(ends=ends)):
        missing.setdefault(gap.file, []).append((gap.first, gap.last))
    again = [article for export in exports for article in export.again]
    for account in accounts:
        yield _line(
            {
                "file": account.file.as_posix(),
                "kind": "file",
                "found": account.found,
                "claimed": account.claimed,
                "missing": missing.get(account.file, []),
                "again": [article.number for article in again if article.file == account.file],
                "confidence": account.confidence,
                "possible": account.possible,
                "rules": account.rules,
            }
        )


def _line(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n"

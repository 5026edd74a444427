"""What comes out: articles, and the cleaned whole that can be restored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby

from dechaff.core.document import Document
from dechaff.core.facts import Facts
from dechaff.core.finding import Finding
from dechaff.core.hit import Hit
from dechaff.core.layer import Piece
from dechaff.core.report import Report
from dechaff.core.source import Source
from dechaff.core.span import Span, union
from dechaff.core.text import Text

UNKNOWN = "und"
# The rule under which a text is cleaned with line feeds whatever its own line breaks are.
NEWLINE_STYLE = "E210"
_STYLE = frozenset({NEWLINE_STYLE})


@dataclass(frozen=True)
class Article:
    """One clean article and its history.

    Attributes:
        document: the text with the trail of layers that led to it.
        span: where the article stands in the decoded original, before anything was cut from it.
        facts: what is known about it; dates, bylines, tags and the like.
        language: its BCP 47 code, `und` where there is none.
        findings: what was done to it and noted, in coordinates of the decoded original.
    """

    document: Document
    span: Span
    facts: Facts
    findings: tuple[Finding, ...]
    language: str = UNKNOWN

    @property
    def text(self) -> str:
        """The clean text."""
        return str(self.document.text)

    @property
    def title(self) -> str | None:
        """The headline, where the article has one."""
        title = self.facts.get("title")
        return title if isinstance(title, str) else None

    def undo(self) -> str:
        """The article as it stood in the decoded original, made again from its text and its layers."""
        whole = self.document.undo()
        return whole[self.span.start : self.span.end]

    def origin(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of `text` stood in the decoded original.

        Raises:
            ValueError: the text has no such characters.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"asked for characters {start} to {end} of a text of {len(self.text)}")
        return self.document.origin(Span(start, end))


@dataclass(frozen=True)
class Part:
    """One tile of a file: an article, or the seam before, between or after articles.

    A seam between two articles may be empty: it still says why the file is parted there.

    Attributes:
        span: where, in the text that was split.
        code: the rule that took a seam away; None for an article.
        score: how sure it is that the file is parted at this seam, from 0 to 1.
        detail: the evidence for that, in words.
        hits: what a layout knows of an article: lines that are data about it, and facts;
            in the coordinates of the article.
        number: the number that the file itself gives an article.
        total: how many articles the file says there are.
    """

    span: Span
    code: str | None = None
    score: float = 1.0
    detail: str = ""
    hits: tuple[Hit, ...] = ()
    number: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Cleaned:
    """The articles of one input, and the account of everything else.

    Attributes:
        articles: the clean articles, in the order of the input.
        findings: all that was done and noted, by place.
        report: the same in numbers that add up.
        whole: the input after the filters that see the file as one.
        parts: the tiles of `whole.text`: articles and seams.
        source: how the text was read from bytes; None where a `str` was given.
    """

    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]
    report: Report
    whole: Document
    parts: tuple[Part, ...]
    source: Source | None = None

    @property
    def original(self) -> Text:
        """The decoded original, which every span of a finding points into."""
        return self.whole.original

    @cached_property
    def text(self) -> str:
        """The input cleaned in place: the clean articles, with their seams still between them."""
        return self._assemble(article.text for article in self.articles)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The input cleaned in place: the spans of the original that stay, and what is written between.

        Line breaks of the input's own kind stay as they are, and so do seams.
        """
        parts: Iterable[Piece] = chain.from_iterable(self._pieces_of_parts())
        for step in reversed(self.whole.trail):
            parts = step.before(parts, _STYLE)
        return tuple(_joined(parts, self.original.newline))

    @property
    def in_style(self) -> str:
        """`text` with the line breaks that the input uses."""
        slice_ = self.original.slice
        return "".join(piece if isinstance(piece, str) else slice_(piece) for piece in self.pieces)

    def in_place(self) -> str | bytes:
        """The input cleaned in place, as it was given: a text, or its bytes in the charset that they are in.

        Bytes of what stays are those that were given.

        Raises:
            UnicodeEncodeError: something is written that the charset does not have.
        """
        if self.source is None:
            return self.in_style
        source, original = self.source, self.original
        return source.mark + b"".join(
            piece.encode(source.charset) if isinstance(piece, str) else source.encode_span(original, piece)
            for piece in self.pieces
        )

    def _pieces_of_parts(self) -> Iterator[Iterable[Piece]]:
        articles = iter(self.articles)
        for part in self.parts:
            if part.code:
                yield [part.span]
                continue
            document = next(articles).document
            pieces: Iterable[Piece] = [Span(0, len(document.text))]
            for step in reversed(document.trail[len(self.whole.trail) :]):
                pieces = step.before(pieces)
            yield pieces

    def restore(self) -> str | bytes:
        """The original as it was given, made again from the articles, the seams and the layers."""
        steps = len(self.whole.trail) + 1
        text = self._assemble(article.document.undo(steps) for article in self.articles)
        original = replace(self.whole, text=Text(text)).undo()
        return original if self.source is None else self.source.encode(original)

    def byte_span(self, span: Span) -> Span:
        """Where a span of the decoded original stands in the bytes that were given.

        Exact, but for text that cannot be encoded to the same bytes again: there it is where that
        stretch of the file begins.

        Raises:
            TypeError: a `str` was given, so there are no bytes.
        """
        if self.source is None:
            raise TypeError("a str was cleaned, which has no bytes; give clean() the bytes of the file")
        return Span(*(self.source.byte_offset(self.original, offset) for offset in span))

    def _assemble(self, texts: Iterator[str]) -> str:
        seam = self.whole.text.slice
        return "".join(seam(part.span) if part.code else next(texts) for part in self.parts)


def _joined(pieces: Iterable[Piece], newline: str) -> Iterator[Piece]:
    """The pieces, of which those that touch are one, and what is written has the text's own line breaks."""
    for written, group in groupby(pieces, lambda piece: isinstance(piece, str)):
        if written:
            text = "".join(piece for piece in group if isinstance(piece, str))
            if text:
                yield text.replace(newline, "\n").replace("\n", newline)
        else:
            yield from union(piece for piece in group if isinstance(piece, Span))

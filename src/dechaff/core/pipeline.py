"""Pipeline: the order in which filters see a text. Five named slots, so that the order is the type."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from dechaff.core.article import UNKNOWN, Article, Cleaned, Part
from dechaff.core.diff import edits_between
from dechaff.core.document import Document, Found
from dechaff.core.facts import Facts
from dechaff.core.finding import Finding
from dechaff.core.hit import Effect, Hit, resolve
from dechaff.core.layer import Layer
from dechaff.core.report import Report
from dechaff.core.source import Source
from dechaff.core.span import Span
from dechaff.core.text import Text

Filter = Callable[[Text], Iterable[Hit] | str]
Filters = Sequence["Filter | Filters"]
Splitter = Callable[[Text], Sequence[Part]]

# The rule under which a filter is refused that would take more of an article than is allowed.
TOO_MUCH = "X101"


class Reading(NamedTuple):
    """What a decoder makes of bytes: the text, how it was read, and what there is to say about that."""

    text: str
    source: Source
    hits: tuple[Hit, ...] = ()


class Decoder(Protocol):
    """Bytes to text; never fails, and remembers enough to give the same bytes back."""

    def __call__(self, data: bytes, /) -> Reading: ...


class Naming(Protocol):
    """The language of a text: a BCP 47 code, `und` where there is none; never raises."""

    def __call__(self, text: str, /) -> str: ...


class Annotator(Protocol):
    """The facts in normal form, from what filters captured and the language of the article."""

    def __call__(self, found: Sequence[Found], language: str, /) -> Facts: ...


@dataclass(frozen=True)
class Pipeline:
    """Filters in the order in which a text meets them.

    A filter is any function from text to hits, or from text to text: what a text-to-text function
    changed is found by comparing. Each filter is one layer, and sees the output of the one before.
    A sequence of filters may stand wherever a filter may; where it has a method `needed`, that says which
    of them may have something to do with a text.

    Attributes:
        decode: bytes to text; needed only where bytes are given.
        whole: filters that see the file as one, such as repairs of its encoding.
        split: the parts of the file; without it the file is one article.
        each: filters that see one article at a time.
        language: names the language of an article.
        facts: turns what was captured into facts.
        max_cut: the largest share of an article's characters, white space aside, that one filter
            may cut; where it would cut more it is left out for that article, with a finding. A filter with a
            true attribute `unlimited` is not held to it.
        fingerprint: names the version and the rules in force, for reports.
    """

    decode: Decoder | None = None
    whole: Filters = ()
    split: Splitter | None = None
    each: Filters = ()
    language: Naming | None = None
    facts: Annotator | None = None
    max_cut: float = 1.0
    fingerprint: str = ""

    def run(self, data: str | bytes) -> Cleaned:
        """Everything that becomes of one input.

        Raises:
            TypeError: `data` is neither `str` nor `bytes`, or is `bytes` and nothing decodes it.
        """
        whole, source = self._open(data)
        for step in _flat(self.whole, whole.text):
            whole = whole.layer(_name(step), _hits(step, whole.text))
        parts = tuple(self.split(whole.text)) if self.split else (Part(Span(0, len(whole.text))),)
        before = sorted(whole.findings, key=_place)
        starts = [finding.span.start for finding in before]
        articles = []
        for part in parts:
            if part.code is None:
                span = whole.origin(part.span)
                own = before[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
                articles.append(self._article(whole, part, span, own))
        return self._account(whole, source, parts, tuple(articles))

    def leave(self, text: Text) -> Text:
        """What the filters for articles leave of the text of one: as `run`, without an account of it."""
        for step in _flat(self.each, text):
            edits = resolve(_hits(step, text))
            after = Text(Layer.over(text, _name(step), edits).apply(text)) if edits else text
            if self._allows(step, _share_cut(text, after)):
                text = after
        return text

    def _open(self, data: str | bytes) -> tuple[Document, Source | None]:
        if isinstance(data, str):
            return Document.of(data), None
        if isinstance(data, bytearray | memoryview):
            data = bytes(data)
        if not isinstance(data, bytes):
            raise TypeError(f"give text as str or a file's content as bytes, not {type(data).__name__}")
        if self.decode is None:
            raise TypeError("this pipeline reads str only: give it decode=filters.decode() for bytes")
        reading = self.decode(data)
        return Document.of(reading.text).layer("decode", reading.hits), reading.source

    def _article(self, whole: Document, part: Part, span: Span, before: Sequence[Finding]) -> Article:
        document = whole.window("article", part.span)
        if part.hits:
            document = document.layer("layout", part.hits)
        for step in _flat(self.each, document.text):
            document = self._guarded(document, step)
        # Of an article that was dropped, what is known is the language for which it was.
        said = document.text if document.text.strip() else whole.text.slice(part.span)
        language = self.language(said) if self.language else UNKNOWN
        inherited = (finding for finding in before if finding.span.end <= span.end)
        return Article(
            document,
            span,
            self.facts(document.found, language) if self.facts else Facts(),
            tuple(sorted([*inherited, *document.findings], key=_place)),
            language,
        )

    def _allows(self, step: Filter, share: float) -> bool:
        return share <= self.max_cut or getattr(step, "unlimited", False)

    def _guarded(self, document: Document, step: Filter) -> Document:
        after = document.layer(_name(step), _hits(step, document.text))
        share = _share_cut(document.text, after.text)
        if self._allows(step, share):
            return after
        everything = document.origin(Span(0, len(document.text)))
        return document.note(Finding(TOO_MUCH, everything, "", "", share, applied=False))

    def _account(
        self,
        whole: Document,
        source: Source | None,
        parts: tuple[Part, ...],
        articles: tuple[Article, ...],
    ) -> Cleaned:
        seams = [_seam(whole, part) for part in parts if part.code]
        own = [f for article in articles for f in article.document.findings]
        findings = tuple(sorted([*whole.findings, *seams, *own], key=_place))
        report = Report.of(
            findings,
            articles=len(articles),
            came_in=len(whole.original),
            went_out=sum(len(article.document.text) for article in articles),
            fingerprint=self.fingerprint,
        )
        return Cleaned(articles, findings, report, whole, parts, source)


def _flat(filters: Filters, text: Text) -> Iterator[Filter]:
    for step in filters:
        if callable(step):
            yield step
        else:
            needed = getattr(step, "needed", None)
            yield from _flat(needed(text) if needed else step, text)


def _name(step: Filter) -> str:
    return str(getattr(step, "name", None) or getattr(step, "__name__", type(step).__name__))


def _hits(step: Filter, text: Text) -> Iterable[Hit]:
    result = step(text)
    if not isinstance(result, str):
        return result
    changes = edits_between(text, result)
    return [Hit(_name(step), span, Effect.WRITE if new else Effect.CUT, new) for span, new in changes]


def _seam(whole: Document, part: Part) -> Finding:
    assert part.code is not None
    return Finding(
        part.code, whole.origin(part.span), whole.text.slice(part.span), "", part.score, detail=part.detail
    )


def _share_cut(before: str, after: str) -> float:
    """The share of a text's characters, white space aside, that a filter took."""
    if before is after:
        return 0.0
    weight = _weight(before)
    return 1 - _weight(after) / weight if weight else 0.0


def _weight(text: str) -> int:
    return len(text) - sum(map(text.count, " \t\n\r\xa0"))


def _place(finding: Finding) -> tuple[Span, str, bool]:
    return finding.order

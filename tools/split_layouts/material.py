"""Articles to build files from, read out of the shared benchmarks (other people's text: never committed)."""

from __future__ import annotations

import gzip
import json
import re
from ast import literal_eval
from typing import TYPE_CHECKING, Any

from .layout import sentences
from .models import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Record = dict[str, Any]
LEAST, MOST = 350, 30_000
PLAIN_KINDS = (
    "multi:blank_only",
    "multi:multi_blank",
    "multi:form_feed",
    "multi:dash_rule",
    "single:c_plain",
    "multi:url_line",
    "multi:file_marker",
    "multi:cat_head",
    "multi:date_before",
    "multi:kv_header",
    "multi:digest",
    "multi:front_matter",
    "multi:numbered",
)
FIELD = re.compile(r"^(?:[A-Za-z-]{2,14}: |---|https?://|=== |--- |==> )")
RULE = re.compile(r"^[\W_]+$")
SPACES = re.compile(r"[\t\x0b\x0c\r\x1c-\x1f\x85\xa0\u2028\u2029\u200b\ufeff\x00 ]+")
SITE = re.compile(r"\s+(?:[|»–—:-]|::)\s+[^|»]{2,40}$")
WORD = re.compile(r"[^\W\d_]+")
PAGES = ("daniel", "fundus", "newspaper")


def _records(path: Path) -> Iterator[Record]:
    """The records of a gzipped JSON-lines file; none where it is missing."""
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def _clean(text: str) -> str:
    """A line without controls and without spaces that are not plain ones."""
    return SPACES.sub(" ", text.replace("\xad", "")).strip()


def _lines(text: str) -> list[str]:
    """The non-blank lines of a text."""
    return [line for line in map(_clean, text.split("\n")) if line]


def _key(title: str) -> str:
    """A title reduced to what tells it apart."""
    return "".join(sign for sign in title.lower() if sign.isalnum())[:60]


def _titles(record: Record) -> list[str]:
    """The titles of a page; best first: one whose words come again in the text."""
    titles = record["titles"]
    titles = literal_eval(titles) if isinstance(titles, str) else titles
    cleaned = [_clean(title) for title in titles] + [SITE.sub("", _clean(title)) for title in titles]
    text, gold = "\n" + record["text"] + "\n", record["gold_text"].lower()
    fitting = [
        title for title in dict.fromkeys(cleaned) if 8 <= len(title) <= 200 and _told(title, gold) > 0.34
    ]
    return sorted(
        fitting,
        key=lambda title: (
            -round(_told(title, gold), 1),
            f"\n{title}\n" not in text,
            len(title) < 20,
            len(title),
        ),
    )


def _told(title: str, gold: str) -> float:
    """How much of a title comes again in the text: the name of a site does not."""
    words = [word for word in WORD.findall(title.lower()) if len(word) > 3]
    if len(words) < 2:
        words = [title[at : at + 2].lower() for at in range(len(title) - 1)]
    return sum(word in gold for word in words) / len(words)


def _without(lines: list[str], title: str) -> list[str]:
    """The lines without the title, where the title is among the first lines."""
    key = _key(title)
    for at, line in enumerate(lines[:4]):
        if key and _key(line).endswith(key) and len(line) < len(title) + 12:
            return lines[:at] + lines[at + 1 :]
    return lines


def _fits(lines: list[str]) -> bool:
    """Neither too short nor too long."""
    return LEAST <= sum(map(len, lines)) <= MOST


def _crude(record: Record, title: str) -> list[str]:
    """The page from its title on, with the cruft inside it and up to a dozen lines after it."""
    pairs = [
        pair
        for pair in zip(record["line_labels"], record["text"].split("\n"), strict=False)
        if pair[0] != "-"
    ]
    content = [at for at, (label, _) in enumerate(pairs) if label in "12"]
    if not content:
        return []
    body = next((at for at in content if pairs[at][0] == "1"), content[0])
    heads = [
        at for at in range(max(0, body - 15), min(body + 2, len(pairs))) if _key(pairs[at][1]) == _key(title)
    ]
    start = heads[-1] + 1 if heads else body
    last = max(content[-1], start)
    return [
        line
        for _, line in (
            (label, _clean(line)) for label, line in pairs[start : last + 1 + (len(title) * 7) % 13]
        )
        if line
    ]


def _pages(path: Path) -> Iterator[Article]:
    """Clean, crude and whole pages of the cruft benchmark; two renderings of a page at most."""
    seen: dict[str, int] = {}
    for number, record in enumerate(_records(path)):
        count = seen.get(record["doc"], 0)  # the first rendering gives the clean article
        if count > 2 or (count and (number + len(record["doc"])) % 2):
            continue
        seen[record["doc"]] = count + 1
        titles = _titles(record)
        yield from _of_page(record, titles[0] if titles else "", not count)


def _of_page(record: Record, title: str, clean: bool) -> Iterator[Article]:
    """What one rendering of a page gives."""
    lang, source = record["lang"], record["domain"] or record["dataset"]
    if clean:
        gold = _without(_lines(record["gold_text"]), title)
        if _fits(gold):
            yield Article(title, tuple(gold), lang, source)
        if record["dataset"] in PAGES and len(record["text"]) < MOST and _fits(gold):
            yield Article(title, tuple(_lines(record["text"])), lang, source, "raw")
        return
    crude = _crude(record, title)
    if _fits(crude):
        yield Article(title, tuple(crude), lang, source, "crude")


def _splits(path: Path) -> Iterator[Article]:
    """The articles of the split benchmark whose style comes off easily."""
    for record in _records(path):
        if record["kind"] not in PLAIN_KINDS or not record.get("titles"):
            continue
        bounds = [*record["boundaries"], len(record["text"])]
        for title, start, end in zip(record["titles"], bounds, bounds[1:], strict=False):
            lines = _lines(record["text"][start:end])
            while lines and FIELD.match(lines[0]):
                lines.pop(0)
            lines = _without(lines, title)
            while lines and (RULE.match(lines[-1]) or len(lines[-1]) < 2):
                lines.pop()
            if _fits(lines):
                kind = "crude" if record.get("variant") == "crude" else "clean"
                yield Article(
                    _clean(title)[:200], tuple(lines), record["lang"], f"split:{record['lang']}", kind
                )


def _loose(path: Path, known: set[str]) -> Iterator[Article]:
    """Texts in languages that nothing else has; their sentences do not hang together."""
    for record in _records(path):
        if record["kind"] == "doc" and record["lang"] not in known:
            lines = _lines(record["text"])
            if _fits(lines):
                title = sentences(lines[0])[0][:80].rsplit(" ", 1)[0].strip(" ,.;:")
                yield Article(title, tuple(lines), record["lang"], record["src"], "loose")


def _distinct(articles: Iterator[Article]) -> Iterator[Article]:
    """Each title and kind at most twice, each beginning once."""
    seen: set[tuple[str, str]] = set()
    for article in articles:
        keys = {
            (article.kind, _key(" ".join(article.lines)[:200])),
            (article.kind, str(len("".join(article.lines))) + article.title),
        }
        if not keys & seen:
            seen |= keys
            yield article


def load_material(shared: Path) -> list[Article]:
    """All the articles that the shared benchmarks give."""
    bench = shared / "bench"
    articles: list[Article] = []
    for name in ("dev", "train"):
        articles += _pages(bench / "cruft" / f"{name}.jsonl.gz")
    for name in ("dev", "dev2"):
        articles += _splits(bench / "split" / f"{name}.jsonl.gz")
    articles = list(_distinct(iter(articles)))
    return articles + list(_loose(bench / "lang" / "dev.jsonl.gz", {article.lang for article in articles}))

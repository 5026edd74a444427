"""Splitting by evidence: invented layouts, controls, reasons, notes, and the third seed in four forms."""

import random
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import dechaff
from conftest import FIXTURES, SHARED
from dechaff import Cleaned, Pipeline, filters
from dechaff.core.text import Text
from dechaff.filters.split.evidence.datelines import has_dateline
from dechaff.filters.split.evidence.marks import marked
from dechaff.filters.split.evidence.search import thresholds
from dechaff.filters.split.evidence.units import units_of
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.lines import lines_of

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from split_layouts import Article, Made, make

SEED_003 = SHARED / "seeds" / "003_64fbfae805bf4e99.txt"
# Where an article begins in a file may be told by its number, its date or its title.
NEAR = 3
# Two or three sentences; less is no article by itself.
LEAST = 400


@cache
def articles() -> tuple[Article, ...]:
    """The articles of the fixtures; all are invented."""
    places = ("articles/*/clean.txt", "files/*/[0-9]*.txt", "innocent/*/*.txt")
    paths = sorted(path for place in places for path in FIXTURES.glob(place))
    return tuple(_article(path) for path in paths if path.stat().st_size > 350)


def _article(path: Path) -> Article:
    lines = [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]
    facts = path.parent / "facts.toml"
    language = "en"
    if path.parent.parent.name == "innocent":
        language = path.parent.name
    elif facts.exists():
        known = tomllib.loads(facts.read_text("utf-8"))
        language = known.get("language", path.parent.name.split("-")[0])
    return Article(lines[0], tuple(lines[1:]), language, path.stem)


def invented(wanted: Callable[[Made], bool], count: int) -> Iterator[Made]:
    seed = 0
    while count:
        made = make(random.Random(seed), articles())
        seed += 1
        if wanted(made):
            count -= 1
            yield made


def parted(text: str, *, aggressive: bool = False) -> Cleaned:
    return Pipeline(split=filters.split(aggressive=aggressive)).run(text)


def bodies(count: int) -> list[str]:
    """So many of the fixtures' English articles."""
    ours = [article for article in articles() if article.lang == "en" and len(article.lines) > 4]
    return ["\n\n".join([article.title, *article.lines]) for article in ours[:count]]


def file_of(*titles: str, between: str = "\n\n") -> str:
    """An invented file of the fixtures' English articles."""
    pieces = zip(titles, bodies(len(titles)), strict=True)
    heads = [f"{title}\n\n{piece}" if title else piece for title, piece in pieces]
    return between.join(heads) + "\n"


def _is_explicit(made: Made) -> bool:
    """Whether a marker recurs three times between articles that say something."""
    sizes = [after - before for before, after in pairwise([*made.starts, len(made.text)])]
    return made.explicit and len(sizes) > 3 and min(sizes) >= LEAST


def test_explicit_markers_that_recur_three_times_are_seen() -> None:
    found = seen = every = 0
    for made in invented(_is_explicit, 150):
        lines, cleaned = Text(made.text), parted(made.text)
        ours = {lines.line_number(article.span.start) for article in cleaned.articles}
        noted = {lines.line_number(f.span.start) for f in cleaned.findings if f.code == "S104"}
        gold = {lines.line_number(start) for start in made.starts[1:]}
        every += len(gold)
        found += sum(any(abs(line - other) <= NEAR for other in ours) for line in gold)
        seen += sum(any(abs(line - other) <= NEAR for other in ours | noted) for line in gold)
    # The articles of the fixtures are short and of much the same things; of real ones 92 % part the file, and
    # 95 % do that or are noted.
    assert found / every > 0.8
    assert seen / every > 0.85


def test_no_control_is_split() -> None:
    controls = invented(lambda made: made.single, 300)
    parted = [made.style for made in controls if len(dechaff.boundaries(made.text)) > 1]
    assert not parted


def test_a_boundary_says_how_sure_it_is_and_why() -> None:
    text = file_of(*(f"record {n} of the harbour desk" for n in range(4, 12)))
    cleaned = parted(text)
    assert len(cleaned.articles) == 8
    seams = [part for part in cleaned.parts if part.code == "S102"]
    assert len(seams) == 7
    assert all(0.4 < part.score <= 1 for part in seams)
    assert all("'record" in part.detail for part in seams)
    findings = [finding for finding in cleaned.findings if finding.code == "S102"]
    assert [finding.detail for finding in findings] == [part.detail for part in seams]


def test_without_evidence_only_what_is_marked_parts_a_file() -> None:
    text = file_of(*(f"record {n} of the harbour desk" for n in range(4, 12)))
    marked = text.replace("\n\nrecord", "\n\nSource link\n\nrecord") + "\nSource link\n"
    for given, evidence, count in [(text, True, 8), (text, False, 1), (marked, False, 8)]:
        cleaned = dechaff.clean(given, settings={"evidence": evidence})
        assert len(cleaned.articles) == count


def test_articles_and_seams_tile_the_file() -> None:
    for made in invented(lambda made: not made.single, 40):
        for aggressive in (False, True):
            cleaned = parted(made.text, aggressive=aggressive)
            spans = [part.span for part in cleaned.parts]
            assert spans[0].start == 0
            assert spans[-1].end == len(made.text)
            assert all(a.end == b.start for a, b in pairwise(spans))
            assert cleaned.restore() == made.text
            assert cleaned.report.balanced


def test_rules_between_articles_are_seams() -> None:
    text = file_of(*[""] * 8, between="\n\n=-=-=-=\n\n")
    cleaned = parted(text)
    assert len(cleaned.articles) == 8
    assert not any("=-=" in article.text for article in cleaned.articles)


def test_aggressive_parts_at_least_as_much() -> None:
    for made in invented(lambda made: not made.single, 30):
        assert len(parted(made.text, aggressive=True).articles) >= len(parted(made.text).articles)


def test_what_is_likely_is_noted_and_not_parted() -> None:
    noted = [parted(made.text) for made in invented(lambda made: made.bucket == "blank", 60)]
    notes = [finding for cleaned in noted for finding in cleaned.findings if finding.code == "S104"]
    assert notes
    assert not any(finding.applied for finding in notes)
    assert all(finding.detail for finding in notes)


@pytest.mark.parametrize(
    ("score", "parted", "noted"),
    [(-0.5, 0, 4), (-3.0, 0, 0), (-3.0, 2, 4), (-3.0, 1, 0)],
    ids=["near", "far", "half of them part the file", "one of them parts the file"],
)
def test_a_line_that_recurs_is_noted_where_it_may_part(score: float, parted: int, noted: int) -> None:
    units = units_of(list(lines_of(Text(file_of(*["~ harbour desk ~"] * 5)))))
    places = [index for index, unit in enumerate(units) if unit.text == "~ harbour desk ~"][1:]
    scores = np.full(len(units), -5.0)
    scores[places] = score
    found = marked(View(units), scores, 0.6, set(places[:parted]), thresholds()["marked"])
    assert found == places[:noted]


def test_what_end_markers_leave_together_is_noted() -> None:
    pieces = [f"record {n} of the harbour desk\n\n{piece}" for n, piece in enumerate(bodies(9), 4)]
    text = "\n\n".join(piece + "\n\nSource link" * (n not in (2, 5)) for n, piece in enumerate(pieces))
    cleaned = parted(text)
    assert {part.code for part in cleaned.parts} == {None, "S101"}
    notes = [text[f.span.start : f.span.end] for f in cleaned.findings if f.code == "S104"]
    assert notes == ["record 7 of the harbour desk", "record 10 of the harbour desk"]


@pytest.mark.parametrize(
    "line",
    [
        "PARIS (Reuters) - The ferry sails again.",
        "LINDHAVEN, Fla., Nov. 22 (AP) -- The ferry sails again.",
        "Rio de Janeiro – A balsa volta a navegar.",
        "MÜNCHEN/BERLIN (dpa) - Die Fähre fährt wieder.",
        "МОСКВА, 5 мая (ТАСС). Паром снова ходит.",
        "新华社北京3月5日电 渡轮恢复通航。",
        "【東京共同】フェリーが再開した。",
    ],
)
def test_datelines(line: str) -> None:
    assert has_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "ANNA: Did the ferry sail?",
        "Update: the ferry sails again",
        "Ada Ferro - a ferryman",
        "He said - and meant it - that it sails",
        "I think (as you know) that it sails",
        "NASA. The rest is known",
        "The town by the sea of reeds — a report",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert not has_dateline(line)


@pytest.mark.parametrize("text", ["", "\n", "x", "x\n" * 30_000, "a b c\n\n" * 9_000, "\f" * 500, "  \n \n"])
def test_odd_texts_are_one_article(text: str) -> None:
    assert dechaff.boundaries(text) == [0]


def test_a_long_file_is_searched_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    from dechaff.filters.split.evidence import search

    pieces = ("\n\n".join([article.title, *article.lines]) for article in articles())
    text = "".join(f"~~ record {number} ~~\n\n{piece}\n\n" for number, piece in enumerate(pieces, 1))
    whole = dechaff.boundaries(text)
    assert len(whole) > 0.9 * len(articles())
    monkeypatch.setattr(search, "_BLOCK", 600)
    monkeypatch.setattr(search, "_OVERLAP", 300)
    blocks = dechaff.boundaries(text)
    assert len(blocks) > 20
    # A block knows less of the file, so that it may be mistaken where the whole is not, but rarely.
    assert len(set(blocks) - set(whole)) < 0.02 * len(blocks)


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


def _without_markers(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() != "Source link")


# With neither markers nor blank lines an article goes unseen that is of the same subject as the one above.
SEED_003_WITHOUT = [
    ([], set()),
    ([_without_markers], set()),
    ([_without_blank_lines], set()),
    ([_without_markers, _without_blank_lines], {132}),
]


@pytest.mark.skipif(not SEED_003.is_file(), reason="the seed files are not here")
@pytest.mark.parametrize(("less", "missing"), SEED_003_WITHOUT)
def test_seed_003_gives_its_six_articles(less: list[Callable[[str], str]], missing: set[int]) -> None:
    raw = SEED_003.read_text("utf-8")
    lines = raw.split("\n")
    titles = [lines[number - 1] for number in (3, 27, 79, 132, 202, 342) if number not in missing]
    for change in less:
        raw = change(raw)
    assert [raw[start:].split("\n", 1)[0] for start in dechaff.boundaries(raw)] == titles

"""The golden fixtures, the innocent texts, and the five seed files where they are present."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

import dechaff
from conftest import FIXTURES, SHARED
from dechaff import Cleaned

ARTICLES = sorted((FIXTURES / "articles").iterdir())
FILES = sorted((FIXTURES / "files").iterdir())
INNOCENT = sorted((FIXTURES / "innocent").rglob("*.txt"))
SEEDS = SHARED / "seeds"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed files are not here")


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("folder", ARTICLES, ids=name)
def test_article(folder: Path, accept: bool) -> None:
    cleaned = dechaff.clean((folder / "raw.txt").read_bytes())
    (article,) = cleaned.articles
    if accept:
        (folder / "clean.txt").write_text(article.text, "utf-8", newline="")
    assert article.text == (folder / "clean.txt").read_text("utf-8")
    expected = tomllib.loads((folder / "facts.toml").read_text("utf-8"))
    found = {**article.facts, "language": article.language}
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("folder", FILES, ids=name)
def test_file_of_several_articles(folder: Path, accept: bool) -> None:
    cleaned = dechaff.clean((folder / "raw.txt").read_bytes())
    texts = {f"{part:02d}.txt": a.text for part, a in enumerate(cleaned.articles, 1)}
    if accept:
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8", newline="")
    assert texts == {p.name: p.read_text("utf-8") for p in sorted(folder.glob("[0-9]*.txt"))}


@pytest.mark.parametrize("path", INNOCENT, ids=name)
def test_innocent_text_stays_silent(path: Path) -> None:
    cleaned = dechaff.clean(path.read_bytes(), preset="thorough")
    assert [(f.code, f.old) for f in cleaned.findings] == []
    assert [a.text for a in cleaned.articles] == [path.read_text("utf-8")]


@pytest.mark.parametrize("path", INNOCENT, ids=name)
def test_the_language_of_an_innocent_text(path: Path) -> None:
    assert dechaff.clean(path.read_bytes()).articles[0].language == path.parent.name


def test_innocent_text_speaks_many_languages() -> None:
    assert len({path.parent.name for path in INNOCENT}) >= 12


@cache
def seed(number: int) -> tuple[str, Cleaned]:
    (path,) = SEEDS.glob(f"{number:03d}_*.txt")
    return path.read_text("utf-8"), dechaff.clean(path.read_bytes())


def lines(text: str, *numbers: int) -> list[str]:
    """Lines of a file by their number from 1, without space at their ends."""
    every = text.split("\n")
    return [every[number - 1].rstrip() for number in numbers]


@needs_seeds
@pytest.mark.parametrize("number", range(5))
def test_seed_comes_back_byte_for_byte_and_stays_clean(number: int) -> None:
    raw, cleaned = seed(number)
    assert cleaned.restore() == raw.encode()
    assert cleaned.report.balanced
    for article in cleaned.articles:
        (again,) = dechaff.clean(article.text).articles
        assert (again.text, again.findings) == (article.text, ())


@needs_seeds
def test_seed_000_loses_its_prefix_its_link_and_its_share_bar() -> None:
    raw, cleaned = seed(0)
    (article,) = cleaned.articles
    body = [line for line in lines(raw, *range(1, 26)) if line and not line.startswith("Also Read")]
    assert article.text == "\n\n".join(body).replace(" date 2023-09-05 ", "", 1) + "\n"
    assert article.language == "en"
    assert article.facts["published"] == "2023-09-05"
    assert article.facts["related"] == [lines(raw, 17)[0].removeprefix("Also Read: ").rstrip("”")]


@needs_seeds
def test_seed_001_loses_its_head_and_keeps_what_it_said() -> None:
    raw, cleaned = seed(1)
    (article,) = cleaned.articles
    assert article.text.split("\n\n") == [*lines(raw, 3, *range(9, 21, 2)), lines(raw, 21)[0] + "\n"]
    assert article.title == lines(raw, 3)[0]
    assert article.facts["published"] == "2024-09-15T04:17:16+03:00"
    assert article.facts["section"] == ["War"]
    assert article.facts["tags"] == lines(raw, 7)[0].split(", ")


@needs_seeds
def test_seed_002_keeps_six_paragraphs() -> None:
    raw, cleaned = seed(2)
    (article,) = cleaned.articles
    assert article.text == "\n\n".join(lines(raw, 1, 3, 5, 7, 9, 11)) + "\n"


@needs_seeds
def test_seed_003_gives_six_articles_at_their_lines() -> None:
    raw, cleaned = seed(3)
    starts = [cleaned.original.position(article.span.start)[0] for article in cleaned.articles]
    ends = [cleaned.original.position(article.span.end - 1)[0] for article in cleaned.articles]
    assert starts == [3, 27, 79, 132, 202, 342]
    assert ends == [23, 75, 128, 198, 338, 364]
    assert {article.language for article in cleaned.articles} == {"en"}
    assert dechaff.boundaries(raw) == [article.span.start for article in cleaned.articles]


@needs_seeds
def test_seed_003_keeps_bodies_and_loses_seams_and_counters() -> None:
    raw, cleaned = seed(3)
    kept = [line for article in cleaned.articles for line in article.text.split("\n")]
    assert not {"Missions", "Source link", "9"} & set(kept)
    for number in [33, 43, 53, 59, 60, 61, 65, 152, 170, 198, *range(298, 340, 2)]:
        assert lines(raw, number)[0] in kept, number
    gallery = range(208, 282)
    body = [n for n in range(3, 365) if n not in gallery and len(lines(raw, n)[0]) > 60]
    captions = {93, 94}
    for number in [*body, 232, 234, *range(236, 262, 2)]:
        if number not in captions and number != 252:
            assert lines(raw, number)[0].removeprefix("\xa0") in kept, number
    credited = [lines(raw, n)[0].replace("\xa0", " ") for n in (212, 217, 222, 227, 270, 275, 280)]
    assert set(credited) <= set(cleaned.articles[4].facts["caption"])


@needs_seeds
def test_seed_004_loses_the_second_title_the_marker_and_the_prompt() -> None:
    raw, cleaned = seed(4)
    (article,) = cleaned.articles
    assert article.text == "\n\n".join(lines(raw, 1, 5, 7, 9, *range(13, 25, 2))) + "\n"
    assert article.language == "ar"
    assert article.facts["published"] == "2022-01-28"

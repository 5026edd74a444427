"""The line model: the same everywhere, quiet on what is clean, and never at the cost of the body."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dechaff import clean, strip
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.body import found_by_rules
from dechaff.model.features import LEXICAL, OWN, PLACED, RULED, WHOLE, kind_of
from dechaff.model.judge import judge, model, read_page
from dechaff.model.network import MOST
from dechaff.model.verdict import Verdict, bars
from dechaff.rules.load import built_in
from dechaff.rules.page import Page

FIXTURES = Path(__file__).parent / "fixtures" / "model"
READ = tomllib.loads((FIXTURES / "pages.toml").read_text("utf-8"))
LEFT_ALONE = tomllib.loads((FIXTURES / "left_alone.toml").read_text("utf-8"))["page"]
PAGES = READ["page"] + [
    {
        **page,
        "name": f"{page['name']}, framed",
        "head": READ["frame"][page["lang"]]["head"] + page["head"],
        "tail": page["tail"] + READ["frame"][page["lang"]]["tail"],
    }
    for page in READ["page"]
]
FRAMED = PAGES[len(READ["page"]) :]
PRESETS = ("careful", "balanced", "thorough")
Sample = Mapping[str, Any]


def whole(page: Sample) -> str:
    return "\n".join([*page["head"], page["body"], *page["tail"], ""])


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def name(page: Sample) -> str:
    return str(page["name"])


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_line_of_the_body_stays(page: Sample, preset: str) -> None:
    left = lines(strip(whole(page), preset=preset))
    assert [line for line in lines(page["body"]) if line not in left] == []


@pytest.mark.parametrize("page", FRAMED, ids=name)
def test_thorough_takes_most_of_the_cruft(page: Sample) -> None:
    left = lines(strip(whole(page), preset="thorough"))
    cruft = [*page["head"], *page["tail"]]
    assert 3 * sum(line in left for line in cruft) < len(cruft)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_cleaning_twice_is_cleaning_once(page: Sample, preset: str) -> None:
    once = strip(whole(page), preset=preset)
    assert strip(once, preset=preset) == once


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_clean_page_is_left_alone(page: Sample, preset: str) -> None:
    found = clean(page["body"], preset=preset, settings={"split": False}).findings
    assert [finding.old for finding in found if finding.code == "M101"] == []


@pytest.mark.parametrize("page", LEFT_ALONE, ids=name)
def test_what_is_no_article_is_left_to_the_rules(page: Sample) -> None:
    for preset in ("careful", "balanced"):
        found = clean(page["text"], preset=preset, settings={"split": False}).findings
        assert [finding.old for finding in found if finding.code == "M101"] == []


def page_of(*lines: tuple[float, int]) -> Verdict:
    """A page of lines of which each has such log-odds and so many words."""
    score = np.array([round(odds * 256) for odds, _ in lines])
    width = len(OWN) + len(PLACED) + len(LEXICAL) + len(RULED)
    rows = np.zeros((len(lines), width), np.uint8)
    return Verdict(np.arange(len(lines)), score, rows, np.array([words for _, words in lines]))


BODY, LABEL = (3.0, 200), (-4.0, 3)


@pytest.mark.parametrize("preset", ["balanced", "thorough"])
def test_what_is_too_much_between_lines_of_the_body_stays(preset: str) -> None:
    inside = page_of(BODY, *[LABEL] * 60, BODY).cut(bars()[preset])
    below = page_of(BODY, BODY, *[LABEL] * 60).cut(bars()[preset])
    assert not inside.any()
    assert below.tolist() == [False] * 2 + [True] * 60


def test_little_goes_from_a_clean_page_but_what_stands_below_a_long_body() -> None:
    bar = bars()["balanced"]
    assert page_of(BODY, BODY, *[LABEL] * 3).cut(bar).tolist() == [False] * 2 + [True] * 3
    assert not page_of((3.0, 100), (3.0, 100), *[LABEL] * 3).cut(bar).any()
    assert not page_of(BODY, *[LABEL] * 3, BODY).cut(bar).any()


def test_a_line_that_may_hold_content_must_be_surer_on_a_short_page() -> None:
    perhaps = (-2.3, 3)
    bar = bars()["balanced"]
    for words, goes in ((300, True), (100, False)):
        cut = page_of((3.0, words), *[LABEL] * 9, perhaps).cut(bar)
        assert cut.tolist() == [False, *[True] * 9, goes]


def test_scores_are_the_same_everywhere() -> None:
    verdict = judge(whole(PAGES[0]))
    assert verdict.score.tolist() == SCORES
    assert verdict.rows.astype(np.int64).sum(axis=0)[:8].tolist() == ROWS


def test_no_sum_leaves_what_floats_hold_exactly() -> None:
    with np.load(Path(judge.__code__.co_filename).with_name("weights.npz")) as arrays:
        for key in (key for key in arrays if key.endswith(".w")):
            reach = arrays["high"].astype(np.int64) if key == "inp.w" else MOST
            most = (np.abs(arrays[key].astype(np.int64)).T * reach).sum(axis=1)
            assert (most + np.abs(arrays[key[:-1] + "b"])).max() < 2**24


def test_a_page_of_which_lines_went_need_not_be_read_again() -> None:
    page = PAGES[0]
    text = whole(page).split("\n")
    reading = read_page("\n".join(text))
    kept = [n % 3 != 1 for n in range(len(reading.words.number))]
    gone = {int(number) for number, stays in zip(reading.words.number, kept, strict=True) if not stays}
    shorter = "\n".join(line for n, line in enumerate(text) if n not in gone)
    fresh = judge(shorter)
    assert judge(reading.only(kept, fresh.number)).score.tolist() == fresh.score.tolist()


def test_the_model_is_told_what_rules_cut_of_each_line() -> None:
    text = "  Share  \nBy Ada Ferro. It rained on the harbour.\n\nThe ferry sailed.\n"
    cuts = [(Span(0, 10), "N101"), (Span(10, 24), "H301")]
    rows = found_by_rules(Page(Text(text)), [0, 1, 2], cuts)
    assert rows[:, 0].tolist() == [WHOLE, 14 * WHOLE // 40, 0]
    assert [set(np.flatnonzero(row[1:]) + 1) for row in rows] == [
        {RULED.index("social")},
        {RULED.index("when")},
        set(),
    ]


def test_what_rules_cut_whole_is_nothing_to_the_model_any_more() -> None:
    reading = read_page(whole(FRAMED[0]))
    found = np.zeros((len(reading.words.number), len(RULED)), np.uint8)
    found[0, 0] = WHOLE
    verdict = judge(reading, found=found)
    assert verdict.words[0] == 0
    assert not verdict.cut(bars()["thorough"])[0]
    assert verdict.score[1:].tolist() != judge(reading).score[1:].tolist()


def test_every_rule_that_cuts_is_of_a_kind_that_the_model_knows() -> None:
    cutting = [rule.code for rule in built_in() if rule.code[0] in "BFHN"]
    assert [code for code in cutting if not kind_of(code)] == []


def test_the_order_of_pages_changes_nothing() -> None:
    texts = [whole(page) for page in PAGES]
    first = [judge(text).score.tolist() for text in texts]
    assert [judge(text).score.tolist() for text in reversed(texts)][::-1] == first


def test_a_cut_says_how_sure_it_is_and_why() -> None:
    found = [f for f in clean(whole(FRAMED[0]), preset="thorough").findings if f.code == "M101"]
    assert found
    assert all(0 <= finding.score <= 1 and round(finding.score, 2) == finding.score for finding in found)
    assert all(finding.detail for finding in found)


def test_a_user_can_do_without() -> None:
    text = whole(FRAMED[0])
    assert "M101" in {finding.code for finding in clean(text, preset="thorough").findings}
    for settings in ({"model": "off"}, {"ignore": ["M101"]}):
        found = clean(text, preset="thorough", settings=settings).findings
        assert "M101" not in {finding.code for finding in found}


def test_what_is_to_be_kept_is_kept() -> None:
    text = whole(FRAMED[0])
    assert "Terms of use" not in strip(text, preset="thorough")
    cleaned = clean(text, preset="thorough", settings={"keep": ["^Lifestyle$"]})
    assert "Lifestyle" not in strip(text, preset="thorough")
    once = cleaned.articles[0].text
    assert "Lifestyle\n" in once
    again = clean(once, preset="thorough", settings={"keep": ["^Lifestyle$"], "split": False})
    assert again.articles[0].text == once


@pytest.mark.parametrize(
    "text", ["", "\n", "***", "a", "\ud800", "©\n©", "\U0010ffff\n", "1", "-\n" * 50, "a\n" * 3000]
)
def test_any_text_is_judged(text: str) -> None:
    verdict = judge(text)
    assert len(verdict.score) == len(verdict.number)
    for bar in bars().values():
        assert len(verdict.cut(bar)) == len(verdict.score)


def test_the_model_is_small_and_whole() -> None:
    home = Path(judge.__code__.co_filename).parent
    assert sum(path.stat().st_size for path in home.glob("*.npz")) < 2_000_000
    assert list(bars()) == list(PRESETS)
    width = len(OWN) + len(PLACED) + len(LEXICAL) + len(RULED)
    assert judge("One line of words here.").rows.shape == (1, width)
    assert model() is model()


SCORES = [
    -967,
    -901,
    -807,
    -772,
    276,
    677,
    457,
    462,
    726,
    741,
    547,
    531,
    737,
    679,
    1040,
    1010,
    920,
    647,
    -597,
    -742,
    -855,
    -939,
    -936,
]
ROWS = [435, 774, 875, 0, 320, 0, 0, 1152]

"""Layouts of exports and joined files: each fixture is like the real thing, and invented."""

import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from conftest import FIXTURES
from dechaff.core.article import Cleaned
from dechaff.core.pipeline import Pipeline
from dechaff.core.text import Text
from dechaff.filters import facts
from dechaff.filters.split import split
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.tables import Layouts
from dechaff.filters.split.lines import lines_of
from dechaff.rules.layout import Element, Layout, layout_mistakes
from dechaff.rules.load import built_in, load_pack

CASES = sorted((FIXTURES / "layouts").iterdir())
LAYOUTS = [rule for rule in built_in() if rule.layout]


@cache
def raw(case: Path) -> str:
    return (case / "raw.txt").read_bytes().decode("utf-8")


@cache
def cleaned(case: Path) -> Cleaned:
    return Pipeline(split=split(LAYOUTS), facts=facts()).run(raw(case))


def ends(text: str) -> dict[str, str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return {"first": lines[0], "last": lines[-1]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_layout(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    table = Layouts(map(Grammar, LAYOUTS)).best(list(lines_of(Text(raw(case)))))
    assert (table and table.grammar.rule.code) == expected.get("layout")
    numbers = [part.number for part in cleaned(case).parts if part.code is None]
    found = [
        ends(article.text) | {"number": number, "facts": dict(article.facts)}
        for article, number in zip(cleaned(case).articles, numbers, strict=True)
    ]
    assert found == [{"number": None, "facts": {}} | article for article in expected["article"]]
    totals = {part.total for part in cleaned(case).parts} - {None}
    assert totals == ({expected["total"]} if "total" in expected else set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_lost(case: Path) -> None:
    assert cleaned(case).restore() == raw(case)
    assert cleaned(case).report.balanced


def test_every_layout_has_a_fixture_that_is_easy_and_one_that_is_not() -> None:
    codes = [tomllib.loads((case / "expected.toml").read_text("utf-8")).get("layout") for case in CASES]
    assert [rule.code for rule in LAYOUTS if codes.count(rule.code) < 2] == []


def test_numbers_that_are_missing_show() -> None:
    case = FIXTURES / "layouts" / "lexisnexis-2"
    assert [part.number for part in cleaned(case).parts if part.code is None] == [1, 2, 17, 18]


def test_a_head_is_read_in_bounded_time() -> None:
    line = "a line of an article that is neither a date nor a label\n\n"
    text = ("1 of 2 DOCUMENTS\n\n" + line * 200 + "LENGTH: 9 words\n\n") * 2
    assert len(Pipeline(split=split(LAYOUTS)).run(text).articles) == 2


def test_the_worked_example_of_the_documentation_works(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "writing-layouts.md").read_text("utf-8")
    source = page.split("```toml\n# packs/S901.toml\n")[1].split("```")[0]
    (tmp_path / "S901.toml").write_text(source, "utf-8")
    (rule,) = load_pack(tmp_path)
    for example in rule.examples:
        found = Pipeline(split=split([rule]), facts=facts()).run(example.before)
        assert found.text == example.after
        assert {key: found.articles[0].facts.get(key) for key in example.facts} == dict(example.facts)


def test_every_field_of_a_layout_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "writing-layouts.md").read_text("utf-8")
    named = {field.name for kind in (Layout, Element) for field in fields(kind)} - {"heads"}
    assert [name for name in sorted(named) if not re.search(rf"`(?:\[layout\.)?{name}\b", page)] == []


@pytest.mark.parametrize(
    ("key", "value", "part"),
    [
        ("starts", [], "nothing says where a record begins"),
        ("least", 0, "expected a whole number from 1"),
        ("sound", "yes", "expected true or false"),
        ("needs", ["No."], "expected a list of strings in lower case"),
        ("labels", {"Length": "size"}, "means 'size', which is no fact"),
        ("head", [{"most": 0}], "layout.head: line 1: most: found 0"),
        ("head", [[{"inset": 1}]], "inset: found 1, expected true or false"),
        ("tail", [{"times": "twice"}], "must be one of one, maybe, some, any, all"),
        ("values", {"byline": "("}, "not a regular expression"),
        ("color", "red", "unknown key 'color'"),
    ],
)
def test_a_mistake_is_named(key: str, value: object, part: str) -> None:
    mistakes = list(layout_mistakes({"starts": ["x"], key: value}, {}))
    assert len(mistakes) == 1
    assert part in mistakes[0]

"""Every rule file is a test: its examples under its own rule, every negative under all rules."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dechaff.core.pipeline import Pipeline
from dechaff.lint.trial import Case, alone, cases, failure, innocents, together
from dechaff.rules import compiled, patterns
from dechaff.rules.codes import PACKS
from dechaff.rules.load import built_in, examples_of, load_pack, load_rules

RULES = {rule.code: rule for rule in load_rules(sorted(PACKS.rglob("*.toml")))}


def named(found: Iterable[Case]) -> list[object]:
    return [pytest.param(c, id=f"{c.rule.code}-{c.number}-{c.example.lang}") for c in found]


@cache
def own(code: str) -> Pipeline:
    return alone(RULES[code])


@cache
def every() -> Pipeline:
    return together(list(RULES.values()))


def test_rules_stand_side_by_side() -> None:
    assert [rule.code for rule in load_pack(PACKS)] == sorted(RULES)
    assert built_in() == tuple(replace(rule, examples=()) for rule in load_pack(PACKS))


def test_compiled_packs_are_the_packs_and_only_those(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "packs.json")
    found = compiled.sources()
    assert compiled.compiled_packs(found) is None
    compiled.compile_packs()
    monkeypatch.setattr(patterns, "_read_before", {})
    assert compiled.compiled_packs(found) == built_in()
    assert patterns._read_before
    for (source, whole_line), literals in patterns._read_before.items():
        assert tuple(map(frozenset, literals)) == patterns._literals(source, whole_line)
    file, data = found[0]
    assert compiled.compiled_packs([(file, data + b"\n"), *found[1:]]) is None
    (tmp_path / "packs.json").write_text("{", "utf-8")
    assert compiled.compiled_packs(found) is None


def test_examples_of_a_built_in_rule_are_found() -> None:
    rule = next(rule for rule in built_in() if rule.code == "N201")
    assert examples_of(rule) == RULES["N201"].examples != ()


@pytest.mark.parametrize("case", named(cases(RULES.values())))
def test_example(case: Case) -> None:
    wrong = failure(own(case.rule.code), case)
    assert wrong is None, "\n".join([case.example.why, *wrong.diff])


@pytest.mark.parametrize("case", named(innocents(RULES.values())))
def test_no_rule_fires_on_a_negative_of_any(case: Case) -> None:
    wrong = failure(every(), case, only_text=True)
    assert wrong is None, "\n".join([*wrong.blamed, *wrong.diff])

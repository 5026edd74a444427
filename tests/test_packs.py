"""Every rule file is a test: its examples under its own rule, every negative under all rules."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dechaff.core.pipeline import Filters, Pipeline
from dechaff.filters import facts, repair, split, strip, tidy
from dechaff.rules import compiled, patterns
from dechaff.rules.example import Example
from dechaff.rules.load import PACKS, built_in, examples_of, load_pack, load_rules
from dechaff.rules.rule import Rule

RULES = {rule.code: rule for rule in load_rules(sorted(PACKS.rglob("*.toml")))}


def cases(*, negatives: bool) -> Iterator[object]:
    for code, rule in RULES.items():
        for number, example in enumerate(rule.examples, 1):
            if not negatives or (example.is_negative and not rule.filter):
                yield pytest.param(code, example, id=f"{code}-{number}-{example.lang}")


@cache
def alone(code: str) -> Pipeline:
    """A pipeline that runs one rule; it cuts though it be unsafe."""
    rule = RULES[code]
    if rule.match == "layout":
        return Pipeline(split=split([rule]), facts=facts())
    return Pipeline(each=_filters(rule), facts=facts())


def _filters(rule: Rule) -> Filters:
    if rule.filter == "repair":
        return repair([rule])
    return (tidy(),) if rule.filter == "tidy" else (strip([rule]),)


@cache
def together() -> Pipeline:
    """All rules at once, unsafe ones too."""
    layouts = [rule for rule in RULES.values() if rule.match == "layout"]
    return Pipeline(split=split(layouts), each=(strip(RULES.values()),), facts=facts())


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


@pytest.mark.parametrize(("code", "example"), list(cases(negatives=False)))
def test_example(code: str, example: Example) -> None:
    cleaned = alone(code).run(example.before)
    assert cleaned.text == example.after, example.why
    found = cleaned.articles[0].facts
    assert {key: found.get(key) for key in example.facts} == dict(example.facts)


@pytest.mark.parametrize(("code", "example"), list(cases(negatives=True)))
def test_no_rule_fires_on_a_negative_of_any(code: str, example: Example) -> None:
    cleaned = together().run(example.before)
    assert cleaned.text == example.before, [(f.code, f.old) for f in cleaned.findings]

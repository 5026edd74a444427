"""Every rule file is a test: its examples under its own rule, every negative under all rules."""

from collections.abc import Iterator
from functools import cache

import pytest

from dechaff.core.pipeline import Filters, Pipeline
from dechaff.filters import facts, repair, split, strip, tidy
from dechaff.rules.example import Example
from dechaff.rules.load import PACKS, built_in, load_pack, load_rules
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
    assert built_in() == load_pack(PACKS)


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

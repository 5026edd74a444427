"""Explaining: what is known of a rule, as a page for people and as a record for machines."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from dechaff.core.hit import Effect
from dechaff.rows import Row, Word
from dechaff.rules.example import Example
from dechaff.rules.families import families
from dechaff.rules.load import examples_of
from dechaff.rules.rule import Rule

_FINDS = {
    "line": "whole lines",
    "affix": "lines that begin or end with a phrase",
    "pattern": "lines that match an expression",
    "run": "rows of buttons",
    "reach": "a heading or mark, and the short lines that it governs",
    "echo": "lines that say again what stands elsewhere",
    "thread": "the comments below an article, to the end of the page",
    "layout": "the layout of an export, article by article",
}
# What these filters do, and these rules, is done whatever is selected.
_UNSELECTED_FILTERS = frozenset({"decode", "headline", "pipeline"})
_UNSELECTED = frozenset({"E210", "S103", "S104", "S201", "S202", "X102"})
_WIDTH = 96
_LABEL = 11


def table(rules: Sequence[Rule]) -> Iterator[Row]:
    """A row for each rule, under the name of its family."""
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            family = rule.code[0]
            yield []
            yield [Word(f"{family}  {families()[family].name}", "bold")]
        languages = f"{len(rule.languages)} languages" if rule.languages else "on request" * rule.on_request
        yield [
            Word(f"  {rule.code} ", "cyan"),
            Word(f"{rule.name:<22} "),
            Word(f"{rule.effect.value:<6}{languages:<14}", "dim"),
            Word(rule.summary),
        ]


def page(rule: Rule) -> Iterator[Row]:
    """What a rule looks for, why, how to keep what it takes, and its examples."""
    yield [Word(f"{rule.code} {rule.name}", "bold")]
    yield [Word(rule.summary)]
    yield []
    yield from _entry("why", _wrapped(families()[rule.code[0]].why))
    yield from _entry("effect", [f"{rule.effect.value} ({_grade(rule)})"])
    yield from _entry("since", [rule.since])
    yield from _entry("where", [rule.where])
    yield from _entry("finds", [_FINDS.get(rule.match, f"what the {rule.filter} filter looks for")])
    yield from _entry("fact", [rule.fact] if rule.fact else [])
    yield from _entry("languages", _wrapped(", ".join(rule.languages)))
    ways = [f"{where}: {how}" for where, how in keeping(rule).items()]
    label = "keep" if rule.effect in (Effect.CUT, Effect.WRITE) else "ignore"
    yield from _entry(label, ways or ["this rule is in force whatever is ignored"])
    for example in examples_of(rule):
        yield []
        yield from _example(example)


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH - _LABEL, break_on_hyphens=False)


def _entry(label: str, lines: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        yield [Word(f"{'' if number else label:<{_LABEL}}"), Word(line)]


def _example(example: Example) -> Iterator[Row]:
    title = f"example ({example.lang})" + (" of what stays" if example.is_negative else "")
    yield [Word(title + (f": {example.why}" if example.why else ""), "dim")]
    for line in example.diff.rstrip("\n").split("\n"):
        yield [Word(f"    {line}", {"-": "red", "+": "green"}.get(line[:1], ""))]


def _grade(rule: Rule) -> str:
    """When the rule does what it does."""
    if rule.on_request:
        return f"off, unless it is asked for: --extend-select {rule.code}"
    return "safe: every preset applies it" if rule.safe else "unsafe: only noted, unless it is asked for"


def keeping(rule: Rule) -> dict[str, str]:
    """How to keep what a rule would take: everywhere, in some files, single lines.

    Empty for a rule that is in force whatever is ignored.
    """
    if rule.filter in _UNSELECTED_FILTERS or rule.code in _UNSELECTED:
        return {}
    ways = {
        "everywhere": f'--ignore {rule.code}, or ignore = ["{rule.code}"] in dechaff.toml',
        "files": f'"old/*.txt" = ["{rule.code}"] under [per-file-ignores] in dechaff.toml',
    }
    # Only what strip does is a matter of lines.
    if rule.effect is Effect.CUT and rule.match != "layout" and rule.filter in ("", "strip"):
        ways["lines"] = '--keep REGEX, or keep = ["REGEX"] in dechaff.toml'
    return ways


def record(rule: Rule) -> dict[str, Any]:
    """All that is known of a rule, of plain values."""
    family = families()[rule.code[0]]
    return {
        "code": rule.code,
        "name": rule.name,
        "family": family.name,
        "summary": rule.summary,
        "why": family.why,
        "effect": rule.effect.value,
        "safe": rule.safe,
        "status": rule.status,
        "since": rule.since,
        "where": rule.where,
        "match": rule.match,
        "filter": rule.filter or None,
        "fact": rule.fact,
        "languages": list(rule.languages),
        "keep": keeping(rule),
        "examples": [_example_record(example) for example in examples_of(rule)],
    }


def _example_record(example: Example) -> dict[str, Any]:
    return {
        "lang": example.lang,
        "why": example.why,
        "stays": example.is_negative,
        "diff": example.diff,
        "before": example.before,
        "after": example.after,
        "facts": dict(example.facts),
    }

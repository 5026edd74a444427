"""dechaff rule: what a rule looks for, why, and how it looks at work."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from dechaff.cli.options import fail
from dechaff.cli.show import Row, Word, print_rows
from dechaff.rules.check import RuleError
from dechaff.rules.load import built_in, combine, examples_of, load_pack
from dechaff.rules.rule import FAMILIES, Rule
from dechaff.rules.select import is_named


@click.command("rule")
@click.argument("code", required=False)
@click.option("--pack", multiple=True, metavar="DIR", help="A folder of further rules.")
def command(code: str | None, pack: tuple[str, ...]) -> None:
    """Explain one rule, by its CODE or name; list a family by its prefix, and without CODE all."""
    try:
        rules = combine([built_in(), *(load_pack(Path(folder)) for folder in pack)])
    except RuleError as error:
        fail(error.mistakes)
    if code is None:
        print_rows(_table(rules))
        return
    family = [rule for rule in rules if len(code) < len(rule.code) and is_named(rule, code.upper())]
    if family:
        print_rows(_table(family))
        return
    rule = next((r for r in rules if code.upper() == r.code or code.lower() == r.name), None)
    if rule is None:
        names = [name for r in rules for name in (r.code, r.name)]
        close = get_close_matches(code, names, 1) or get_close_matches(code.upper(), names, 1)
        hint = f"did you mean {close[0]}?" if close else "`dechaff rule` lists them all"
        fail([f"no rule {code!r}; {hint}"])
    print_rows(_page(rule))


_FINDS = {
    "line": "whole lines",
    "affix": "lines that begin or end with a phrase",
    "pattern": "lines that match an expression",
    "run": "rows of buttons",
    "reach": "a heading or mark, and the short lines that it governs",
    "echo": "lines that say again what stands elsewhere",
}


def _table(rules: Sequence[Rule]) -> Iterator[Row]:
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            family = rule.code[0]
            yield []
            yield [Word(f"{family}  {FAMILIES[family]}", "bold")]
        languages = f"{len(rule.languages)} languages" if rule.languages else "on request" * rule.on_request
        yield [
            Word(f"  {rule.code} ", "cyan"),
            Word(f"{rule.name:<22} "),
            Word(f"{rule.effect.value:<6}{languages:<14}", "dim"),
            Word(rule.summary),
        ]


def _page(rule: Rule) -> Iterator[Row]:
    yield [Word(f"{rule.code} {rule.name}", "bold")]
    yield [Word(rule.summary)]
    yield []
    yield [Word(f"effect     {rule.effect.value} ({_grade(rule)})")]
    yield [Word(f"since      {rule.since}")]
    yield [Word(f"where      {rule.where}")]
    yield [Word(f"finds      {_FINDS.get(rule.match, f'what the {rule.filter} filter looks for')}")]
    if rule.fact:
        yield [Word(f"fact       {rule.fact}")]
    if rule.languages:
        yield [Word(f"languages  {', '.join(rule.languages)}")]
    # What repairs an encoding is no matter of lines.
    single = "" if rule.filter == "repair" else ", or --keep REGEX for single lines"
    yield [Word(f"keep       --ignore {rule.code}{single}")]
    for example in examples_of(rule):
        yield []
        title = f"example ({example.lang})" + (" of what stays" if example.is_negative else "")
        yield [Word(title + (f": {example.why}" if example.why else ""), "dim")]
        for line in example.diff.rstrip("\n").split("\n"):
            yield [Word(f"    {line}", {"-": "red", "+": "green"}.get(line[:1], ""))]


def _grade(rule: Rule) -> str:
    """When the rule does what it does."""
    if rule.on_request:
        return f"off, unless it is asked for: --extend-select {rule.code}"
    return "safe: every preset applies it" if rule.safe else "unsafe: only noted, unless it is asked for"

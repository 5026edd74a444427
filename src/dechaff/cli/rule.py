"""dechaff rule: what a rule looks for, why, how to keep what it takes, and how it looks at work."""

import json
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import click

from dechaff.cli.completing import FOLDER, codes
from dechaff.cli.explaining import page, record, table
from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    FINDINGS,
    complain,
    configuration_options,
    fail,
    load_configuration,
    pack_option,
)
from dechaff.cli.show import print_rows
from dechaff.cli.trials import failure_rows, load_packs, summary
from dechaff.lint.trial import trial
from dechaff.rules.check import RuleError
from dechaff.rules.load import all_rules
from dechaff.rules.rule import Rule
from dechaff.rules.select import is_named
from dechaff.settings import SettingsError


@click.command("rule")
@click.argument("code", required=False, shell_complete=codes)
@pack_option
@click.option(
    "--test",
    "tests",
    multiple=True,
    metavar="DIR",
    type=FOLDER,
    help="Try the rules of this folder on their examples, and on what other rules leave alone.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or a JSON list of rules with all that is known of them.",
)
@configuration_options
def command(code: str | None, tests: tuple[str, ...], form: str, **options: Any) -> None:
    """Explain one rule, by its CODE or name; list a family by its prefix, and without CODE all.

    Exit codes of --test: 0 all pass, 1 some fail, 2 a pack that cannot be loaded.
    """
    rules, mistakes = _known(options)
    if tests:
        if code is not None or form != "text":
            fail(["--test tries whole packs and prints text; leave out CODE and --format"])
        sys.exit(_try(tests, rules))
    chosen, whole = _chosen(rules, code)
    if form == "json":
        click.echo(json.dumps([record(rule) for rule in chosen], ensure_ascii=False, indent=2))
    else:
        print_rows(page(chosen[0]) if whole else table(chosen))
    for mistake in mistakes:
        complain(mistake)
    sys.exit(FAILURE if mistakes else CLEAN)


def _known(options: dict[str, Any]) -> tuple[Sequence[Rule], Sequence[str]]:
    """All rules, those of the user's packs among them, and what is wrong with the configuration.

    Whoever mends a configuration may need to look a rule up: those that come with dechaff are there.
    """
    try:
        return all_rules(load_configuration(**options).settings.packs), ()
    except (SettingsError, RuleError) as error:
        return all_rules(()), error.mistakes


def _chosen(rules: Sequence[Rule], code: str | None) -> tuple[Sequence[Rule], bool]:
    """The rules that are asked for, and whether it is one of them by its full code or name."""
    if code is None:
        return rules, False
    one = [rule for rule in rules if code.upper() == rule.code or code.lower() == rule.name]
    family = [rule for rule in rules if len(code) < len(rule.code) and is_named(rule, code.upper())]
    if not one and not family:
        names = [name for rule in rules for name in (rule.code, rule.name)]
        close = get_close_matches(code, names, 1) or get_close_matches(code.upper(), names, 1)
        hint = f"did you mean {close[0]}?" if close else "`dechaff rule` lists them all"
        fail([f"no rule {code!r}; {hint}"])
    return one or family, bool(one)


def _try(folders: Iterable[str], others: Sequence[Rule]) -> int:
    """Try packs beside other rules and print what fails; returns the exit code."""
    pack = load_packs(folders, others)
    names = {rule.code: rule.name for rule in pack}
    failed = 0
    for failure in trial(pack, others):
        failed += 1
        print_rows(failure_rows(failure, names))
    click.echo(summary(pack, failed))
    return FINDINGS if failed else CLEAN

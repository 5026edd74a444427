"""dechaff check: what is not clean, as a linter says it."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from typing import Any

import click
from click.core import ParameterSource

from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    FINDINGS,
    build_pipeline,
    cleaning_options,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import Row, Word, excerpt, plural, print_rows, visible
from dechaff.core.article import Cleaned
from dechaff.core.finding import Finding
from dechaff.corpus.inputs import STDIN, find
from dechaff.corpus.run import run
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--diff", is_flag=True, help="Show what cleaning would change, as a unified diff.")
@cleaning_options
def command(paths: tuple[str, ...], diff: bool, **options: Any) -> None:
    """Report what is not clean as `path:line:column CODE message`; nothing is written.

    PATH is a file, a folder (searched for *.txt), or - for standard input.
    The line model is asked only where --preset or --model is given: a linter's finding is a rule's.
    Exit code 0: clean. 1: there are findings. 2: wrong usage, or a file that could not be checked.
    """
    preset_from = click.get_current_context().get_parameter_source("preset")
    if options["model"] is None and preset_from is ParameterSource.DEFAULT:
        options["model"] = "off"
    # Neither language nor facts is a finding.
    pipeline = replace(build_pipeline(**options), language=None, facts=None)
    files, problems = ([STDIN], []) if paths == ("-",) else find(paths)
    rules = {rule.code: rule for rule in built_in()}
    count = dirty = checked = 0
    for path, cleaned, problem in run(pipeline, with_progress(files)):
        if cleaned is None:
            problems += [problem] if problem else []
            continue
        findings = [f for f in cleaned.findings if f.code not in rules or not rules[f.code].quiet]
        applied = sum(finding.applied for finding in findings)
        count, dirty, checked = count + applied, dirty + bool(applied), checked + 1
        print_rows(_diff(str(path), cleaned) if diff else _lines(str(path), cleaned, findings, rules))
    report_problems(problems)
    found = f"{plural(count, 'finding')} in {plural(dirty, 'file')}" if count else "no findings"
    bad = f", {plural(len(problems), 'path')} left out" if problems else ""
    click.echo(f"{found}, {plural(checked, 'file')} checked{bad}", err=True)
    sys.exit(FAILURE if problems else FINDINGS if count else CLEAN)


def _lines(
    path: str, cleaned: Cleaned, findings: Iterable[Finding], rules: Mapping[str, Rule]
) -> Iterator[Row]:
    for finding in findings:
        line, column = cleaned.original.position(finding.span.start)
        note = "" if finding.applied else "note: "
        rule = rules.get(finding.code)
        summary = rule.summary if rule else "changed by a filter of the user's"
        yield [
            Word(visible(path), "bold"),
            Word(f":{line}:{column} ", "dim"),
            Word(f"{finding.code} ", "red" if finding.applied else "yellow"),
            Word(" ".join(filter(None, [note + summary, finding.detail, _quote(finding)]))),
        ]


def _quote(finding: Finding) -> str:
    if not finding.old.strip():
        return ""
    return f"[{excerpt(finding.old, 50)}]" + (f" → [{excerpt(finding.new, 50)}]" if finding.new else "")


def _diff(path: str, cleaned: Cleaned) -> Iterator[Row]:
    before, after = cleaned.original.split("\n"), cleaned.in_style.split("\n")
    styles = {"+": "green", "-": "red", "@": "cyan"}
    name = path.lstrip("/")
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm=""):
        yield [Word(visible(line), styles.get(line[:1], ""))]

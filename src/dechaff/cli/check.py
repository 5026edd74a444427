"""dechaff check: what is not clean, as a linter says it, and mended in place where asked."""

import sys
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from dechaff.cli.completing import FOLDER, PATH
from dechaff.cli.options import (
    blaming,
    choosing_options,
    chosen,
    cleaning_options,
    configuration,
    fail,
)
from dechaff.cli.progress import with_progress
from dechaff.config.options import FORMATS

if TYPE_CHECKING:
    from dechaff.config import Configuration

Command = TypeVar("Command", bound=Callable[..., Any])


class _Asked(NamedTuple):
    """What is asked for on the command line alone."""

    fix: bool
    diff: bool
    exit_zero: bool
    statistics: bool
    output_file: str | None
    write_baseline: str | None
    stdin_filename: str


_OPTIONS = [
    click.option("--fix", is_flag=True, help="Mend files in place, where that is safe."),
    click.option("--unsafe-fixes", is_flag=True, help="Count and mend what may be wrong too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, as a unified diff."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 though there are findings."),
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of showing them."),
    click.option(
        "--output-format", type=click.Choice(FORMATS), help="How findings are written; by default full."
    ),
    click.option("--output-file", metavar="FILE", type=PATH, help="Write findings to this file."),
    click.option("--baseline", metavar="FILE", type=PATH, help="Do not count findings that this file knows."),
    click.option("--write-baseline", metavar="FILE", type=PATH, help="Write all findings to this file."),
    click.option(
        "--allow-several/--no-allow-several",
        default=None,
        help="Whether a file may hold several articles; by default it may not.",
    ),
    click.option("--stdin-filename", default="", metavar="NAME", help="What standard input is called."),
    click.option("--cache/--no-cache", default=None, help="Remember what was found in files."),
    click.option("--cache-dir", metavar="DIR", type=FOLDER, help="Where that is remembered."),
]


def _check_options(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@_check_options
@choosing_options
@cleaning_options
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    exit_zero: bool,
    statistics: bool,
    output_file: str | None,
    write_baseline: str | None,
    stdin_filename: str,
    **options: Any,
) -> None:
    """Report what is not clean, and mend it in place with --fix.

    PATH is a file, a folder (searched for text files), a pattern such as 'data/**/*.txt', or - for
    standard input. A file of several articles stays one. The line model is asked only where a preset or
    --model is given, here or in the configuration; so is the evidence of where articles begin.
    Exit code 0: clean, or all is mended. 1: there are findings, or --diff shows changes. 2: wrong usage,
    or a file that could not be checked.
    """
    asked = _Asked(fix, diff, exit_zero, statistics, output_file, write_baseline, stdin_filename)
    _refuse_contradictions(asked, paths)
    configured = _for_check(configuration(**options), unsafe=unsafe_fixes)
    with blaming(configured):
        sys.exit(_check(paths, configured, asked))


def _refuse_contradictions(asked: _Asked, paths: Sequence[str]) -> None:
    if "-" in paths and len(paths) > 1:
        fail(["- is standard input and stands alone; name files and folders, or -"])
    if asked.write_baseline and (asked.fix or asked.diff):
        fail(["--write-baseline writes what is there now; run it without --fix and --diff"])


def _for_check(configured: "Configuration", *, unsafe: bool) -> "Configuration":
    """The configuration, without what a linter does only where it is asked for."""
    given = {key for key, origin in configured.origins.items() if origin.is_given}
    if not given & {"preset", "model"}:
        configured = configured.but(model="off")
    if not given & {"preset", "evidence"}:
        configured = configured.but(evidence=False)
    return configured.but(unsafe=True) if unsafe else configured


def _check(paths: Sequence[str], configured: "Configuration", asked: _Asked) -> int:
    """Check what is named, say what was found, and with which code to exit."""
    from dechaff.cli.reporting import mend_stdin, report, show_diff, write_known
    from dechaff.corpus.inputs import STDIN
    from dechaff.lint.linter import Linter

    options, root = configured.options, configured.root
    gitignore = options.respect_gitignore
    files, problems = chosen(paths, configured, gitignore=gitignore, stdin_name=asked.stdin_filename)
    linter = Linter(configured.settings, options, root, asked.stdin_filename)
    if asked.diff:
        return show_diff(linter, files, problems, exit_zero=asked.exit_zero)
    if asked.fix and files == [STDIN]:
        return mend_stdin(linter)
    cache = linter.cache(Path(options.cache_dir)) if options.cache and files != [STDIN] else None
    work = linter.mended if asked.fix else linter.results
    results = chain(map(linter.problem, problems), work(with_progress(files, "checking"), cache))
    try:
        if asked.write_baseline:
            return write_known(asked.write_baseline, results, root)
        return report(
            results,
            output_format=options.output_format,
            output_file=asked.output_file,
            statistics=asked.statistics,
            baseline=options.baseline,
            exit_zero=asked.exit_zero,
        )
    finally:
        if cache:
            cache.save(root)

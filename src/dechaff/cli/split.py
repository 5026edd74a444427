"""dechaff split: files of several articles in, one article each out, counted."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from os.path import abspath
from pathlib import Path
from typing import Any

import click

from dechaff.cli.accounts import article_rows, file_row, heading, mismatch_row, mismatches, total_rows
from dechaff.cli.completing import PATH
from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    FINDINGS,
    chosen,
    configuration,
    fail,
    output_option,
    pipeline_of,
    reading_options,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import print_rows
from dechaff.cli.writing import new_file, writer, written
from dechaff.corpus.accounting import Account, account, exports
from dechaff.corpus.inputs import Problem
from dechaff.corpus.ledger import lines, summaries, tiles
from dechaff.corpus.run import Done, run

Book = Callable[[Iterable[bytes]], None]


@click.command("split")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@output_option
@click.option(
    "--expect",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many articles there are in all files together; counts instead of what the files claim.",
)
@click.option(
    "--ledger",
    metavar="FILE",
    type=PATH,
    help="Write every part of every file, and what is missing, as JSON lines.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what does not add up.")
@reading_options
def command(
    paths: tuple[str, ...],
    output: str | None,
    expect: int | None,
    ledger: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Part files into their articles, and hold what was found against what the files claim.

    PATH is a file, a folder (searched for *.txt), or - for standard input. Encodings are repaired,
    data lines that a layout knows become facts, and all else stays.
    Exit code 0: all adds up. 1: something is missing or comes twice. 2: wrong usage, or a file that
    could not be read.
    """
    configured = configuration(**options).but(split=True)
    pipeline = replace(pipeline_of(configured), each=(), language=None)
    files, problems = chosen(paths, configured)
    with ExitStack() as stack:
        write = writer(output, files, stack)
        book = _ledger(ledger, output, files, stack)
        print_rows([heading()] if files and not quiet else [])
        done = written(run(pipeline, with_progress(files)), write)
        accounts = list(_accounts(done, problems, book, quiet=quiet, alone=len(files) == 1))
        together = exports(accounts)
        book(summaries(accounts, together, ends=expect is None))
    wrong = list(mismatches(accounts, together, expect))
    print_rows(map(mismatch_row, wrong))
    report_problems(problems)
    if accounts and not quiet:
        print_rows(total_rows(accounts, together, expect))
        hint = f"written to {output}" if output else "nothing was written: add -o FOLDER or -o FILE.jsonl"
        click.echo(f"  {hint}")
    sys.exit(FAILURE if problems else FINDINGS if wrong else CLEAN)


def _ledger(name: str | None, output: str | None, files: Sequence[Path], stack: ExitStack) -> Book:
    if name is None:
        return lambda lines: None
    if output and abspath(name) == abspath(output):
        fail([f"{name} is named twice, for the articles and for the ledger; choose another ledger"])
    return new_file(name, files, stack).writelines


def _accounts(
    done: Iterable[Done], problems: list[Problem], book: Book, *, quiet: bool, alone: bool
) -> Iterator[Account]:
    """The account of each file that could be read, once it is in the ledger and shown; else its problem."""
    for path, cleaned, problem in done:
        if problem is not None:
            problems.append(problem)
        if cleaned is not None:
            one, found = account(path, cleaned), list(tiles(path, cleaned))
            book(lines(found))
            if not quiet:
                print_rows([file_row(one), *(article_rows(found) if alone else ())])
            yield one

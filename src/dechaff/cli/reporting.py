"""What a check says, in the format that was asked for, and the code with which it exits."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import click

from dechaff.cli.options import CLEAN, FAILURE, FINDINGS, complain, fail, report_problems
from dechaff.cli.show import plain, print_rows
from dechaff.corpus.inputs import STDIN, Problem
from dechaff.corpus.outputs import atomic
from dechaff.corpus.run import attempt
from dechaff.lint.baseline import Baseline, BaselineError, read_baseline, write_baseline
from dechaff.lint.diagnostic import Result
from dechaff.lint.diff import diff
from dechaff.lint.formats import FOR_PEOPLE, row_format, text_format
from dechaff.lint.linter import Linter
from dechaff.rows import Row, plural

_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass
class Tally:
    """What a check comes to."""

    checked: int = 0
    errors: int = 0
    fixable: int = 0
    dirty: int = 0
    notes: int = 0
    known: int = 0
    fixed: int = 0
    mended: int = 0
    problems: int = 0
    places: list[str] = field(default_factory=list)

    def code(self, *, exit_zero: bool) -> int:
        """The exit code."""
        if self.problems:
            return FAILURE
        return FINDINGS if self.errors and not exit_zero else CLEAN

    def add(self, result: Result) -> None:
        """Count one more file."""
        if result.problem is not None:
            self.problems += 1
            return
        errors = [found for found in result.diagnostics if found.error]
        self.checked += 1
        self.errors += len(errors)
        self.fixable += sum(found.fixable for found in errors)
        self.dirty += bool(errors)
        self.notes += len(result.diagnostics) - len(errors)
        self.fixed += len(result.fixed)
        self.mended += bool(result.fixed)
        self.places.append(result.place)

    def words(self) -> str:
        """The whole in one line."""
        return ", ".join(filter(None, self._parts()))

    def _parts(self) -> Iterator[str]:
        if self.fixed:
            yield f"{plural(self.fixed, 'finding')} mended in {plural(self.mended, 'file')}"
        if self.errors:
            left = " left" if self.fixed else ""
            by_fix = f" (--fix mends {self.fixable:,})" if self.fixable else ""
            yield f"{plural(self.errors, 'finding')}{left} in {plural(self.dirty, 'file')}{by_fix}"
        elif not self.fixed:
            yield "no findings"
        yield f"{self.known:,} known" if self.known else ""
        yield plural(self.notes, "note") if self.notes else ""
        yield f"{plural(self.checked, 'file')} checked"
        yield f"{plural(self.problems, 'path')} left out" if self.problems else ""


def report(
    results: Iterable[Result],
    *,
    output_format: str,
    output_file: str | None = None,
    statistics: bool = False,
    baseline: str = "",
    exit_zero: bool = False,
) -> int:
    """Say what was found, and with which code to exit."""
    known, tally = _baseline(baseline), Tally()
    done = _counted(results, known, tally)
    if output_format in FOR_PEOPLE or statistics:
        name = "statistics" if statistics else output_format
        _write_rows(row_format(name)(done), output_file)
    else:
        _write_text(_pieces(output_format, done), output_file)
    gone = known.gone(tally.places)
    if gone:
        complain(f"{baseline}: {gone:,} of its findings are gone; write it anew with --write-baseline")
    click.echo(tally.words(), err=True)
    return tally.code(exit_zero=exit_zero)


def _counted(results: Iterable[Result], known: Baseline, tally: Tally) -> Iterator[Result]:
    """The results without what is known, each counted, and told on stderr where something went wrong."""
    for result in results:
        left = tuple(found for found in result.diagnostics if not known.excuses(result.place, found))
        tally.known += len(result.diagnostics) - len(left)
        result = replace(result, diagnostics=left)
        tally.add(result)
        if result.problem is not None:
            complain(f"{result.path}: {result.problem}")
        yield result


def _pieces(name: str, results: Iterable[Result]) -> Iterator[str]:
    if name != "github" or not os.environ.get(_SUMMARY):
        yield from text_format(name)(results)
        return
    from dechaff.lint.formats.github import summary

    kept = list(results)
    yield from text_format(name)(kept)
    with open(os.environ[_SUMMARY], "a", encoding="utf-8") as file:
        file.write(summary(kept))


def _baseline(name: str) -> Baseline:
    try:
        return Baseline(read_baseline(Path(name))) if name else Baseline()
    except BaselineError as error:
        fail([str(error)])


def _write_rows(rows: Iterator[Row], name: str | None) -> None:
    if name is None:
        print_rows(rows)
    else:
        _write_text((plain(row) + "\n" for row in rows), name)


def _write_text(pieces: Iterator[str], name: str | None) -> None:
    if name is None:
        for piece in pieces:
            click.echo(piece.encode("utf-8", "replace"), nl=False)
        return
    try:
        with atomic(Path(name)) as file:
            file.writelines(piece.encode("utf-8", "replace") for piece in pieces)
    except OSError as error:
        fail([f"{name}: cannot be written: {error.strerror}; choose another output"])


def write_known(name: str, results: Iterable[Result], root: Path) -> int:
    """Write the findings as known; only what could not be checked is a failure."""
    tally = Tally()
    kept = list(_counted(results, Baseline(), tally))
    try:
        count = write_baseline(Path(name), [one for one in kept if one.problem is None], root)
    except (BaselineError, OSError) as error:
        fail([f"{error}"])
    click.echo(f"{plural(count, 'finding')} written to {name} as known", err=True)
    return FAILURE if tally.problems else CLEAN


def show_diff(linter: Linter, files: Iterable[Path], problems: Sequence[Problem], *, exit_zero: bool) -> int:
    """Print what mending would change, and say with which code to exit."""
    failed, changed, checked = list(problems), 0, 0
    for path in files:
        found = attempt(path, partial(linter.checked, path))
        if isinstance(found, Problem):
            failed.append(found)
            continue
        rows = list(diff(linter.place(path), found.cleaned))
        print_rows(rows)
        checked, changed = checked + 1, changed + bool(rows)
    report_problems(failed)
    click.echo(f"{plural(changed, 'file')} would change, {plural(checked, 'file')} checked", err=True)
    return FAILURE if failed else FINDINGS if changed and not exit_zero else CLEAN


def mend_stdin(linter: Linter) -> int:
    """Write standard input to standard output, with all mended that can be."""
    new = attempt(STDIN, partial(linter.mend, STDIN))
    if isinstance(new, Problem):
        report_problems([new])
        return FAILURE
    click.echo(new, nl=False)
    return CLEAN

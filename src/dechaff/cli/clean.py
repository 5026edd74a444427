"""dechaff clean: scraped files in, clean articles out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    build_pipeline,
    cleaning_options,
    fail,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import file_rows, print_rows, total_rows
from dechaff.core.article import Cleaned
from dechaff.core.pipeline import Pipeline
from dechaff.core.report import Report
from dechaff.corpus.inputs import Problem, find
from dechaff.corpus.outputs import ClashError, TextFolder, atomic, records
from dechaff.corpus.run import Done, run

Write = Callable[[Path, Cleaned], object]


@click.command("clean")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A folder, for one text file an article, or a name that ends in .jsonl, for one record"
    " an article. Without it nothing is written.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@cleaning_options
def command(paths: tuple[str, ...], output: str | None, quiet: bool, **options: Any) -> None:
    """Turn scraped files into clean articles, and say what became of every character.

    PATH is a file, a folder (searched for *.txt), or - for standard input; then the clean text
    goes to standard output.
    """
    if output and output.endswith(".json"):
        fail([f"{output}: records are written as JSON lines; call the file {output}l"])
    pipeline = build_pipeline(**options)
    if paths == ("-",):
        _filter_stdin(pipeline)
        return
    files, problems = find(paths)
    total, restored = Report(), 0
    with ExitStack() as stack:
        write = _writer(output, files, stack)
        for path, cleaned, problem in _written(run(pipeline, with_progress(files)), write):
            if problem is not None:
                problems.append(problem)
            if cleaned is not None:
                total, restored = total + cleaned.report, restored + 1
                print_rows([] if quiet else file_rows(str(path), cleaned))
    report_problems(problems)
    if restored and not quiet:
        print_rows(total_rows(total, restored, len(problems)))
        hint = f"written to {output}" if output else "nothing was written: add -o FOLDER or -o FILE.jsonl"
        click.echo(f"  {hint}")
    sys.exit(FAILURE if problems else CLEAN)


def _writer(output: str | None, files: list[Path], stack: ExitStack) -> Write:
    if output is None:
        return lambda path, cleaned: None
    if not output.endswith(".jsonl"):
        return TextFolder(Path(output), files).write
    if Path(output).absolute() in [path.absolute() for path in files]:
        fail([f"{output} is an input and would be overwritten; choose another output"])
    file = stack.enter_context(atomic(Path(output)))
    return lambda path, cleaned: file.writelines(records(path.as_posix(), cleaned))


def _written(done: Iterable[Done], write: Write) -> Iterator[Done]:
    """What became of each input once its articles are written, or could not be."""
    for one in done:
        try:
            if one.cleaned is not None:
                write(one.path, one.cleaned)
            yield one
        except (ClashError, OSError) as error:
            yield Done(one.path, None, Problem(str(one.path), f"not written: {error}"))


def _filter_stdin(pipeline: Pipeline) -> None:
    cleaned = pipeline.run(sys.stdin.buffer.read())
    joined = "\n".join(article.text for article in cleaned.articles)
    sys.stdout.buffer.write(joined.replace("\n", cleaned.original.newline).encode("utf-8", "replace"))

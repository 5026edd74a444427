"""dechaff clean: scraped files in, clean articles out."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    build_pipeline,
    cleaning_options,
    complain,
    fail,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import file_rows, print_rows, total_rows
from dechaff.core.article import Cleaned
from dechaff.core.pipeline import Pipeline
from dechaff.core.report import Report
from dechaff.corpus.inputs import find
from dechaff.corpus.outputs import ClashError, TextFolder, atomic, records
from dechaff.corpus.run import run

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
    report_problems(problems)
    failed = bool(problems)
    total, restored = Report(), 0
    with ExitStack() as stack:
        write = _writer(output, files, stack)
        for path, cleaned, problem in run(pipeline, with_progress(files)):
            try:
                if cleaned is not None:
                    write(path, cleaned)
            except (ClashError, OSError) as error:
                complain(f"{path}: not written: {error}")
                cleaned, failed = None, True
            if problem is not None:
                report_problems([problem])
                failed = True
            if cleaned is not None:
                total, restored = total + cleaned.report, restored + 1
                if not quiet:
                    print_rows(file_rows(str(path), cleaned))
    if not quiet and restored:
        print_rows(total_rows(total, restored))
        click.echo(
            f"  written to {output}" if output else "  nothing was written: add -o FOLDER or -o FILE.jsonl"
        )
    sys.exit(FAILURE if failed else CLEAN)


def _writer(output: str | None, files: list[Path], stack: ExitStack) -> Write:
    if output is None:
        return lambda path, cleaned: None
    if not output.endswith(".jsonl"):
        return TextFolder(Path(output), files).write
    file = stack.enter_context(atomic(Path(output)))
    return lambda path, cleaned: file.writelines(records(path.as_posix(), cleaned))


def _filter_stdin(pipeline: Pipeline) -> None:
    cleaned = pipeline.run(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_joined(article.text for article in cleaned.articles))


def _joined(texts: Iterator[str]) -> bytes:
    return "\n".join(texts).encode("utf-8", "replace")

"""dechaff clean: scraped files in, clean articles out."""

import sys
from contextlib import ExitStack
from typing import Any

import click

from dechaff.cli.completing import PATH
from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    chosen,
    cleaning_options,
    configuration,
    output_option,
    pipeline_of,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import file_rows, print_rows, total_rows
from dechaff.cli.writing import writer, written
from dechaff.core.pipeline import Pipeline
from dechaff.core.report import Report
from dechaff.corpus.run import run


@click.command("clean")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@output_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@cleaning_options
def command(paths: tuple[str, ...], output: str | None, quiet: bool, **options: Any) -> None:
    """Turn scraped files into clean articles, and say what became of every character.

    PATH is a file, a folder (searched for *.txt), or - for standard input; then the clean text
    goes to standard output.
    """
    configured = configuration(**options)
    pipeline = pipeline_of(configured)
    if paths == ("-",):
        _filter_stdin(pipeline)
        return
    files, problems = chosen(paths, configured)
    total, restored = Report(), 0
    with ExitStack() as stack:
        write = writer(output, files, stack)
        for path, cleaned, problem in written(run(pipeline, with_progress(files)), write):
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


def _filter_stdin(pipeline: Pipeline) -> None:
    cleaned = pipeline.run(sys.stdin.buffer.read())
    joined = "\n".join(article.text for article in cleaned.articles)
    sys.stdout.buffer.write(joined.replace("\n", cleaned.original.newline).encode("utf-8", "replace"))

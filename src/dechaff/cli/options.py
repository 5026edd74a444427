"""The options that several commands share, and how their mistakes are told."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

import click

from dechaff.core.pipeline import Pipeline
from dechaff.corpus.inputs import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

CLEAN, FINDINGS, FAILURE = 0, 1, 2


_READING = [
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        help="Only these rules: code, prefix or name.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        metavar="RULE",
        help="These rules too, such as optional ones: code or name.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        help="Not these rules: code, prefix or name.",
    ),
    click.option("--pack", multiple=True, metavar="DIR", help="A folder of further rules."),
    click.option(
        "--charset",
        default="",
        metavar="NAME",
        help="Read all files in this charset; by default it is found out for each.",
    ),
    click.option(
        "--separator",
        default="",
        metavar="REGEX",
        help="A line that this matches as a whole parts articles, and nothing else does.",
    ),
    click.option(
        "--aggressive",
        is_flag=True,
        help="Part articles on weaker evidence too.",
    ),
]
_CLEANING = [
    click.option(
        "--preset",
        default="balanced",
        show_default=True,
        help="careful, balanced or thorough.",
    ),
    click.option(
        "--keep",
        multiple=True,
        metavar="REGEX",
        help="Never cut a line in which this is found.",
    ),
    click.option(
        "--model",
        metavar="BAR",
        help="How sure the line model must be: off, careful, balanced or thorough; by default as the preset.",
    ),
    click.option(
        "--language",
        multiple=True,
        metavar="CODE",
        help="Only articles in these languages, such as en, or en,de; the others are noted.",
    ),
    click.option(
        "--other-languages",
        metavar="WHAT",
        help="What becomes of articles and stretches in other languages: keep, note or drop.",
    ),
]


output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="A folder, for one text file an article, or a name that ends in .jsonl, for one record"
    " an article. Without it nothing is written.",
)
"""Where articles are written to."""


def reading_options(command: Command) -> Command:
    """Adds --select, --extend-select, --ignore, --pack, --charset, --separator and --aggressive."""
    return _with(_READING, command)


def cleaning_options(command: Command) -> Command:
    """Adds --preset, --keep, --model, --language, --other-languages and the options of `reading_options`."""
    return _with(_CLEANING, reading_options(command))


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def build_pipeline(
    *,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    pack: tuple[str, ...],
    charset: str,
    separator: str,
    aggressive: bool,
    preset: str = "balanced",
    keep: tuple[str, ...] = (),
    model: str | None = None,
    language: tuple[str, ...] = (),
    other_languages: str | None = None,
) -> Pipeline:
    """The pipeline for these options; wrong ones end the program with every mistake named."""
    from dechaff.rules.check import RuleError
    from dechaff.settings import SettingsError, pipeline_for, resolve_settings

    try:
        given = {
            "select": _split(select),
            "extend-select": _split(extend_select),
            "ignore": _split(ignore),
            "keep": keep,
            "packs": pack,
            "charset": charset,
            "separator": separator,
            "aggressive": aggressive,
            "languages": _split(language),
            **({"model": model} if model else {}),
            **({"other-languages": other_languages} if other_languages else {}),
        }
        return pipeline_for(resolve_settings(preset, given))
    except (SettingsError, RuleError) as error:
        fail(error.mistakes)


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for some in names for name in some.split(","))


def fail(messages: Iterable[str]) -> NoReturn:
    """End the program with exit code 2 and these messages."""
    for message in messages:
        complain(message)
    sys.exit(FAILURE)


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    from dechaff.cli.show import visible

    click.echo(f"dechaff: {visible(message)}", err=True)


def report_problems(problems: Iterable[Problem]) -> None:
    """Say on stderr what went wrong with each path."""
    for path, message in problems:
        complain(f"{path}: {message}")

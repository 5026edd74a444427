"""The options that several commands share, and how their mistakes are told."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from dechaff.cli.completing import FOLDER, PATH, codes, value_of

if TYPE_CHECKING:
    from dechaff.config import Configuration
    from dechaff.core.pipeline import Pipeline
    from dechaff.corpus.inputs import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

CLEAN, FINDINGS, FAILURE = 0, 1, 2

pack_option = click.option(
    "--pack", "packs", multiple=True, metavar="DIR", type=FOLDER, help="A folder of further rules."
)
"""Where further rules are."""

_CONFIGURATION = [
    click.option(
        "--config",
        "file",
        metavar="FILE",
        type=PATH,
        help="Take the configuration from this file; by default from the nearest dechaff.toml.",
    ),
    click.option("--isolated", is_flag=True, help="Take no configuration but these options."),
]
_CHOOSING = [
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Leave out these files and folders, as .gitignore does, instead of folders of tools.",
    ),
    click.option("--extend-exclude", multiple=True, metavar="PATTERN", help="Leave out these too."),
    click.option(
        "--force-exclude/--no-force-exclude",
        default=None,
        help="Leave out what is excluded though it is named one by one.",
    ),
    click.option(
        "--respect-gitignore/--no-respect-gitignore",
        default=None,
        help="Whether to leave out what .gitignore files name.",
    ),
]
_READING = [
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        shell_complete=codes,
        help="Only these rules: code, prefix or name.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        metavar="RULE",
        shell_complete=codes,
        help="These rules too, such as optional ones: code or name.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULE",
        shell_complete=codes,
        help="Not these rules: code, prefix or name.",
    ),
    pack_option,
    click.option(
        "--charset",
        metavar="NAME",
        help="Read all files in this charset; by default it is found out for each.",
    ),
    click.option(
        "--separator",
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
        metavar="NAME",
        shell_complete=value_of("preset"),
        help="careful, balanced or thorough; by default balanced.",
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
        shell_complete=value_of("model"),
        help="How sure the line model must be: off, careful, balanced or thorough; by default as the preset.",
    ),
    click.option(
        "--detector",
        metavar="NAME",
        shell_complete=value_of("detector"),
        help="What names languages: default, langdetect, vote, cld2, eld or lingua.",
    ),
    click.option(
        "--language",
        "languages",
        multiple=True,
        metavar="CODE",
        help="Only articles in these languages, such as en, or en,de; the others are noted.",
    ),
    click.option(
        "--other-languages",
        metavar="WHAT",
        shell_complete=value_of("other-languages"),
        help="What becomes of articles and stretches in other languages: keep, note or drop.",
    ),
]


output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=PATH,
    help="A folder, for one text file an article, or a name that ends in .jsonl, for one record"
    " an article. Without it nothing is written.",
)
"""Where articles are written to."""


def configuration_options(command: Command) -> Command:
    """Adds --config and --isolated."""
    return _with(_CONFIGURATION, command)


def reading_options(command: Command) -> Command:
    """Adds --select, --extend-select, --ignore, --pack, --charset, --separator, --aggressive and those of
    `configuration_options`."""
    return _with(_READING, configuration_options(command))


def choosing_options(command: Command) -> Command:
    """Adds --exclude, --extend-exclude, --force-exclude and --respect-gitignore."""
    return _with(_CHOOSING, command)


def cleaning_options(command: Command) -> Command:
    """Adds the options of what is cut and kept, of languages, and those of `reading_options`."""
    return _with(_CLEANING, reading_options(command))


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def configuration(**options: Any) -> "Configuration":
    """What is in force; wrong options and files end the program with every mistake named.

    Args:
        options: those of a click command, with the ones of `configuration_options`; each is named for a
            key of the configuration. Only options count that were given on the command line.
    """
    from dechaff.settings import SettingsError

    try:
        return load_configuration(**options)
    except SettingsError as error:
        fail(error.mistakes)


def load_configuration(*, file: str | None = None, isolated: bool = False, **options: Any) -> "Configuration":
    """What is in force, as for `configuration`.

    Raises:
        SettingsError: with every mistake.
    """
    from dechaff.config import load

    given = {name: _said(name, value) for name, value in options.items() if _is_given(name)}
    return load(given, spelt=_spelt(given), file=Path(file) if file else None, isolated=isolated)


def _is_given(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _said(name: str, value: Any) -> Any:
    """The value of an option; names may be joined by commas, but expressions and folders may hold some."""
    if not isinstance(value, tuple) or name in ("keep", "packs"):
        return value
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def _spelt(options: Iterable[str]) -> dict[str, str]:
    """What each option is called on the command line."""
    parameters = click.get_current_context().command.params
    return {one.name.replace("_", "-"): max(one.opts, key=len) for one in parameters if one.name in options}


def chosen(
    paths: Sequence[str], configured: "Configuration", *, gitignore: bool = False, stdin_name: str = ""
) -> "tuple[list[Path], list[Problem]]":
    """The files that are named and that the configuration lets in, and the paths that name none.

    Args:
        paths: what was named; `-` alone is standard input.
        configured: the configuration.
        gitignore: whether .gitignore files count; they do for a check of a repository, but data that
            somebody names to clean them are often kept out of git.
        stdin_name: what standard input is called; under this name it may be excluded.
    """
    from dechaff.corpus.choice import Choice
    from dechaff.corpus.inputs import STDIN, find

    options = configured.options
    exclude = (*options.exclude, *options.extend_exclude)
    choice = Choice(configured.root, options.include, exclude, gitignore, options.force_exclude)
    if tuple(paths) != (str(STDIN),):
        return find(paths, choice)
    return ([] if stdin_name and choice.leaves_out(Path(stdin_name)) else [STDIN]), []


def pipeline_of(configured: "Configuration") -> "Pipeline":
    """The pipeline that a configuration describes; what is wrong with it ends the program."""
    from dechaff.settings import pipeline_for

    with blaming(configured):
        return pipeline_for(configured.settings)


@contextmanager
def blaming(configured: "Configuration") -> Iterator[None]:
    """Mistakes that only show where a configuration is put to use end the program, with their places."""
    from dechaff.rules.check import RuleError
    from dechaff.settings import SettingsError

    try:
        yield
    except (SettingsError, RuleError) as error:
        fail(configured.blame(error.mistakes))


def fail(messages: Iterable[str]) -> NoReturn:
    """End the program with exit code 2 and these messages."""
    for message in messages:
        complain(message)
    sys.exit(FAILURE)


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    from dechaff.rows import visible

    click.echo(f"dechaff: {visible(message)}", err=True)


def report_problems(problems: "Iterable[Problem]") -> None:
    """Say on stderr what went wrong with each path."""
    for path, message in problems:
        complain(f"{path}: {message}")

"""formats: how findings are written, as rows for people or as text for other programs; one file for each.

A format is imported when it is asked for, so that nobody pays for the others.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from dechaff.lint.diagnostic import Result
from dechaff.rows import Row

RowFormat = Callable[[Iterable[Result]], Iterator[Row]]
TextFormat = Callable[[Iterable[Result]], Iterator[str]]

# Of files that could not be checked these say nothing: a person is told on stderr.
FOR_PEOPLE = ("full", "concise")
# These hold the files that could not be checked too. All that they yield can be encoded as UTF-8.
FOR_PROGRAMS = ("json", "jsonl", "github", "gitlab", "sarif", "junit")


def row_format(name: str) -> RowFormat:
    """The format of `FOR_PEOPLE` with this name: it gives the rows of each result as that comes."""
    rows: RowFormat = import_module(f"{__name__}.{name}").rows
    return rows


def text_format(name: str) -> TextFormat:
    """The format of `FOR_PROGRAMS` with this name: it gives its text in pieces, line feeds included."""
    pieces: TextFormat = import_module(f"{__name__}.{name}").pieces
    return pieces

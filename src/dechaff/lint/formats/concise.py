"""concise: one row for each finding, as `path:line:column CODE message [old] → [new]`."""

from collections.abc import Iterable, Iterator

from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.rows import Row, Word, excerpt, visible

_QUOTED = 50


def rows(results: Iterable[Result]) -> Iterator[Row]:
    """A row for each finding, as the results come."""
    for result in results:
        for found in result.diagnostics:
            yield [
                *place(result.path, found),
                Word(f"{visible(found.code)} ", colour(found)),
                Word(said(found)),
            ]


def place(path: str, found: Diagnostic) -> Row:
    """Where a finding is, in the form that editors and terminals make a link of."""
    return [Word(visible(path), "bold"), Word(f":{found.line}:{found.column} ", "dim")]


def colour(found: Diagnostic) -> str:
    """The style of what is found: that of an error, or that of a note."""
    return "red" if found.error else "yellow"


def said(found: Diagnostic) -> str:
    """What is wrong, and with which words, on one line that is safe to print."""
    note = "" if found.error else "note: "
    return f"{note}{visible(found.message)} {quoted(found)}".rstrip()


def quoted(found: Diagnostic) -> str:
    """The words in question and what becomes of them; empty where they are blank."""
    if not found.old.strip():
        return ""
    return f"[{excerpt(found.old, _QUOTED)}]" + (f" → [{excerpt(found.new, _QUOTED)}]" if found.new else "")

"""json: one array with an object for each finding, and one for each file that could not be checked."""

from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from typing import Any

from dechaff.lint.diagnostic import Diagnostic, Result


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The array, an object a line."""
    return array(record for result in results for record in records(result))


def array(items: Iterable[Any]) -> Iterator[str]:
    """The text of an array, an item a line."""
    before = "[\n"
    for item in items:
        yield before + encoded(item)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def records(result: Result) -> Iterator[Mapping[str, Any]]:
    """What there is to say about one file: what was fixed, what is left, and why it could not be checked."""
    for fixed, diagnostics in ((True, result.fixed), (False, result.diagnostics)):
        yield from (_record(result.path, found, fixed=fixed) for found in diagnostics)
    if result.problem is not None:
        yield {"path": result.path, "problem": result.problem}


def _record(path: str, found: Diagnostic, *, fixed: bool) -> Mapping[str, Any]:
    return {
        "path": path,
        "code": found.code,
        "name": found.name,
        "message": found.message,
        "level": level(found),
        "line": found.line,
        "column": found.column,
        "end_line": found.end_line,
        "end_column": found.end_column,
        "start": found.start,
        "end": found.end,
        "old": found.old,
        "new": found.new,
        "score": round(found.score, 4),
        "fixable": found.fixable,
        "fixed": fixed,
    }


def level(found: Diagnostic) -> str:
    """`error` for what fails the check, else `note`."""
    return "error" if found.error else "note"


def encoded(value: Any, indent: int | None = None) -> str:
    """The text of a value, in which only what can be seen stands as it is.

    Half a surrogate pair is no character, and many programs refuse a file with one: what they read
    is its escape, spelled out.
    """
    text = dumps(value, ensure_ascii=False, indent=indent)
    hidden = {ord(char): _escape(char) for char in set(text) if not char.isprintable() and char != "\n"}
    return text.translate(hidden)


def _escape(char: str) -> str:
    half = "\ud800" <= char <= "\udfff"
    return "\\" * half + dumps(char).strip('"')

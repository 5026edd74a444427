"""junit: a test case for each file, for whatever reads the results of tests."""

from collections.abc import Iterable, Iterator
from html import escape

from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats.concise import said
from dechaff.rows import escaped, plural, visible


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The report: errors make a file fail, notes stand beside."""
    kept = list(results)
    failures = sum(any(found.error for found in result.diagnostics) for result in kept)
    errors = sum(result.problem is not None for result in kept)
    counts = f'tests="{len(kept)}" failures="{failures}" errors="{errors}"'
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f"<testsuites {counts}>\n"
    yield f'<testsuite name="dechaff" {counts}>\n'
    for result in kept:
        yield f'<testcase name="{_safe(result.place)}" classname="dechaff">\n'
        yield from _outcome(result)
        yield "</testcase>\n"
    yield "</testsuite>\n</testsuites>\n"


def _outcome(result: Result) -> Iterator[str]:
    wrong = [found for found in result.diagnostics if found.error]
    notes = [found for found in result.diagnostics if not found.error]
    if result.problem is not None:
        yield f'<error type="problem" message="{_safe(result.problem)}"/>\n'
    if wrong:
        title = plural(len(wrong), "finding")
        yield f'<failure type="findings" message="{title}">{_listing(wrong)}</failure>\n'
    if notes:
        yield f"<system-out>{_listing(notes)}</system-out>\n"


def _listing(some: Iterable[Diagnostic]) -> str:
    lines = (f"{found.line}:{found.column} {visible(found.code)} {said(found)}" for found in some)
    return "\n".join(map(_safe, lines))


def _safe(text: str) -> str:
    """Text without markup, and without the characters that XML has no way to write."""
    return escape(escaped(text))

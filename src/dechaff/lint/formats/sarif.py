"""sarif: a log in SARIF 2.1.0, with rules, places and fixes, for code scanning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dechaff._version import __version__
from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats.fingerprints import fingerprinted
from dechaff.lint.formats.json import encoded, level
from dechaff.lint.formats.sarif_rules import descriptor, literal
from dechaff.rows import excerpt

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The version of the fingerprint, so that another way to make it is no change of what it says.
_FINGERPRINT = "dechaff/v1"


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The log, in one piece."""
    yield encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(list(results))]}, indent=1) + "\n"


def _run(results: Sequence[Result]) -> Mapping[str, Any]:
    rules: dict[str, list[Diagnostic]] = {}
    for result in results:
        for found in result.diagnostics:
            rules.setdefault(found.code, []).append(found)
    codes = sorted(rules)
    index = {code: number for number, code in enumerate(codes)}
    return {
        "tool": {
            "driver": {
                "name": "dechaff",
                "version": __version__,
                "rules": [descriptor(rules[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        # Other characters that end lines elsewhere do not end them here.
        "newlineSequences": ["\n"],
        "invocations": [_invocation(results)],
        "results": [one for result in results for one in _results(result, index)],
    }


def _invocation(results: Sequence[Result]) -> Mapping[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": literal(result.problem)},
            "locations": [{"physicalLocation": {"artifactLocation": _location(result.place)}}],
        }
        for result in results
        if result.problem is not None
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _results(result: Result, index: Mapping[str, int]) -> Iterator[Mapping[str, Any]]:
    file = _location(result.place)
    for found, known_by in fingerprinted(result):
        region = _region(found)
        yield {
            "ruleId": found.code,
            "ruleIndex": index[found.code],
            "level": level(found),
            "message": {"text": _message(found)},
            "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
            "partialFingerprints": {_FINGERPRINT: known_by},
            **({"fixes": [_fix(file, region, found)]} if found.fixable else {}),
        }


def _message(found: Diagnostic) -> str:
    old = f" “{excerpt(found.old)}”" if found.old.strip() else ""
    return literal(found.message + old + (f" → “{excerpt(found.new)}”" if old and found.new else ""))


def _region(found: Diagnostic) -> Mapping[str, int]:
    return {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
        "charOffset": found.start,
        "charLength": found.end - found.start,
    }


def _fix(file: Mapping[str, str], region: Mapping[str, int], found: Diagnostic) -> Mapping[str, Any]:
    content = {"insertedContent": {"text": found.new}} if found.new else {}
    return {
        "description": {"text": "Put this right." if found.new else "Cut this."},
        "artifactChanges": [
            {"artifactLocation": file, "replacements": [{"deletedRegion": region, **content}]}
        ],
    }


def _location(place: str) -> Mapping[str, str]:
    """Where a file is: below the root of the sources, or, where it is not, on this machine."""
    try:
        path = quote(place.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        path = quote(place.encode("utf-8", "backslashreplace"))
    return {"uri": f"file://{path}"} if place.startswith("/") else {"uri": path, "uriBaseId": "%SRCROOT%"}

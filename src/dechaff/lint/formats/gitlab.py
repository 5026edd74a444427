"""gitlab: a Code Quality report, as GitLab shows it beside a merge request."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dechaff.lint.diagnostic import Result
from dechaff.lint.formats.concise import said
from dechaff.lint.formats.fingerprints import fingerprint, fingerprinted
from dechaff.lint.formats.json import array
from dechaff.rows import visible


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The report, an issue a line."""
    return array(issue for result in results for issue in _issues(result))


def _issues(result: Result) -> Iterator[Mapping[str, Any]]:
    for found, known_by in fingerprinted(result):
        yield {
            "description": said(found),
            "check_name": found.code,
            "fingerprint": known_by,
            "severity": "major" if found.error else "info",
            "location": _location(result.place, found.line),
        }
    if result.problem is not None:
        yield {
            "description": visible(result.problem),
            "check_name": "problem",
            "fingerprint": fingerprint(result.place, "problem"),
            "severity": "blocker",
            "location": _location(result.place, 1),
        }


def _location(place: str, line: int) -> Mapping[str, Any]:
    return {"path": place, "lines": {"begin": line}}

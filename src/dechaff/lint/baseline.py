"""baseline: findings that are known and do not count, in a file that people merge.

One line for each finding: the file, the rule, and a hash of the text in question. There are no line
numbers and no times, so that a change elsewhere changes nothing here; a finding that comes twice has two
lines; the lines are sorted. Two branches that add to it merge with git's `union` driver.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dechaff.corpus.outputs import atomic
from dechaff.lint.diagnostic import Diagnostic, Result

_HEAD = "# Findings that dechaff knew when this was written; they do not count. Merge with: merge=union"


class Entry(NamedTuple):
    """One known finding. `place` is the file as seen from the project's root."""

    place: str
    code: str
    digest: str

    def __str__(self) -> str:
        return f"{_escaped(self.place)} {self.code} {self.digest}"


class BaselineError(ValueError):
    """A baseline cannot be used; the message names the file, the line and what to do."""


class Baseline:
    """The findings that are known; each of them excuses one."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._left = Counter(entries)

    def excuses(self, place: str, diagnostic: Diagnostic) -> bool:
        """Whether a finding is known; it is so as often as the baseline has it."""
        entry = _entry(place, diagnostic)
        if not (diagnostic.error and self._left[entry]):
            return False
        self._left[entry] -= 1
        return True

    def gone(self, places: Iterable[str]) -> int:
        """How many entries of these files excused nothing: they were mended."""
        checked = set(places)
        return sum(count for entry, count in self._left.items() if entry.place in checked)


def _entry(place: str, diagnostic: Diagnostic) -> Entry:
    return Entry(place, diagnostic.code, diagnostic.digest)


def read_baseline(file: Path) -> list[Entry]:
    """The entries of a baseline.

    Raises:
        BaselineError: it cannot be read, or a line of it is no entry.
    """
    try:
        lines = file.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except OSError as error:
        advice = "check its name, or make it with --write-baseline"
        raise BaselineError(f"{file}: cannot be read: {error.strerror}; {advice}") from error
    return [_parsed(file, number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]


def _parsed(file: Path, number: int, line: str) -> Entry:
    place, *rest = line.rstrip("\r").rsplit(" ", 2)
    if len(rest) != 2 or not place:
        found = f"found {line[:60]!r}, expected a file, a rule and a hash"
        raise BaselineError(f"{file}:{number}: {found}; take the line out, or write the baseline anew")
    return Entry(_plain(place), *rest)


def write_baseline(file: Path, results: Iterable[Result], root: Path) -> int:
    """Write the findings of these files as known, and say how many there are.

    What a baseline that is there already says of other files stays, unless they are gone.

    Raises:
        BaselineError: the old baseline is none.
        OSError: the disk says no.
    """
    done = list(results)
    checked = {result.place for result in done}
    old = read_baseline(file) if file.exists() else []
    others = [e for e in old if e.place not in checked and (root / e.place).exists()]
    found = [_entry(result.place, d) for result in done for d in result.diagnostics if d.error]
    entries = sorted([*others, *found])
    with atomic(file) as out:
        out.write("".join(f"{line}\n" for line in [_HEAD, *entries]).encode("utf-8", "surrogateescape"))
    return len(entries)


def _escaped(place: str) -> str:
    escaped = place.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"\\{escaped}" if escaped.startswith("#") else escaped


def _plain(place: str) -> str:
    parts = place.split("\\\\")
    plain = (part.replace("\\n", "\n").replace("\\r", "\r").replace("\\#", "#") for part in parts)
    return "\\".join(plain)

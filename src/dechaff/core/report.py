"""Report: what was done, in numbers that add up, for one file or for a corpus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dechaff.core.finding import Finding

Count = TypeVar("Count", "Tally", int)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one rule did: how often, how many characters it took away, how many it wrote."""

    count: int = 0
    removed: int = 0
    written: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, self.removed + other.removed, self.written + other.written)


@dataclass(frozen=True)
class Report:
    """The conservation ledger in numbers: every character came in, went out, or was taken by a rule.

    Attributes:
        files: how many inputs.
        articles: how many articles came out of them.
        came_in: characters of the decoded originals.
        went_out: characters of the articles.
        rules: what each rule did that was applied.
        notes: how often each rule only noted something.
        fingerprint: version and rules in force, so that two reports can be compared.
    """

    files: int = 0
    articles: int = 0
    came_in: int = 0
    went_out: int = 0
    rules: Mapping[str, Tally] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    fingerprint: str = ""

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        *,
        articles: int,
        came_in: int,
        went_out: int,
        fingerprint: str,
    ) -> "Report":
        """The report of one file."""
        rules: dict[str, Tally] = {}
        notes: dict[str, int] = {}
        for finding in findings:
            code = finding.code
            if finding.applied:
                one = Tally(1, len(finding.old), len(finding.new))
                rules[code] = rules.get(code, Tally()) + one
            else:
                notes[code] = notes.get(code, 0) + 1
        return cls(1, articles, came_in, went_out, rules, notes, fingerprint)

    @property
    def removed(self) -> int:
        """Characters that rules took away, those that they wrote anew included."""
        return sum(tally.removed for tally in self.rules.values())

    @property
    def written(self) -> int:
        """Characters that rules wrote."""
        return sum(tally.written for tally in self.rules.values())

    @property
    def balanced(self) -> bool:
        """Whether every character is accounted for."""
        return self.came_in - self.removed + self.written == self.went_out

    def __add__(self, other: "Report") -> "Report":
        return Report(
            self.files + other.files,
            self.articles + other.articles,
            self.came_in + other.came_in,
            self.went_out + other.went_out,
            _merge(self.rules, other.rules, Tally()),
            _merge(self.notes, other.notes, 0),
            self.fingerprint if self.fingerprint in ("", other.fingerprint) else "mixed",
        )


def _merge(ours: Mapping[str, Count], theirs: Mapping[str, Count], zero: Count) -> dict[str, Count]:
    codes = sorted({*ours, *theirs})
    return {code: ours.get(code, zero) + theirs.get(code, zero) for code in codes}

"""check: what a linter has to say about one file, and the file as it would be with all of it mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dechaff.core.article import NEWLINE_STYLE, Cleaned
from dechaff.core.finding import Finding
from dechaff.core.pipeline import Pipeline
from dechaff.core.text import Text
from dechaff.lint.diagnostic import Diagnostic
from dechaff.rules.rule import Rule

# A message shows so much of a finding's detail.
_LONGEST_DETAIL = 120
_SPLIT = "S"
# The rules of blank lines.
_BLANK = ("W102", "W103")


@dataclass(frozen=True)
class Checked:
    """A file that was looked at.

    Attributes:
        cleaned: what became of it.
        diagnostics: what is wrong with it, and what is noted, by place.
    """

    cleaned: Cleaned
    diagnostics: tuple[Diagnostic, ...]


def check(pipeline: Pipeline, rules: Mapping[str, Rule], data: bytes, *, allow_several: bool) -> Checked:
    """What there is to say about one file.

    Args:
        pipeline: the pipeline, as `in_place` gives it.
        rules: the rules in force, by code; what others note, such as the charset, is left out.
        data: the bytes of the file.
        allow_several: whether it may hold several articles.
    """
    cleaned = pipeline.run(data)
    text = cleaned.original
    findings = [f for f in cleaned.findings if f.code in rules and not _is_seam(f)]
    found = [_diagnostic(finding, text, rules) for finding in _causes(findings)]
    found += () if allow_several else _several(cleaned, rules)
    return Checked(cleaned, tuple(sorted(found, key=_place)))


def _causes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, but for blank lines that are too many only because a line beside them goes."""
    edges = {at for finding in findings if finding.applied and not _is_blank(finding) for at in finding.span}
    return (finding for finding in findings if not (_is_blank(finding) and edges & {*finding.span}))


def _is_blank(finding: Finding) -> bool:
    return finding.code in _BLANK


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    return diagnostic.start, diagnostic.end, diagnostic.code


def _is_seam(finding: Finding) -> bool:
    # What is one kind of line breaks throughout is the style of the file.
    return finding.code == NEWLINE_STYLE or (finding.applied and finding.code.startswith(_SPLIT))


def _several(cleaned: Cleaned, rules: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """One diagnostic, where the second article begins, for a file of several."""
    count = len(cleaned.articles)
    if count < 2:
        return
    at = cleaned.articles[1].span.start
    seams = [f for f in cleaned.findings if f.applied and f.code.startswith(_SPLIT)]
    before = max((seam for seam in seams if seam.span.end <= at), key=lambda seam: seam.span, default=None)
    if before and before.code in rules:
        said = f"{count:,} articles in one file; `dechaff split` parts them"
        yield _stated(before, cleaned.original, rules, said, fixable=False)


def _diagnostic(finding: Finding, text: Text, rules: Mapping[str, Rule]) -> Diagnostic:
    summary = rules[finding.code].summary
    detail = finding.detail[:_LONGEST_DETAIL]
    return _stated(
        finding, text, rules, f"{summary} ({detail})" if detail else summary, fixable=finding.applied
    )


def _stated(
    finding: Finding, text: Text, rules: Mapping[str, Rule], message: str, *, fixable: bool
) -> Diagnostic:
    line, column = text.position(finding.span.start)
    end_line, end_column = text.position(finding.span.end)
    return Diagnostic(
        finding.code,
        rules[finding.code].name,
        message,
        finding.span.start,
        finding.span.end,
        line,
        column,
        end_line,
        end_column,
        text.slice(finding.span),
        finding.new,
        error=finding.applied,
        fixable=fixable,
        score=round(finding.score, 4),
    )

"""github: one annotation for each file, the worst first, and a summary of the step.

GitHub shows ten errors of a step and hides the rest, so files come before findings. Notes do not
fail the check and are no annotations; the summary counts them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats.concise import said
from dechaff.rows import escaped, plural, visible

_MOST_RULES = 10
# A summary may hold one megabyte.
_MOST_FILES = 100


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The annotations: files that could not be checked, then those with most errors."""
    kept = list(results)
    for result in kept:
        if result.problem is not None:
            yield _annotation(result.place, None, "could not be checked", [visible(result.problem)])
    for result, errors in _worst(kept):
        title = plural(len(errors), "finding")
        yield _annotation(result.place, errors[0], title, list(_by_rule(errors)))


def _worst(results: Iterable[Result]) -> Sequence[tuple[Result, Sequence[Diagnostic]]]:
    """The files with errors, and these, by how many there are."""
    errors = [(result, [found for found in result.diagnostics if found.error]) for result in results]
    return sorted([pair for pair in errors if pair[1]], key=lambda pair: (-len(pair[1]), pair[0].place))


def _by_rule(errors: Sequence[Diagnostic]) -> Iterator[str]:
    counts = Counter(found.code for found in errors)
    first = {found.code: found for found in reversed(errors)}
    for code, count in counts.most_common(_MOST_RULES):
        rule = visible(f"{code} {first[code].name}").rstrip()
        line = first[code].line
        yield f"{count:,} × {rule}, {'first ' * (count > 1)}in line {line:,}: {said(first[code])}"
    if len(counts) > _MOST_RULES:
        yield f"and {plural(len(counts) - _MOST_RULES, 'more rule')}"


def _annotation(place: str, first: Diagnostic | None, title: str, lines: Sequence[str]) -> str:
    properties = {"file": place} if place != "-" else {}
    if first and place != "-":
        properties |= {"line": str(first.line), "endLine": str(first.line)}
        if first.line == first.end_line:
            # Columns are taken only where the lines are one.
            properties |= {"col": str(first.column), "endColumn": str(first.end_column)}
    properties["title"] = f"dechaff: {title}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {named}::{_data(chr(10).join(lines))}\n"


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    quoted = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    # What is left of control characters would reach the log, and the terminal of who reads it.
    return escaped(quoted)


def summary(results: Iterable[Result]) -> str:
    """What was found as Markdown, for the file that `GITHUB_STEP_SUMMARY` names: rules and files by count."""
    kept = list(results)
    worst = _worst(kept)
    errors = [found for _, some in worst for found in some]
    problems = [result for result in kept if result.problem is not None]
    lines = ["## dechaff", "", _totals(kept, len(errors), len(worst), len(problems)), ""]
    if errors:
        lines += _table("Findings | Rule | Fixable", _rule_rows(errors))
        lines += _table("Findings | File", [[f"{len(some):,}", _code(r.place)] for r, some in worst])
    if problems:
        lines += _table("File | Problem", [[_code(r.place), _code(r.problem or "")] for r in problems])
    return "\n".join(lines)


def _totals(results: Sequence[Result], errors: int, files: int, problems: int) -> str:
    notes = sum(not found.error for result in results for found in result.diagnostics)
    found = f"**{plural(errors, 'finding')} in {plural(files, 'file')}**" if errors else "**No findings**"
    noted = f", {plural(notes, 'note')}" if notes else ""
    bad = f", {plural(problems, 'file')} could not be checked" if problems else ""
    return f"{found}{noted}; {plural(len(results) - problems, 'file')} checked{bad}."


def _rule_rows(errors: Sequence[Diagnostic]) -> Iterator[Sequence[str]]:
    counts = Counter((found.code, found.name) for found in errors)
    fixable = {(found.code, found.name) for found in errors if found.fixable}
    for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count:,}", _code(" ".join(rule).rstrip()), "yes" if rule in fixable else "no"


def _table(heading: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    kept = list(rows)
    yield f"| {heading} |"
    yield f"|{' --- |' * len(heading.split(' | '))}"
    yield from (f"| {' | '.join(row)} |" for row in kept[:_MOST_FILES])
    yield ""
    if len(kept) > _MOST_FILES:
        yield from (f"… and {len(kept) - _MOST_FILES:,} more.", "")


def _code(text: str) -> str:
    """Text as code, in which Markdown sees nothing but the two characters that would end it or its cell."""
    return f"`{escaped(text).replace('`', chr(92) + 'u0060').replace('|', chr(92) + 'u007c')}`"

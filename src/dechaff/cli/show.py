"""What a person sees: rows in colour on a terminal and plain elsewhere, and those about cleaning."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dechaff.core.article import Article, Cleaned
from dechaff.core.finding import Finding
from dechaff.core.report import Report
from dechaff.rows import Row, Word, excerpt, plural, visible

if TYPE_CHECKING:
    from rich.console import Console

_NAME_WIDTH = 22
# Rules that only straighten white space are summed up in one row.
_QUIET_FAMILY = "W"


def print_rows(rows: Iterable[Row]) -> None:
    """Print rows to stdout: through rich on a terminal, else as plain text."""
    console = _console()
    for row in rows:
        if console is None:
            sys.stdout.write(f"{plain(row)}\n")
        else:
            from rich.text import Text

            console.print(Text.assemble(*[(word.text, word.style) for word in row]), soft_wrap=True)


def plain(row: Row) -> str:
    """A row as text without colours."""
    return "".join(word.text for word in row).rstrip()


def _console() -> "Console | None":
    """What prints in colour; None where that is not wanted. NO_COLOR outweighs FORCE_COLOR, as in Python."""
    forced = bool(os.environ.get("FORCE_COLOR"))
    if os.environ.get("NO_COLOR") or not (forced or sys.stdout.isatty()):
        return None
    from rich.console import Console

    # Left to itself, rich has no colours for what calls itself a dumb terminal, as CI does.
    return Console(highlight=False, force_terminal=True, color_system="standard" if forced else "auto")


def file_rows(path: str, cleaned: Cleaned) -> Iterator[Row]:
    """What became of one file: its articles, and what was done under which rule."""
    report = cleaned.report
    size = f"{report.came_in:,} → {plural(report.went_out, 'character')}"
    count = plural(report.articles, "article")
    yield [Word(visible(path), "bold"), Word(f"   {count} · {size}{_charset(cleaned)}", "dim")]
    for article in cleaned.articles:
        yield from _article_rows(article)
    yield from _rule_rows(cleaned.findings)
    yield []


def _charset(cleaned: Cleaned) -> str:
    source = cleaned.source
    return f" · read as {source.charset}" if source and source.charset != "utf-8" else ""


def _article_rows(article: Article) -> Iterator[Row]:
    title = article.title or article.text or "(nothing is left)"
    yield [Word(f"  {article.language:<8}", "cyan"), Word(excerpt(title, 78))]
    values = [(name, value) for name, value in article.facts.items() if name != "title"]
    facts = [f"{name} {value if isinstance(value, str) else ', '.join(value)}" for name, value in values]
    if facts:
        yield [Word(" " * 10), Word(excerpt(" · ".join(facts), 100), "dim")]


def _rule_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    from dechaff.rules.load import built_in

    rules = {rule.code: rule for rule in built_in()}
    groups: dict[tuple[bool, str], list[Finding]] = {}
    for finding in findings:
        code = finding.code[0] if finding.code[0] == _QUIET_FAMILY else finding.code
        groups.setdefault((not finding.applied, code), []).append(finding)
    for (noted, code), group in sorted(groups.items()):
        rule = rules.get(code)
        name = "white space" if code == _QUIET_FAMILY else rule.name if rule else ""
        characters = sum(len(finding.new) - len(finding.old) for finding in group)
        amount = "noted" if noted else f"{characters:+,} characters"
        sign, style = ("?", "yellow") if noted else _sign(group)
        yield [
            Word(f"    {sign} {code:<5}", style),
            Word(f"{name:<{_NAME_WIDTH}}"),
            Word(f"{len(group):>4} × {amount:>17}   ", "dim"),
            Word(rule.summary if noted and rule else _example(group), style),
        ]


def _sign(group: list[Finding]) -> tuple[str, str]:
    return ("~", "green") if any(finding.new for finding in group) else ("−", "red")


def _example(group: list[Finding]) -> str:
    if group[0].new:
        return excerpt(f"{group[0].old} → {group[0].new}")
    return excerpt("\n".join(finding.old for finding in group))


def total_rows(report: Report, restored: int, left_out: int) -> Iterator[Row]:
    """The conservation ledger: what came in, what went, what came out; and the proof."""
    files, articles = plural(report.files, "file"), plural(report.articles, "article")
    bad = f"; {plural(left_out, 'path')} left out" if left_out else ""
    yield [Word(f"{files}, {articles}", "bold"), Word(bad, "red")]
    mark = Word("  ✓ balances", "green") if report.balanced else Word("  ✗ DOES NOT BALANCE", "red")
    yield [
        Word(f"  {report.came_in:,} characters in − {report.removed:,} taken + {report.written:,} written"),
        Word(f" = {report.went_out:,} out"),
        mark,
    ]
    yield [Word(f"  {plural(restored, 'original')} rebuilt from the output, byte for byte")]

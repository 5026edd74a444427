"""statistics: how often each rule found something, instead of what it found."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats.concise import colour
from dechaff.rows import Row, Word, visible


def rows(results: Iterable[Result]) -> Iterator[Row]:
    """A row for each rule, the most frequent first; notes of a rule are counted beside its errors."""
    counts: Counter[tuple[str, bool]] = Counter()
    fixable: Counter[tuple[str, bool]] = Counter()
    first: dict[tuple[str, bool], Diagnostic] = {}
    for result in results:
        for found in result.diagnostics:
            key = found.code, not found.error
            counts[key] += 1
            fixable[key] += found.fixable
            first.setdefault(key, found)
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        mark = "*" if fixable[key] == count else "-" if fixable[key] else " "
        note = "" if first[key].error else " (note)"
        yield [
            Word(f"{count:>7,} ", "bold"),
            Word(f"{visible(key[0]):<5}", colour(first[key])),
            Word(f"[{mark}] ", "dim"),
            Word(f"{visible(first[key].name)}{note}"),
        ]
    if fixable.total():
        yield [Word("[*] --fix takes them away", "dim")]

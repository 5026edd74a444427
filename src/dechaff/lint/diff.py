"""diff: what mending a file would change, line by line as a unified diff, and exact to the character.

The changes are those that were made, not what a comparison of the two texts makes of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dechaff.core.article import Cleaned
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rows import Row, Word, escaped, visible

# Unchanged lines that are shown above and below a change, as diff does.
_CONTEXT = 3
_REMOVED, _ADDED = "red", "green"


class Change(NamedTuple):
    """Characters of the original that go, and what comes in their place."""

    span: Span
    new: str


class _Hunk(NamedTuple):
    """Changed lines: the first and the one behind the last, and the changes in them."""

    first: int
    end: int
    changes: tuple[Change, ...]


def changes(cleaned: Cleaned) -> Iterator[Change]:
    """What becomes different where a file is cleaned in place, in order."""
    at, new = 0, ""
    for piece in cleaned.pieces:
        if isinstance(piece, str):
            new += piece
            continue
        if new or at < piece.start:
            yield Change(Span(at, piece.start), new)
        at, new = piece.end, ""
    if new or at < len(cleaned.original):
        yield Change(Span(at, len(cleaned.original)), new)


def diff(name: str, cleaned: Cleaned) -> Iterator[Row]:
    """The rows of a unified diff, in which the characters that go and come are marked.

    Args:
        name: what to call the file.
        cleaned: what became of it.
    """
    text = cleaned.original
    hunks = list(_hunks(text, changes(cleaned)))
    if hunks:
        shown = visible(name.lstrip("/"))
        yield [Word(f"--- a/{shown}", "bold")]
        yield [Word(f"+++ b/{shown}", "bold")]
    more = 0
    for group in _groups(hunks):
        before, after, rows = _group(text, group)
        start = max(group[0].first - _CONTEXT, 0)
        yield [Word(f"@@ -{start + 1},{before} +{start + more + 1},{after} @@", "cyan")]
        yield from rows
        more += after - before


def _hunks(text: Text, found: Iterable[Change]) -> Iterator[_Hunk]:
    """The changes by the lines in which they are; those that meet in a line are one hunk."""
    open_: list[Change] = []
    first = end = -1
    for change in found:
        top, bottom = _lines(text, change)
        if open_ and top < end:
            end = max(end, bottom)
            open_.append(change)
            continue
        if open_:
            yield _Hunk(first, end, tuple(open_))
        open_, first, end = [change], top, bottom
    if open_:
        yield _Hunk(first, end, tuple(open_))


def _lines(text: Text, change: Change) -> tuple[int, int]:
    """The first line that a change is in, and the one behind the last."""
    start, end = change.span
    first = text.line_number(start)
    # Lines that go as a whole leave the line below them alone.
    whole = start < end and text[end - 1] == "\n" and (not change.new or change.new.endswith("\n"))
    whole = whole and (start == text.lines[first].start or bool(change.new))
    last = text.line_number(end - 1 if whole else min(end, max(len(text) - 1, start)))
    return first, last + 1


def _groups(hunks: Sequence[_Hunk]) -> Iterator[list[_Hunk]]:
    """Hunks whose context would overlap, together."""
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and hunk.first - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _group(text: Text, group: Sequence[_Hunk]) -> tuple[int, int, list[Row]]:
    """How many lines there are before and after, and all of them as rows."""
    rows: list[Row] = []
    before = after = 0
    at = max(group[0].first - _CONTEXT, 0)
    for hunk in group:
        between = _context(text, at, hunk.first)
        old, new = list(_old(text, hunk)), list(_new(text, hunk))
        rows += [*between, *old, *new]
        before, after = before + len(between) + len(old), after + len(between) + len(new)
        at = hunk.end
    below = _context(text, at, min(at + _CONTEXT, len(text.lines)))
    return before + len(below), after + len(below), rows + below


def _context(text: Text, first: int, end: int) -> list[Row]:
    return [[Word(f" {visible(text.slice(line).rstrip(chr(13)))}")] for line in text.lines[first:end]]


def _extent(text: Text, hunk: _Hunk) -> Span:
    """The characters of the lines of a hunk."""
    last = text.lines[hunk.end - 1] if hunk.end <= len(text.lines) else Span(len(text), len(text))
    first = text.lines[hunk.first].start if hunk.first < len(text.lines) else len(text)
    return Span(first, text.whole_line(last).end)


def _old(text: Text, hunk: _Hunk) -> Iterator[Row]:
    extent, words, at = _extent(text, hunk), [], 0
    at = extent.start
    for change in hunk.changes:
        words += [Word(text[at : change.span.start], _REMOVED)]
        words += [Word(text.slice(change.span), f"bold {_REMOVED} reverse")]
        at = change.span.end
    return _rows("-", [*words, Word(text[at : extent.end], _REMOVED)], _REMOVED)


def _new(text: Text, hunk: _Hunk) -> Iterator[Row]:
    extent, words = _extent(text, hunk), []
    at = extent.start
    for change in hunk.changes:
        words += [Word(text[at : change.span.start], _ADDED), Word(change.new, f"bold {_ADDED} reverse")]
        at = change.span.end
    return _rows("+", [*words, Word(text[at : extent.end], _ADDED)], _ADDED)


def _rows(sign: str, words: Iterable[Word], style: str) -> Iterator[Row]:
    """Words that may go over line feeds as rows, each behind the sign."""
    row: Row = []
    for word in words:
        *full, rest = word.text.split("\n")
        for line in full:
            yield [Word(sign, style), *row, *_shown(line, word.style)]
            row = []
        row += _shown(rest, word.style)
    if row:
        yield [Word(sign, style), *row]


def _shown(text: str, style: str) -> Row:
    text = text.rstrip("\r")
    # What changes may be white space alone, which must be seen too.
    shown = escaped(text).replace(" ", "·") if "bold" in style and not text.strip() else visible(text)
    return [Word(shown, style)] if shown else []

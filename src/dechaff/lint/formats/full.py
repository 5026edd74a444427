"""full: each finding with the lines that it is about, what goes of them, and what comes instead."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats.concise import colour, place, quoted
from dechaff.rows import Row, Word, clipped, escaped, visible

# How much is shown of a long line, of what is marked in it, and of what comes instead.
_WIDTH, _MARKED, _NEW = 100, 60, 50
_MOST_LINES = 3


def rows(results: Iterable[Result]) -> Iterator[Row]:
    """The rows of each finding, as the results come."""
    for result in results:
        text = result.text() if result.diagnostics else Text()
        for found in result.diagnostics:
            yield _header(result.path, found)
            yield from _excerpt(text, found)


def _header(path: str, found: Diagnostic) -> Row:
    code = f"{visible(found.code)} {visible(found.name)}".rstrip()
    mark = ": " if found.error else " note: "
    return [*place(path, found), Word(code, colour(found)), Word(mark + visible(found.message))]


def _excerpt(text: Text, found: Diagnostic) -> Iterator[Row]:
    """The lines in question. Of blank ones there is nothing to see."""
    if found.end > len(text):
        # The file is another by now than when it was checked.
        yield from [[Word(f"    {words}", colour(found))] for words in [quoted(found)] if words]
        return
    lines = _lines(text, found)
    width = len(str(lines[-1][0])) if lines else 0
    whole = False
    for number, line in _ends(lines):
        if not number:
            yield _more(width, len(lines))
            continue
        whole = found.start <= line.start and line.end <= found.end
        if whole:
            yield _gone(f"{number:>{width}}", text.slice(line), found)
        else:
            yield from _marked(f"{number:>{width}}", text, line, found)
    if whole and found.new.strip():
        yield from _come(width, found.new)


def _lines(text: Text, found: Diagnostic) -> Sequence[tuple[int, Span]]:
    first = text.line_number(found.start)
    last = text.line_number(max(found.start, found.end - 1))
    touched = enumerate(text.lines[first : last + 1], first + 1)
    lines = [(number, line) for number, line in touched if _seen(text.slice(line))]
    # What begins with a line break is about the lines behind it.
    ends = bool(lines) and text[found.start : lines[0][1].end] in ("", "\r")
    return lines[1:] if ends and found.end > lines[0][1].end + 1 else lines


def _seen(line: str) -> str:
    return escaped(line.removesuffix("\r")).strip()


def _ends(lines: Sequence[tuple[int, Span]]) -> Sequence[tuple[int, Span]]:
    """All of a few lines; of many the first and the last, with a line of number 0 between them."""
    return lines if len(lines) <= _MOST_LINES else (lines[0], (0, Span(0, 0)), lines[-1])


def _more(width: int, lines: int) -> Row:
    return [Word(f"  {'':{width}} … {lines - 2:,} more lines", "dim")]


def _gone(margin: str, line: str, found: Diagnostic) -> Row:
    """A line that goes as a whole, or would."""
    sign = "-" if found.fixable else "?"
    shown = clipped(visible(line[: _WIDTH + 1].removesuffix("\r")), _WIDTH)
    return [Word(f"  {margin} ", "dim"), Word(f"{sign} {shown}", colour(found))]


def _come(width: int, new: str) -> Iterator[Row]:
    text = Text(new)
    lines = [(number, line) for number, line in enumerate(text.lines, 1) if text.slice(line).strip()]
    for number, line in _ends(lines):
        if number:
            shown = clipped(visible(text.slice(line)), _WIDTH)
            yield [Word(f"  {'':{width}} "), Word(f"+ {shown}", "green")]
        else:
            yield _more(width, len(lines))


def _marked(margin: str, text: Text, line: Span, found: Diagnostic) -> Iterator[Row]:
    """A line of which a part goes, and below it marks under that part, and what comes instead."""
    start, end = max(line.start, found.start), min(line.end, found.end)
    before, marked, after = _window(text[line.start : start], text[start:end], text[end : line.end])
    style = colour(found)
    yield [Word(f"  {margin} | ", "dim"), Word(before), Word(marked, style), Word(after)]
    blank = Word(f"  {'':{len(margin)}} | ", "dim")
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in before + marked + after):
        # A terminal sets such a line from the right, or not: marks would stand under other words.
        yield [blank, Word(quoted(found), style)]
        return
    marks = Word(" " * _columns(before) + "^" * (_columns(marked) or 1), style)
    come = found.new if found.end <= line.end + 1 else ""
    yield [blank, marks, *([Word(f" → [{clipped(visible(come), _NEW)}]", "green")] if come else [])]


def _window(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """As much of the three parts of a line as a row holds, safe to print."""
    marked = escaped(marked[:_MARKED]) + escaped(marked[_MARKED:][-_MARKED:])
    if len(marked) > _MARKED:
        marked = f"{marked[: _MARKED * 2 // 3]}…{marked[1 - _MARKED // 3 :]}"
    room = _WIDTH - len(marked)
    left = max(room // 2, room - len(after))
    before = _end_of(before, left)
    shown = visible(after[: _WIDTH + 1].removesuffix("\r"))
    return before, marked, clipped(shown, room - len(before))


def _end_of(text: str, size: int) -> str:
    shown = visible(text[-size - 1 :])
    return shown if len(shown) <= size else "…" + shown[1 - size :].lstrip()


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if unicodedata.category(char) in ("Mn", "Me") else _cells(char) for char in text)


def _cells(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

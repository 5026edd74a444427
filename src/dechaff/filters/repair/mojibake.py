"""Mojibake: text that was read in a wrong charset, put right line by line and layer by layer."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dechaff.core.diff import edits_between
from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.c1 import as_windows_1252
from dechaff.filters.repair.mixup import unmixed
from dechaff.filters.repair.traces import has_trace, suspects
from dechaff.filters.repair.unscramble import best_reading, looks_bad, unscrambled, whole

MOJIBAKE, UNREPAIRED = "E201", "E212"

# A line up to any break but U+0085, which may be half a letter.
_LINE = re.compile("[^\n\r\x0b\x0c\u2028\u2029]+")
# Text is seldom broken more than three times over, but one line may be broken in several ways.
_MOST_LAYERS = 32


def mojibake(text: Text) -> Iterable[Hit]:
    """Text that was read in a wrong charset, line by line: one good line cannot veto a bad one.

    Only lines in which a trace of it is found are looked at more closely, so that good text costs no
    more than a scan. What still looks bad when nothing more can be done is noted.
    """
    came_out, noted = _last.seen
    if text == came_out:
        return noted
    pieces, hits, notes, at, grown = [], [], [], 0, 0
    breaks = "\n" not in text and "\r" not in text
    for line in _suspects(text):
        old = text.slice(line)
        new, how = _put_right(old, breaks=breaks)
        hits += [_repaired(span.shift(line.start), other, how) for span, other in edits_between(old, new)]
        if has_trace(new) and looks_bad(new):
            hits.append(Hit(UNREPAIRED, line, Effect.NOTE))
            start = line.start + grown
            notes.append(Hit(UNREPAIRED, Span(start, start + len(new)), Effect.NOTE))
        pieces += [text[at : line.start], new]
        at, grown = line.end, grown + len(new) - len(old)
    _last.seen = "".join(pieces) + text[at:], notes
    return hits


class _Last:
    """What came out last, and what there is to note of it.

    The steps ask for the same text once more, and mostly nothing has changed in between.
    """

    seen: tuple[str, Sequence[Hit]] = ("", ())


_last = _Last()


def _repaired(span: Span, new: str, how: str) -> Hit:
    return Hit(MOJIBAKE, span, Effect.WRITE if new else Effect.CUT, new, detail=how)


def _suspects(text: Text) -> Iterator[Span]:
    """The lines that may be mojibake."""
    if not text.isascii():
        for number in suspects(text):
            for piece in _LINE.finditer(text, *text.lines[number]):
                yield Span(*piece.span())


def _put_right(line: str, *, breaks: bool) -> tuple[str, str]:
    """The line when nothing looks wrong any more, and how it was broken."""
    how: list[str] = []
    while len(how) < _MOST_LAYERS:
        new, layer = _one_layer(line, breaks=breaks)
        if new == line:
            break
        line, how = new, [*how, layer]
    return line, ", then ".join(reversed(how))


def _one_layer(line: str, *, breaks: bool) -> tuple[str, str]:
    """By its UTF-8, where that explains most of it; else by the bytes of the line; else by its UTF-8."""
    traced = has_trace(line)
    new, charset = whole(line) if traced else (line, "")
    if charset:
        return new, f"UTF-8 read as {charset}"
    reading = best_reading(line) if traced else None
    if reading is None or reading.rest > reading.explained:
        new, how = unmixed(line)
        if new != line:
            return new, how
    if reading is not None:
        new = unscrambled(line, reading)
        if new != line:
            return new, f"UTF-8 read as {reading.charset}"
    return as_windows_1252(line, breaks=breaks), "Windows-1252 read as Latin-1"

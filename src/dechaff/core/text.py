"""Text: a `str` that knows its lines, and the folding under which two lines are the same."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count
from operator import add, itemgetter

from dechaff.core.span import Span

# Apostrophes are one, and so are quotes, dashes, and the Turkish letters i, which case folding tells apart.
SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u0130\u0131", "i")
)
# Without any of these a line folds by its case alone.
_TO_FOLD = re.compile(rf"[{''.join(map(chr, SAME))}]|[^\S ]|  ")


class Text(str):
    """A `str` with its lines computed once.

    Only a line feed ends a line. `str.splitlines` also breaks at vertical tabs, form feeds, U+0085
    and U+2028, so its line numbers disagree with every editor.
    """

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The span of each line without its line feed; a text that ends in one has no line after it."""
        pieces = self.split("\n")
        if not pieces[-1]:
            pieces.pop()
        sizes = list(map(len, pieces))
        # Every piece before it has a line feed too.
        starts = list(map(add, accumulate(sizes, initial=0), count()))
        return tuple(map(Span, starts, map(add, starts, sizes)))

    @cached_property
    def newline(self) -> str:
        """The line break that the text uses most: LF, CR LF or CR; LF where it has none."""
        both, returns, feeds = self.count("\r\n"), self.count("\r"), self.count("\n")
        # On a tie the first of them.
        return max([(feeds - both, "\n"), (both, "\r\n"), (returns - both, "\r")], key=itemgetter(0))[1]

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines] or [0]

    def slice(self, span: Span) -> str:
        """The characters of a span, as a plain `str`."""
        return self[span.start : span.end]

    def line_number(self, offset: int) -> int:
        """The 0-based index of the line that holds a character offset."""
        return bisect_right(self._starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both from 1, as editors count them."""
        line = self.line_number(offset)
        return line + 1, offset - self._starts[line] + 1

    def whole_line(self, line: Span) -> Span:
        """A line's span together with its line feed: what goes when the line goes."""
        return Span(line.start, min(line.end + 1, len(self)))


def _bears_meaning(char: str) -> bool:
    # A combining mark at the end of a word belongs to it (Hindi, Thai, Arabic vowel signs).
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def trim(line: str) -> Span:
    """The part of a line between its first and its last letter, digit or mark; empty where it has none."""
    start, end = 0, len(line)
    if line and line[0].isalnum() and line[-1].isalnum():
        return Span(start, end)
    while start < end and not _bears_meaning(line[start]):
        start += 1
    while end > start and not _bears_meaning(line[end - 1]):
        end -= 1
    return Span(start, end)


def fold(line: str) -> str:
    """What is the same of a line however a site dresses it up: no case, bullets, arrows, end punctuation.

    >>> fold("  » READ\\u00a0More …")
    'read more'
    """
    bare = line
    if not (line and line[0].isalnum() and line[-1].isalnum()):  # most lines need no trimming
        start, end = trim(line)
        bare = line[start:end]
    if _TO_FOLD.search(bare):
        bare = " ".join(bare.translate(SAME).split())
    return bare.casefold()

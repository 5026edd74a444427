"""Lines that were broken to fit a page: words that a hyphen divides, and paragraphs that are wrapped.

Both steps are for those who ask, and guess with care: what has another explanation stays. What they
decide rests on things that joining does not change, so that a second look finds nothing more to join.
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

_SOFT_HYPHEN = "\xad"
_HYPHENS = "\u2010\xad-"
# A hyphen at the end of a line, and below it the rest of a word with its stops up to a blank. A figure,
# an address or a further hyphen there speak against a divided word.
_BREAK = (
    rf"[{_HYPHENS}][^\S\n]*\n(?P<indent>[^\S\n]*)(?P<rest>[^\W\d_]+(?:['’][^\W\d_]{{1,3}})?)"
    rf"(?P<stop>[^\w\s/@&=+~<>{_HYPHENS}]{{0,4}})(?=\s|\Z)(?P<gap>[^\S\n]+(?=\S))?"
)
# What a word that begins in a line may follow.
_START = r"(?:^|[\s(\[\"'“„«‘‚»‹›¿¡])([^\W\d_]+)\Z"
_LONGEST_WORD = 60
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
# A line that ends in a divided word is full: so long beside the longest of its paragraph.
_FULL = 0.6
_SHORTEST = 20
# Of the lines of a text that divides words, so many end in one. Where hyphens are only broken at, at
# most one line in thirty does (measured on news in twelve languages).
_LEAST_SHARE = 0.05

# How wide a page is that text is wrapped to, in characters.
_WIDTHS = range(45, 101)
_LEAST_LINES = 3
_LEAST_BLANKS = 3
# Lists, quoted mail, headings, tables, verse and code are in lines of their own.
_OWN_LINE = r"\s|[-*•·‣◦–—+#>|=~]|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|[^|\t]{0,100}(?:[|\t]|[^\S\n]{3})|.*[{}]\Z"
_SENTENCE_END = r"[.!?…:;。।؟][\"'”’»)\]]*\Z"
_JOINING = r"[^\W\d_][-\u2010\u2014]\Z"


class _Divided(NamedTuple):
    """A word in two lines: its halves, what is between them, and what follows it."""

    line: int
    left: str
    right: str
    joint: Span
    end: int
    gap: str | None
    indent: str
    hyphen: str

    @property
    def is_soft(self) -> bool:
        """Whether it was divided by a hyphen that stands at the ends of lines only."""
        return self.hyphen == _SOFT_HYPHEN

    @property
    def whole(self) -> str:
        """The word that the halves make."""
        return (self.left + self.right).casefold()

    @property
    def halves(self) -> set[str]:
        """The words that the halves are by themselves."""
        return set(compiled(_WORD).findall(f"{self.left} {self.right}".casefold()))

    @property
    def is_listed(self) -> bool:
        """Whether a half is a word beside which hyphens often stay."""
        return self.left.casefold() in _words()["before"] or self.right.casefold() in _words()["after"]

    def is_one_of(self, words: Collection[str]) -> bool:
        """Whether it is among some words, and not also with a hyphen."""
        return self.whole in words and f"{self.left}-{self.right}".casefold() not in words


def hyphenation(text: Text) -> Iterator[Hit]:
    """Words that are divided at the end of a line are joined there, and the break moves behind them."""
    for word in _joinable(text):
        yield Hit("E501", word.joint)
        if word.gap is not None:
            gap = Span(word.end, word.end + len(word.gap))
            yield Hit("E501", gap, Effect.WRITE, "\n" + word.indent)


def hard_wraps(text: Text) -> Iterator[Hit]:
    """Paragraphs whose lines were wrapped at a fixed width become one line each."""
    paragraphs = [lines for lines in _paragraphs(text) if _is_prose(text, lines)]
    wrapped = [lines for lines in paragraphs if len(lines) >= _LEAST_LINES and _is_wrapped(text, lines, 0)]
    if not wrapped:
        return
    width = max(line.size for lines in wrapped for line in lines)
    # Two lines are no evidence of their own.
    wrapped += [lines for lines in paragraphs if len(lines) == 2 and _is_wrapped(text, lines, width)]
    joints = {word.joint.start: word.joint for word in _joinable(text)}
    for lines in wrapped:
        for line, below in pairwise(lines):
            yield _joined(text, line, below, joints)


def _joinable(text: Text) -> list[_Divided]:
    """The divided words that are surely one word each.

    Such a word is soft, or known from elsewhere, or ends a full line of a text that divides words, and
    then neither half is listed, nor are both known. What is sure in one place is sure in all; and a
    word that has a hyphen elsewhere keeps it.
    """
    divided = list(_divided(text))
    if not divided:
        return []
    words = Counter(compiled(_WORD).findall(text.casefold()))
    words.subtract(half for word in divided for half in word.halves)
    known = {word for word, count in words.items() if count > 0}
    syllables = [word for word in divided if not (word.is_soft or word.is_listed or word.halves <= known)]
    full = _full(text, divided) if _divides(text, len(syllables)) else set()
    known |= {word.whole for word in divided if word.is_soft} | {
        word.whole for word in syllables if word in full
    }
    return [word for word in divided if word.is_soft or word.is_one_of(known)]


def _divided(text: Text) -> Iterator[_Divided]:
    """The words that two lines may share, as far as their letters tell."""
    for found in compiled(_BREAK).finditer(text):
        at = found.start()
        number = text.line_number(at)
        line = text[text.lines[number].start : at]
        start = compiled(_START).search(line[-_LONGEST_WORD:])
        if not start or (line.strip() == start[1] and _is_divided(text, number - 1)):
            continue
        joint = Span(at, found.start("rest"))
        word = _Divided(
            number, start[1], found["rest"], joint, found.end("stop"), found["gap"], found["indent"], text[at]
        )
        if word.is_soft or _is_syllables(word):
            yield word


def _is_divided(text: Text, number: int) -> bool:
    """Whether a line ends in a hyphen: what is all of the line below it may be divided a second time."""
    return number >= 0 and text.slice(text.lines[number]).rstrip().endswith(tuple(_HYPHENS))


def _is_syllables(word: _Divided) -> bool:
    """Whether the halves look like parts of one word, in small letters."""
    return len(word.left) > 1 < len(word.right) and word.left[1:].islower() and word.right.islower()


def _divides(text: Text, count: int) -> bool:
    """Whether a text divides words as a rule, so many of which are in it."""
    pairs = sum(above.size > 0 < below.size for above, below in pairwise(text.lines))
    return count >= _LEAST_SHARE * pairs


def _full(text: Text, divided: Sequence[_Divided]) -> set[_Divided]:
    """The words whose line is full, with all lines as they are after every word is joined."""
    sizes = [len(text.slice(line).rstrip()) for line in text.lines]
    blank = [size == 0 for size in sizes]
    for word in divided:
        moved = word.end - word.joint.end
        sizes[word.line] += moved - 1
        sizes[word.line + 1] -= moved + len(word.gap or "")
    widest: list[int] = []
    for _, numbers in groupby(range(len(sizes)), blank.__getitem__):
        paragraph = [sizes[number] for number in numbers]
        widest += [max(paragraph)] * len(paragraph)
    return {word for word in divided if sizes[word.line] >= max(_SHORTEST, _FULL * widest[word.line])}


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The lists of `layout.toml`, of all languages at once."""
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: frozenset(w for words in by.values() for w in words) for name, by in lists.items()}


def _paragraphs(text: Text) -> Iterator[list[Span]]:
    """The lines between blank ones, each without the space at its end, where there are several."""
    lines = (Span(line.start, line.start + len(text.slice(line).rstrip())) for line in text.lines)
    for is_text, block in groupby(lines, lambda line: line.size > 0):
        paragraph = list(block) if is_text else []
        if len(paragraph) > 1:
            yield paragraph


def _is_prose(text: Text, lines: Sequence[Span]) -> bool:
    """Whether lines may be of one paragraph by what they hold; the first may be indented."""
    pieces = [text.slice(line) for line in lines]
    starts = [piece[0] for piece in pieces[1:]]
    small = sum(not start.isupper() for start in starts)
    ends = sum(compiled(_SENTENCE_END).search(piece) is not None for piece in pieces[:-1])
    return (
        not any(map(compiled(_OWN_LINE).match, [pieces[0].lstrip(), *pieces[1:]]))
        and all(len(piece.split()) > _LEAST_BLANKS for piece in pieces[:-1])
        and 3 * small >= len(starts)
        and 2 * ends <= len(starts)
    )


def _is_wrapped(text: Text, lines: Sequence[Span], width: int) -> bool:
    """Whether each line is as full as can be: the first word of the next would not have fitted in."""
    width = width or max(line.size for line in lines)
    return (
        width in _WIDTHS
        and all(line.size <= width for line in lines)
        and all(
            line.size + 1 + len(text.slice(below).split(maxsplit=1)[0]) > width
            for line, below in pairwise(lines)
        )
    )


def _joined(text: Text, line: Span, below: Span, joints: Mapping[int, Span]) -> Hit:
    """What becomes of the break between two lines of a paragraph."""
    joint = joints.get(line.end - 1)
    if joint is not None:
        return Hit("E502", joint)
    end = text.slice(line)[-2:]
    if end[-1] == _SOFT_HYPHEN:
        return Hit("E502", Span(line.end - 1, below.start))
    word = compiled(_WORD).match(text, below.start)
    if word and compiled(_JOINING).search(end) and word[0].casefold() not in _words()["after"]:
        return Hit("E502", Span(line.end, below.start))
    return Hit("E502", Span(line.end, below.start), Effect.WRITE, " ")

"""Words: what a page is made of, read once: its lines that have words, and their words as hashes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dechaff.model import characters as c
from dechaff.model.characters import Numbers, tables

# Words of a page are told apart by so many bits of their hash.
BUCKETS = 1 << 15
# Of a line so many first and last words are looked up.
FIRST, LAST = 10, 5


@dataclass(frozen=True, eq=False)
class Words:
    """The lines of a page that have words, and their words.

    Attributes:
        number: of each line, its number in the page.
        begin: of each line, the index of its first word; one more at the end.
        counts: of each line, how many characters of each class it has.
        first: of each line, the class of its first character that can be seen.
        last: of each line, the classes of its last three such characters, last first.
        dots: of each line, how many stops, and how many colons, stand between parts of words.
        exact: of each line, a hash in which each digit counts.
        hash: of each word, its hash.
        kind: of each word, the class of its first character.
        size: of each word, how many characters it has.
        loud: of each word, whether it is all in capitals.
        figure: of each word, whether it is a number.
        year: of each word, whether it is a number that may be a year.
    """

    number: Numbers
    begin: Numbers
    counts: Numbers
    first: Numbers
    last: Numbers
    dots: Numbers
    exact: Numbers
    hash: Numbers
    kind: Numbers
    size: Numbers
    loud: Numbers
    figure: Numbers
    year: Numbers

    @cached_property
    def of_line(self) -> Numbers:
        """Of each line, how many words it has."""
        size: Numbers = self.begin[1:] - self.begin[:-1]
        return size

    @cached_property
    def line(self) -> Numbers:
        """Of each word, its line."""
        return np.repeat(np.arange(len(self.of_line)), self.of_line)

    @cached_property
    def place(self) -> Numbers:
        """Of each word, how many stand before it in its line."""
        place: Numbers = np.arange(len(self.hash)) - np.repeat(self.begin[:-1], self.of_line)
        return place

    @cached_property
    def said(self) -> Numbers:
        """Of each line, a hash of its words in their order."""
        said: Numbers = np.add.reduceat(self.hash.astype(np.int64) * (2 * self.place + 1), self.begin[:-1])
        return said

    def only(self, kept: Numbers) -> "Words":
        """The words of some of the lines; `kept` says of each line whether it stays."""
        words = np.repeat(kept, self.of_line)
        begin = np.concatenate(([0], np.cumsum(self.of_line[kept])))
        by_line = (self.number, self.counts, self.first, self.last, self.dots, self.exact)
        by_word = (self.hash, self.kind, self.size, self.loud, self.figure, self.year)
        number, *lines = (value[kept] for value in by_line)
        left = Words(number, begin, *lines, *(value[words] for value in by_word))
        # What a line says is what it said.
        vars(left)["said"] = self.said[kept]
        return left


def mixed(number: Numbers) -> Numbers:
    """A 32-bit hash stirred until each bit depends on all."""
    number = number ^ (number >> np.uint32(15))
    number = number * np.uint32(0x85EBCA6B)
    number ^= number >> np.uint32(13)
    number *= np.uint32(0xC2B2AE35)
    stirred: Numbers = number ^ (number >> np.uint32(16))
    return stirred


def read(text: str) -> Words:
    """The words of a text, line by line."""
    points = np.frombuffer((text + "\n").encode("utf-32-le", "surrogatepass"), np.uint32)
    if points.max() >= c.SIZE:
        points = np.minimum(points, c.SIZE - 1)
    table = tables()
    kind = table.kind.take(points)
    feeds = np.flatnonzero(kind == c.FEED)
    starts, ends, word = _bounds(kind)
    if not len(starts):
        return _nothing()
    edges = np.searchsorted(starts, feeds)
    number = np.flatnonzero(_steps(edges))
    first = kind[starts]
    size = ends - starts + 1
    figure = (first == c.DIGIT) & (kind[ends] == c.DIGIT)
    # Numbers of one length are one word.
    hashes = _hashes(table.mix.take(points), starts)
    hashes = np.where(figure, np.minimum(size, 5).astype(np.uint32) + np.uint32(77), hashes)
    lengths = _steps(feeds + 1)
    line = np.repeat(np.arange(len(feeds), dtype=np.int64), lengths)
    seen = np.flatnonzero(kind < c.SPACE)
    until = np.searchsorted(seen, feeds)
    return Words(
        number,
        np.concatenate(([0], edges[number])),
        _counts(kind, line, _steps(until))[number],
        *_edges(kind, seen, until, number),
        _dots(points, word, line, len(feeds))[number],
        _exact(points, kind, line, feeds, lengths)[number],
        hashes,
        first,
        size,
        (first == c.UPPER) & (kind[ends] == c.UPPER) & (size > 1),
        figure,
        _years(points, starts, figure & (size == 4)),
    )


def _steps(numbers: Numbers) -> Numbers:
    """By how much each number is larger than the one before it, the first than 0."""
    steps = numbers.copy()
    steps[1:] -= numbers[:-1]
    return steps


def _bounds(kind: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Where words start and end, and of each character whether it stands in one.

    A character of a script without spaces is a word.
    """
    word = kind <= c.UPPER
    start = word & ~np.concatenate(([False], word[:-1]))
    alone = kind == c.UNSPACED
    if alone.any():
        start |= word & (alone | np.concatenate(([False], alone[:-1])))
    end = np.concatenate((~word[1:] | start[1:], [True])) & word
    return np.flatnonzero(start), np.flatnonzero(end), word


def _years(points: Numbers, starts: Numbers, asked: Numbers) -> Numbers:
    """Of each word, whether it is a number from 1900 to 2099; only those that are asked for can be."""
    year = asked.copy()
    at = starts[asked]
    first, second = points[at], points[at + 1]
    year[asked] = ((first == ord("1")) & (second == ord("9"))) | ((first == ord("2")) & (second == ord("0")))
    return year


def _nothing() -> Words:
    none = np.zeros(0, np.int64)
    rows = np.zeros((0, c.CLASSES), np.int64)
    return Words(
        none,
        np.zeros(1, np.int64),
        rows,
        none,
        rows[:, :3],
        rows[:, :2],
        none,
        none.astype(np.uint32),
        none,
        none,
        none > 0,
        none > 0,
        none > 0,
    )


def _hashes(mix: Numbers, starts: Numbers) -> Numbers:
    """Sums over the pairs of neighbouring characters; what is no part of a word adds nothing."""
    before = np.empty_like(mix)
    before[0] = 0
    before[1:] = mix[:-1]
    before[starts] = 0
    pairs = mix * (before * np.uint32(0x9E3779B1) | np.uint32(1))
    pairs ^= pairs >> np.uint32(15)
    return mixed(np.add.reduceat(pairs, starts, dtype=np.uint32))


def _counts(kind: Numbers, line: Numbers, seen: Numbers) -> Numbers:
    """How many characters of each class each line has; most are small letters, which are what remains."""
    others = np.flatnonzero((kind < c.SPACE) & (kind != c.LOWER))
    counts = np.bincount(line[others] * c.CLASSES + kind[others], minlength=len(seen) * c.CLASSES)
    counts = counts.reshape(-1, c.CLASSES)
    counts[:, c.LOWER] = seen - counts.sum(axis=1)
    return counts


def _edges(kind: Numbers, seen: Numbers, until: Numbers, number: Numbers) -> tuple[Numbers, Numbers]:
    """The classes of the first and of the last three characters that can be seen."""
    begins = np.concatenate(([0], until[:-1]))[number]
    ends = until[number]
    last = [kind[seen[np.maximum(ends - back, begins)]] for back in (1, 2, 3)]
    return kind[seen[begins]], np.stack(last, axis=1)


def _dots(points: Numbers, word: Numbers, line: Numbers, lines: int) -> Numbers:
    columns = []
    for char in (0x2E, 0x3A):
        at = np.flatnonzero(points[1:-1] == char) + 1
        at = at[word[at - 1] & (word[at + 1] | (points[at + 1] == 0x2F))]
        columns.append(np.bincount(line[at], minlength=lines))
    return np.stack(columns, axis=1)


def _exact(points: Numbers, kind: Numbers, line: Numbers, feeds: Numbers, lengths: Numbers) -> Numbers:
    """What the digits of each line add to its hash."""
    at = np.flatnonzero(kind == c.DIGIT)
    place = at - (feeds - lengths)[line[at]]
    adds = (points[at].astype(np.int64) * 40503 * (place + 7)) % 1000003
    total = np.zeros(len(feeds), np.int64)
    np.add.at(total, line[at], adds)
    return total

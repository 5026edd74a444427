"""Own: what a line is like by itself: its length, its marks, how it begins and ends."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dechaff.model import characters as c
from dechaff.model.characters import Numbers
from dechaff.model.features import SET, columns, log, share
from dechaff.model.words import Words

# A line says something where it has so many words and ends like a sentence, or so many more.
_SAYS, _SAYS_ALONE = 15, 30
# The characters that are counted by the word, and in parts of how much.
_BY_WORD = (c.QUOTE, c.COMMA, c.STOP, c.MARK, c.BRACKET, c.DASH, c.SIGN, c.OTHER, c.ODD)
_SCALES = np.array((128, 128, 128, 64, 128, 128, 128, 64, 64))


class Own(NamedTuple):
    """What each line is by itself: a row of features, its words, and whether it says something."""

    rows: Numbers
    words: Numbers
    says: Numbers


def own(words: Words) -> Own:
    """What each line is by itself."""
    counts, begin = words.counts, words.begin
    # A word is made of two characters or so where no spaces part them.
    alone = np.add.reduceat((words.kind == c.UNSPACED).astype(np.int64), begin[:-1])
    size = words.of_line - alone // 2
    of_words = np.stack((words.size, words.figure, words.year, words.kind == c.UPPER, words.loud))
    letters, figures, years, title, loud = np.add.reduceat(of_words, begin[:-1], axis=1)
    seen = counts[:, : c.SPACE].sum(axis=1)
    end = _end(words.last)
    stop = end == c.STOP
    rows = columns(
        (
            log(size),
            log(seen),
            share(letters, size, 8),
            share(counts[:, c.UNSPACED], seen),
            *(flag * SET for flag in (stop, *_ends(words.last, end), *_begins(words.first))),
            *_marks(counts, size, seen),
            share(figures, size),
            np.minimum(years, 3) * 32,
            share(title, size),
            share(loud, size),
            *(np.minimum(words.dots[:, column], 3) * 32 for column in (0, 1)),
            log(size // (counts[:, c.STOP] + 1)),
        )
    )
    return Own(rows, size, (size >= _SAYS) & (stop | (size >= _SAYS_ALONE)))


def _closes(last: Numbers) -> Numbers:
    closes: Numbers = (last == c.QUOTE) | (last == c.BRACKET)
    return closes


def _end(last: Numbers) -> Numbers:
    """The class of the last character that is no closing quote or bracket, two of which are passed over."""
    end = np.where(_closes(last[:, 0]), last[:, 1], last[:, 0])
    return np.where(_closes(end), last[:, 2], end)


def _ends(last: Numbers, end: Numbers) -> Iterator[Numbers]:
    """How a line ends, otherwise than with a stop."""
    yield end == c.COLON
    yield end == c.COMMA
    yield last[:, 0] <= c.UPPER
    yield end == c.MARK
    yield _closes(last[:, 0])
    yield (last[:, 0] == c.STOP) & (last[:, 1] == c.STOP)


def _begins(first: Numbers) -> Iterator[Numbers]:
    """How a line begins."""
    yield from (first == kind for kind in (c.UPPER, c.LOWER, c.DIGIT))
    yield (first == c.MARK) | (first == c.HASH)
    yield from (first == kind for kind in (c.QUOTE, c.DASH, c.BRACKET))


def _marks(counts: Numbers, size: Numbers, seen: Numbers) -> Iterator[Numbers]:
    """How many of which characters a line has."""
    by_word = counts[:, _BY_WORD] * _SCALES // np.maximum(size, 1)[:, None]
    yield from by_word.T[:3]
    yield share(counts[:, c.DIGIT], seen, 128)
    yield share(counts[:, c.UPPER], counts[:, c.UPPER] + counts[:, c.LOWER], 128)
    yield from by_word.T[3:]
    yield from (np.minimum(counts[:, kind], 3) * 32 for kind in (c.AT, c.HASH))
    yield np.minimum(counts[:, c.COPYRIGHT], 2) * 64

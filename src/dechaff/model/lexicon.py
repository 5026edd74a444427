"""Lexicon: what words, pairs of words and whole lines say about a line, whatever the language."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from dechaff.model.characters import Numbers
from dechaff.model.features import columns
from dechaff.model.words import FIRST, LAST, Words, mixed

# A line of so many words is a long one; words say other things in long lines than in short ones.
LONG = 12
# What is looked up: a first word, a second, a last, a whole line, words of short and of long lines.
OPENS, SECOND, CLOSES, WHOLE, SHORT, LENGTHY = range(6)
_MIDDLE = 128
_BITS = 17


class Keys(NamedTuple):
    """What is looked up of each line.

    Attributes:
        word: hashes of its first and last words.
        pair: hashes of the pairs that these words begin; 0 where none does.
        line: of each word, its line.
        begin: of each line, the index of its first word; one more at the end.
        ends: of each line, the hashes of its first, second and last word and of the whole.
        long: of each line, whether it is a long one.
    """

    word: Numbers
    pair: Numbers
    line: Numbers
    begin: Numbers
    ends: Numbers
    long: Numbers


def telling(words: Words, weights: Numbers) -> Numbers:
    """How telling each word is: the fewer sites have it, the more."""
    found: Numbers = weights.take(words.hash >> np.uint32(16)).astype(np.int64)
    return found


def keys(words: Words) -> Keys:
    """What is looked up of each line."""
    begin = words.begin
    size, line, place = words.of_line, words.line, words.place
    after = np.concatenate((words.hash[1:], np.zeros(1, np.uint32)))
    pair = mixed(words.hash * np.uint32(0x9E3779B1) + after) | np.uint32(1)
    ends_line = place == size[line] - 1
    pair[ends_line] = 0
    # What a whole line says is asked of short lines only.
    stirred = mixed(words.hash + (place * 0x85EBCA6B & 0xFFFFFFFF).astype(np.uint32))
    whole = np.add.reduceat(stirred, begin[:-1], dtype=np.uint32)
    second = np.where(size > 1, words.hash[np.minimum(begin[:-1] + 1, len(line) - 1)], 0)
    ends = np.stack((words.hash[begin[:-1]], second, words.hash[begin[1:] - 1], whole), axis=1)
    looked = (place < FIRST) | (place >= size[line] - LAST)
    line = line[looked]
    start = np.searchsorted(line, np.arange(len(size) + 1))
    return Keys(words.hash[looked], pair[looked], line, start, ends.astype(np.uint32), size >= LONG)


class Lexicon:
    """Log-odds of cruft for words, pairs and lines that were seen on several sites."""

    def __init__(self, arrays: Mapping[str, Numbers]) -> None:
        known = arrays["lexicon_known"]
        self._size = len(known)
        # In order; what stands after the end is as large as any.
        self._known = np.append(known, np.uint32(0xFFFFFFFF))
        # Where those stand that begin with each of so many bits: hardly more than one.
        self._first = known.searchsorted(np.arange(1 << _BITS, dtype=np.uint32) << np.uint32(32 - _BITS))
        self._odds = np.concatenate((arrays["lexicon_odds"], np.zeros((6, 1), np.int8)), axis=1)

    def find(self, hashes: Numbers) -> Numbers:
        """Where hashes stand in the lexicon; after its end where they do not."""
        at = self._first.take(hashes >> np.uint32(32 - _BITS))
        before = np.flatnonzero(self._known.take(at) < hashes)
        while len(before):
            at[before] += 1
            before = before[self._known.take(at[before]) < hashes[before]]
        found: Numbers = np.where(self._known.take(at) == hashes, at, self._size)
        return found

    def rows(self, found: Keys) -> Numbers:
        """The features of lines."""
        word, pair = self.find(found.word), self.find(found.pair)
        # The first, second and last words were looked up with the others.
        begin, end = found.begin[:-1], found.begin[1:]
        none = self._size
        second = np.where(end - begin > 1, word[np.minimum(begin + 1, len(word) - 1)], none)
        ends = np.stack((word[begin], second, word[end - 1], self.find(found.ends[:, WHOLE])), axis=1)
        return looked_up(self._odds, found, word, pair, ends)


def looked_up(odds: Numbers, found: Keys, word: Numbers, pair: Numbers, ends: Numbers) -> Numbers:
    """The features of lines, given where in the odds each of their words and pairs stands."""
    none = odds.shape[1] - 1
    values = [odds[OPENS][ends[:, 0]], odds[SECOND][ends[:, 1]], odds[CLOSES][ends[:, 2]]]
    values.append(odds[WHOLE][ends[:, 3]])
    table = np.where(found.long, LENGTHY, SHORT)[found.line] * odds.shape[1]
    flat = odds.reshape(-1)
    known = []
    for at in (word, pair):
        odd = flat.take(table + at).astype(np.int64)
        count = np.add.reduceat(at != none, found.begin[:-1], dtype=np.int64)
        known.append(count)
        values.append(np.add.reduceat(odd, found.begin[:-1]) // np.maximum(count, 1))
        values += [np.maximum.reduceat(odd, found.begin[:-1]), np.minimum.reduceat(odd, found.begin[:-1])]
    rows = [value.astype(np.int64) + _MIDDLE for value in values]
    asked = found.begin[1:] - found.begin[:-1]
    rows += [count * 64 // asked for count in reversed(known)]
    return columns(np.maximum(row, 0) for row in rows)

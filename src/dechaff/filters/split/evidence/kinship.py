"""Kinship: whether the pieces that boundaries would leave have words of their own.

A word that comes again mostly comes again in the article that it stood in. So of the words of a file that
recur, nearly all keep to one piece if the pieces are articles, and no more than chance has it if they are
sections of one text. Local windows cannot tell these: a list between two paragraphs is new at both ends.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from dechaff.filters.split.evidence.words import Numbers, Vocabulary

# A word that comes so often comes often.
_MOST = 30


def apart(vocabulary: Vocabulary, chosen: Sequence[int]) -> tuple[float, float, float]:
    """How far the words that recur keep to one piece each.

    Args:
        vocabulary: the words of a file.
        chosen: the units behind the boundaries, in order.

    Returns:
        How far they do beyond chance, 1 where all do, 0 where it is chance; which share of them does; and
        the least of the former for two neighbouring pieces alone.
    """
    edges = [0, *vocabulary.at[list(chosen)].tolist(), len(vocabulary.row)]
    pieces = [_piece(vocabulary, start, end) for start, end in pairwise(edges)]
    beyond, share = _kept(pieces)
    return beyond, share, min((_kept(pair)[0] for pair in pairwise(pieces)), default=beyond)


class _Piece(NamedTuple):
    """The words of a piece, each once; how often each stands there, how rare it is; and the number of all."""

    words: Numbers
    times: Numbers
    weights: Numbers
    size: int


def _piece(vocabulary: Vocabulary, start: int, end: int) -> _Piece:
    words, first, times = np.unique(vocabulary.row[start:end], return_index=True, return_counts=True)
    return _Piece(words, times, vocabulary.weights[start:end][first], end - start)


def _kept(pieces: Sequence[_Piece]) -> tuple[float, float]:
    """How far words keep to one of these pieces, beyond chance and in all."""
    total = sum(piece.size for piece in pieces)
    if len(pieces) < 2 or not total:
        return 0.0, 0.0
    words, times, weights = (np.concatenate(column) for column in list(zip(*pieces, strict=True))[:3])
    order = np.argsort(words, kind="stable")
    begins = np.flatnonzero(np.diff(words[order], prepend=-1))
    times, alone = np.add.reduceat(times[order], begins), np.diff(begins, append=len(words)) == 1
    recurs = times > 1
    times, alone, weights = times[recurs], alone[recurs], weights[order][begins][recurs]
    every, kept = int(weights.sum()), int(weights[alone].sum())
    chances = _by_chance(np.array([piece.size for piece in pieces]) / total)
    by_chance = float((weights * chances[np.minimum(times, _MOST)]).sum())
    if every - by_chance < 1:
        return 0.0, 0.0
    return (kept - by_chance) / (every - by_chance), kept / every


def _by_chance(shares: Numbers) -> Numbers:
    """The chance that all of so many words fall into one of pieces with these shares of the text."""
    powers = np.multiply.accumulate(np.tile(shares, (_MOST, 1)), axis=0)
    return np.concatenate([[1.0], powers.sum(axis=1)])

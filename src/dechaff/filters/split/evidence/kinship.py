"""Kinship: whether the pieces that boundaries would leave have words of their own.

A word that comes again mostly comes again in the article that it stood in. So of the words of a file that
recur, nearly all keep to one piece if the pieces are articles, and no more than chance has it if they are
sections of one text. Local windows cannot tell these: a list between two paragraphs is new at both ends.
"""

from collections.abc import Sequence
from itertools import pairwise

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
    beyond, share = _kept(vocabulary, edges)
    pairs = (_kept(vocabulary, [a, b, c])[0] for (a, b), (_, c) in pairwise(pairwise(edges)))
    return beyond, share, min(pairs, default=beyond)


def _kept(vocabulary: Vocabulary, edges: Sequence[int]) -> tuple[float, float]:
    """How far words keep to one piece between edges, beyond chance and in all."""
    start, end = edges[0], edges[-1]
    row = vocabulary.row[start:end]
    if len(edges) < 3 or not len(row):
        return 0.0, 0.0
    sizes = np.diff(edges)
    piece = np.repeat(np.arange(len(sizes)), sizes)
    _, first, word, times = np.unique(row, return_index=True, return_inverse=True, return_counts=True)
    pieces = np.bincount(np.unique(word * len(sizes) + piece) // len(sizes), minlength=len(times))
    weights = vocabulary.weights[start:end][first]
    recurs = times > 1
    weights, alone = weights[recurs], pieces[recurs] == 1
    every, kept = int(weights.sum()), int(weights[alone].sum())
    by_chance = float((weights * _by_chance(sizes / len(row))[np.minimum(times[recurs], _MOST)]).sum())
    if every - by_chance < 1:
        return 0.0, 0.0
    return (kept - by_chance) / (every - by_chance), kept / every


def _by_chance(shares: Numbers) -> Numbers:
    """The chance that all of so many words fall into one of pieces with these shares of the text."""
    powers = np.multiply.accumulate(np.tile(shares, (_MOST, 1)), axis=0)
    return np.concatenate([[1.0], powers.sum(axis=1)])

"""Forest: the scores of a file's gaps by boosted trees, whose weights come with dechaff.

Scores are sums of whole numbers (millionths of log-odds), so that no order of adding can change them.
`tools/train_split.py` makes the weights.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from dechaff.filters.split.evidence.words import Numbers

WEIGHTS = Path(__file__).with_name("weights.npz")
MILLION = 1_000_000


class Forest:
    """Trees of yes-or-no questions: is a feature at most so much?

    The nodes of all trees stand in one row. A leaf asks nothing: both its ways lead to itself.
    """

    def __init__(self, arrays: Mapping[str, Numbers], name: str) -> None:
        self._roots = arrays[f"{name}_roots"]
        self._feature = arrays[f"{name}_feature"].astype(np.int32)
        self._most = arrays[f"{name}_most"]
        # Of node n the ways on no and on yes stand at 2n and 2n + 1.
        self._ways = np.stack([arrays[f"{name}_no"], arrays[f"{name}_yes"]], axis=1).ravel()
        self._value = arrays[f"{name}_value"].astype(np.int64)
        self._depth = int(arrays[f"{name}_depth"])

    def scores(self, rows: Numbers) -> Numbers:
        """The log-odds of each row of features."""
        count, width = rows.shape
        flat = rows.ravel()
        first = (np.arange(count, dtype=np.int32) * width)[:, None]
        node = np.repeat(self._roots[None], count, axis=0)
        for _ in range(self._depth):
            yes = flat.take(first + self._feature.take(node)) <= self._most.take(node)
            node = self._ways.take(2 * node + yes)
        return self._value.take(node).sum(axis=1) / MILLION


@cache
def forests() -> Mapping[str, Forest]:
    """The forests of the three looks and of the file as a whole, by name."""
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        loaded = dict(arrays)
    return {name: Forest(loaded, name) for name in ("first", "second", "third", "whole")}

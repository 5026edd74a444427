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
        self._roots = arrays[f"{name}_roots"].astype(np.int64)
        self._feature = arrays[f"{name}_feature"].astype(np.int64)
        self._most = arrays[f"{name}_most"]
        self._ways = np.stack([arrays[f"{name}_no"], arrays[f"{name}_yes"]]).astype(np.int64)
        self._value = arrays[f"{name}_value"].astype(np.int64)
        self._depth = int(arrays[f"{name}_depth"])

    def scores(self, rows: Numbers) -> Numbers:
        """The log-odds of each row of features."""
        node = np.tile(self._roots, (len(rows), 1))
        row = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            yes = rows[row, self._feature[node]] <= self._most[node]
            node = self._ways[yes.astype(np.int64), node]
        return self._value[node].sum(axis=1) / MILLION


@cache
def forests() -> Mapping[str, Forest]:
    """The forests of the three looks and of the file as a whole, by name."""
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        loaded = dict(arrays)
    return {name: Forest(loaded, name) for name in ("first", "second", "third", "whole")}

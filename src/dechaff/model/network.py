"""Network: the score of each line from its features and its neighbours', in whole numbers.

Weights, and what passes between the layers, are whole numbers held in floats, and so small that no sum
leaves those that a float holds exactly. So every order of adding, and every machine, gives the same scores.
`tools/train_lines.py` makes the weights.
"""

from collections.abc import Mapping

import numpy as np

from dechaff.model.characters import Numbers

# What passes between layers is in parts of so much, ...
UNIT = 32
# ... and goes so far in both directions.
MOST = 1023
# The score is log-odds of content in parts of so much.
SCALE = 256
# After so many steps over the neighbours every line hears of the page as a whole, and of what stands above
# and below it however far.
POOLED = 3
# Larger products make BLAS wake all cores, which costs more than it brings here.
_MOST_PRODUCTS = 1 << 18


class Network:
    """Steps over ever more distant neighbours, with one look at the whole page and one up and down it."""

    def __init__(self, arrays: Mapping[str, Numbers]) -> None:
        self._low = arrays["low"]
        self._high = arrays["high"]
        self._reach = arrays["reach"].tolist()
        self._weights = {
            name.removesuffix(".w"): _scaled(arrays[name], arrays[name[:-1] + "b"], arrays[name[:-1] + "k"])
            for name in arrays
            if name.endswith(".w")
        }

    def scores(self, rows: Numbers, words: Numbers) -> Numbers:
        """The log-odds of content of each line, in parts of `SCALE`.

        Args:
            rows: the features of the lines.
            words: how many words each line has.
        """
        seen = np.minimum(np.maximum(rows, self._low), self._high).astype(np.float32)
        state = self._positive("inp", seen)
        state = self._positive("mid", state)
        for step, reach in enumerate(self._reach):
            if step == POOLED:
                state = _bounded(self._far(state) + self._whole(state, words) + state)
            heard = self._neighbours(step, state, reach)
            state = _bounded(np.add(state, self._linear(f"pw{step}", heard), out=state))
        return self._linear("out", self._positive("out1", state))[:, 0].astype(np.int64)

    def _linear(self, name: str, values: Numbers) -> Numbers:
        weight, bias = self._weights[name]
        total = _product(values, weight)
        total += bias
        return np.rint(total, out=total)

    def _positive(self, name: str, values: Numbers) -> Numbers:
        return _positive(self._linear(name, values))

    def _neighbours(self, step: int, state: Numbers, reach: int) -> Numbers:
        """What each line makes of itself and of the lines so far above and below it."""
        weight, bias = self._weights[f"cv{step}"]
        width = state.shape[1]
        total = _product(state, weight[width : 2 * width])
        total += bias
        if len(state) > reach:
            total[reach:] += _product(state[:-reach], weight[:width])
            total[:-reach] += _product(state[reach:], weight[2 * width :])
        return _positive(np.rint(total, out=total))

    def _whole(self, state: Numbers, words: Numbers) -> Numbers:
        """What the page as a whole says: two means of its lines, each weighed in its own way."""
        root = _roots(words)[:, None]
        weight = np.clip(self._linear("gate", state), 0, UNIT).astype(np.float64) * root
        total = np.maximum(weight.sum(axis=0), 1)
        means = np.rint((weight.T @ state.astype(np.float64)) / total[:, None])
        return self._linear("glob", np.clip(means, -MOST, MOST).reshape(1, -1).astype(np.float32))

    def _far(self, state: Numbers) -> Numbers:
        """What each line makes of the strongest signs that stand above and below it, its own included."""
        signs = self._positive("tell", state)
        half = signs.shape[1] // 2
        above = np.maximum.accumulate(signs[:, :half], axis=0)
        below = np.maximum.accumulate(signs[::-1, half:], axis=0)[::-1]
        return self._linear("told", np.concatenate((above, below), axis=1))


def _scaled(weight: Numbers, bias: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """Weights and bias as they count: what they sum up to loses so many binary places.

    They lose them beforehand: a power of two changes no digit of a float, and so no digit of a sum.
    """
    scale = np.float32(2.0 ** -int(places))
    return weight.astype(np.float32) * scale, bias.astype(np.float32) * scale


def _product(values: Numbers, weight: Numbers) -> Numbers:
    """The matrix product, some rows at a time."""
    product: Numbers
    rows = max(_MOST_PRODUCTS // weight.size, 1)
    if len(values) <= rows:
        product = np.matmul(values, weight)
        return product
    product = np.empty((len(values), weight.shape[1]), np.float32)
    for first in range(0, len(values), rows):
        np.matmul(values[first : first + rows], weight, out=product[first : first + rows])
    return product


def _positive(values: Numbers) -> Numbers:
    return values.clip(0, MOST, out=values)


def _bounded(values: Numbers) -> Numbers:
    return values.clip(-MOST, MOST, out=values)


def _roots(words: Numbers) -> Numbers:
    """Four times the square root of the number of words, sixty at most, rounded."""
    root: Numbers = np.rint(4 * np.sqrt(np.minimum(words, 60).astype(np.float64)))
    return root

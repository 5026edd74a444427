"""Whole: what the gaps that look like boundaries say together: is this a file of several articles at all?"""

import numpy as np

from dechaff.filters.split.evidence.consensus import leader, thousandths
from dechaff.filters.split.evidence.features import NAMES
from dechaff.filters.split.evidence.kinship import apart
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.evidence.words import Numbers

_LEAST = -14.0
_BEST = 6
_WHAT = (
    *("shift", "shift_least", "shift_z", "shift_peak", "aligned", "grouped", "title_diff", "blank_more"),
    *("group_shift", "furniture-1", "kind+0", "names_new30", "names_old30", "new150", "old150", "new300"),
    *("old300", "names_new80", "names_old80", "title_before", "title_after", "times+0", "times-1", "exact+0"),
    *("exact-1", "rising+0", "shift+0", "shift-1", "heads+0", "heads-1", "run_before", "run_behind"),
)
_OF_FILE = [NAMES.index(name) for name in ("shift_q2", "shift_q3", "titles", "scraps", "texts", "blank_q2")]
_COLUMNS = [NAMES.index(name) for name in _WHAT]


def whole(view: View, rows: Numbers, scores: Numbers, chosen: list[int]) -> Numbers:
    """The features of a file: one row.

    Args:
        view: the file.
        rows: the features of its gaps.
        scores: the log-odds of its gaps, after the last look.
        chosen: the gaps that would be boundaries, in order.
    """
    best = np.sort(scores[1:])[::-1][:_BEST]
    best = np.concatenate([best, np.full(_BEST - len(best), _LEAST)])
    own = scores[chosen] if chosen else np.array([_LEAST])
    sizes = np.diff([0, *view.size_before[chosen], view.size_before[-1]])
    at = rows[chosen][:, _COLUMNS] if chosen else np.zeros((1, len(_COLUMNS)))
    kinds = {(view.kind[index], view.kind[index - 1]) for index in chosen}
    counts = (len(view.units), view.size_before[-1], len(chosen), (scores > 0).sum(), (scores > -2).sum())
    spread = (sizes.min(), sizes.max(), sizes.std() / (sizes.mean() + 1))
    row = [*counts, *best, own.mean(), own.min(), own.max(), *spread]
    row += [*at.mean(axis=0), *at.min(axis=0), len(kinds) / max(len(chosen), 1), *rows[0][_OF_FILE]]
    leading = leader(view, thousandths(scores))
    row += [leading.mean, leading.least, len(leading.places), leading.cover]
    row += [*apart(view.vocabulary, chosen), *apart(view.names, chosen)]
    # Rounded, so that the last bits of a mean decide nothing.
    return np.round(np.array([row]), 4).astype(np.float32)

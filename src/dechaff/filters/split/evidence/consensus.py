"""Consensus: a second look at each gap, with what the first look made of its likes.

A delimiter recurs. So a gap gains by others beside which the same lines stand, if these are likely
boundaries, and loses if they are not.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dechaff.filters.split.evidence.recurrence import OFFSETS
from dechaff.filters.split.evidence.units import TEXT
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.evidence.words import Numbers

_LEAST, _MOST = -6.0, 6.0
# Beyond so many thousandths a score is sure enough for its group.
_SURE = 3000
_SIGNATURE = 5
_RIVALS = 4
_MOST_OTHERS = 12
# A vote: which share of a group must be likely, how likely the rest becomes, what all other gaps lose.
_A_PAIR = 2
_MOST_OF_THEM = 0.7
_LIKELY = 1.5
_OTHERS_LOSE = 1.0
# Where all of so many are likely, all are sure.
_A_ROW = 3
SURE = 2.0
# An article has so many characters at least, and behind a gap that is sure so many.
LEAST_ARTICLE = 120
LEAST_BRIEF = 30
_AGREEMENT = ("mean", "least", "others", "likely")


def second_look(view: View, scores: Numbers) -> Numbers:
    """The features of the second look: a row for each unit, in the order of `NAMES`.

    Args:
        view: the file.
        scores: the log-odds of each gap after the first look.
    """
    own = thousandths(scores)
    columns = [own / 1000, _best_other(own) / 1000, _rival(own) / 1000]
    for offset in OFFSETS:
        likes = ([member - offset for member in members] for members in view.members.values())
        columns += list(_agreement(likes, own))
    columns += list(_agreement(_alike(view), own))
    columns += _leader_columns(view, own)
    return np.column_stack(columns).astype(np.float32)


def _best_other(own: Numbers) -> Numbers:
    """The best score of any other gap."""
    ordered = np.sort(own)
    best, next_best = ordered[-1], ordered[-2] if len(own) > 1 else 1000 * int(_LEAST)
    return np.where(own == best, next_best, best)


def _rival(own: Numbers) -> Numbers:
    """The best score of the gaps nearby."""
    padded = np.pad(own, _RIVALS, constant_values=1000 * int(_LEAST))
    around = [d for d in range(2 * _RIVALS + 1) if d != _RIVALS]
    return np.max([padded[d : d + len(own)] for d in around], axis=0)


def _agreement(likes: Iterator[list[int]], own: Numbers) -> Numbers:
    """Of the groups that a gap is in the one that agrees most, for each gap.

    Its mean without the gap, its least, how many others it has, and which share of them is likely.
    """
    found = [(_LEAST, _LEAST, 0.0, 0.0)] * len(own)
    scores = own.tolist()
    for every in likes:
        places = [place for place in every if 0 < place < len(scores)]
        others = len(places) - 1
        if others < 1:
            continue
        group = [scores[place] for place in places]
        total, likely = sum(group), sum(score > 0 for score in group)
        least, next_least = sorted(group)[:2]
        for place, score in zip(places, group, strict=True):
            mean = (total - score) / others / 1000
            if mean > found[place][0] or not found[place][2]:
                rest = next_least if score == least else least
                share = (likely - (score > 0)) / others
                found[place] = (mean, rest / 1000, min(others, _MOST_OTHERS), share)
    return np.array(found).T


def thousandths(scores: Numbers) -> Numbers:
    """Scores as whole numbers, so that sums are exact, and within bounds."""
    own = np.clip(np.round(scores * 1000), 1000 * _LEAST, 1000 * _MOST).astype(np.int64)
    own[0] = 1000 * _LEAST
    return own


class Leader(NamedTuple):
    """The group that explains most of the likely gaps of a file, and how well it does.

    Attributes:
        places: its gaps.
        mean: their mean score.
        least: the least of them.
        cover: the share of what all likely gaps score that its own do.
    """

    places: Numbers
    mean: float
    least: float
    cover: float


def leader(view: View, own: Numbers) -> Leader:
    """The leader of a file.

    A group gains by the scores of its gaps, and loses by half of those of likely gaps that it leaves out.
    """
    clipped = np.clip(own, -_SURE, _SURE).tolist()
    likely = [max(score, 0) for score in clipped]
    every, best, leading = sum(likely), 0, []
    for places in _hypotheses(view):
        inside = sum([likely[place] for place in places])
        gain = 2 * sum([clipped[place] for place in places]) - (every - inside)
        if len(places) > 1 and gain > best:
            best, leading = gain, places
    if not leading:
        return Leader(np.array(leading, dtype=np.int64), _LEAST, _LEAST, 0.0)
    scores = [int(score) for score in own[leading]]
    cover = sum(likely[place] for place in leading) / every if every else 0.0
    return Leader(np.array(leading), sum(scores) / len(leading) / 1000, min(scores) / 1000, cover)


def _hypotheses(view: View) -> Iterator[list[int]]:
    """The gaps that each group of lines stands beside, for each place where it may stand."""
    count = len(view.units)
    for members in view.members.values():
        for offset in OFFSETS:
            yield [member - offset for member in members if 0 < member - offset < count]


def _leader_columns(view: View, own: Numbers) -> list[Numbers]:
    """Who is in the leading group, who is near it, and how good it is."""
    count, leading = len(own), leader(view, own)
    is_in, is_near = np.zeros(count), np.zeros(count)
    is_in[leading.places] = 1
    for d in (-2, -1, 1, 2):
        is_near[np.clip(leading.places + d, 0, count - 1)] = 1
    whole = (leading.mean, min(len(leading.places), _MOST_OTHERS), leading.cover)
    return [is_in, is_near, *(np.full(count, value) for value in whole)]


def agreed(view: View, scores: Numbers) -> Numbers:
    """The scores after a vote: a line that recurs and parts nearly all that it stands beside parts all of it.

    Its gaps are taken for likely, and all others become less so.
    """
    own = thousandths(scores).tolist()
    best, winners = 0, []
    for places in _hypotheses(view):
        gain = sum([own[place] for place in places])
        if gain > best and _parts(view, scores, places):
            best, winners = gain, places
    if not winners:
        return scores
    after = scores - _OTHERS_LOSE
    after[winners] = np.maximum(scores[winners], SURE if _is_row(scores, winners) else _LIKELY)
    return after


def _parts(view: View, scores: Numbers, places: list[int]) -> bool:
    """Whether most of these gaps are likely, of two both, and what they part is long enough."""
    share = float((scores[places] > 0).mean())
    if share < (_MOST_OF_THEM if len(places) > _A_PAIR else 1) or len(places) < _A_PAIR:
        return False
    least = LEAST_BRIEF if _is_row(scores, places) else LEAST_ARTICLE
    return bool(np.diff(view.size_before[places]).min() >= least)


def _is_row(scores: Numbers, places: list[int]) -> bool:
    """Whether all of several gaps are likely."""
    return len(places) >= _A_ROW and bool((scores[places] > 0).all())


def _alike(view: View) -> Iterator[list[int]]:
    """Gaps before heads of the same kinds of line."""
    found: dict[str, list[int]] = {}
    for index in range(1, len(view.units)):
        if view.units[index].kind != TEXT:
            found.setdefault(_signature(view, index), []).append(index)
    yield from found.values()


def _signature(view: View, index: int) -> str:
    """The kinds of the lines from a gap to the first text, and whether it is wide."""
    units = view.units[index : index + _SIGNATURE]
    signature = "+" if units[0].blank > view.usual_blank[1] else ""
    for unit in units:
        signature += unit.kind
        if unit.kind == TEXT:
            break
    return signature


NAMES = (
    *("own", "best_other", "rival"),
    *(f"{name}{offset:+d}" for offset in OFFSETS for name in _AGREEMENT),
    *(f"{name}_alike" for name in _AGREEMENT),
    *("in_leader", "near_leader", "leader_mean", "leader_count", "leader_cover"),
)
MEANS = [number for number, name in enumerate(NAMES) if name.startswith("mean")]

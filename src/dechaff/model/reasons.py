"""Reasons: what spoke for the cut of a line, in words.

The network weighs features together, so what each did is told by the plain sum that comes nearest to its
scores; what that sum leaves is what the lines around did.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from dechaff.model.characters import Numbers
from dechaff.model.features import LEXICAL, OWN, PLACED, RULED
from dechaff.model.verdict import Verdict

_TOLD = 3
_TOPIC = frozenset(PLACED[: PLACED.index("again")])
_AGAIN = ("again", "before", "alike")
WORDS = "its words and phrases are such as other sites have around their articles"
SHAPE = "it is built like a link, a label or a button"
TOPIC = "its words are not those of the article"
AGAIN = "it stands on the page more than once"
PLACE = "it stands apart from the body"
AROUND = "the lines around it are cruft"
_GROUPS = (SHAPE, TOPIC, AGAIN, PLACE, WORDS)
_SAID = (*_GROUPS, AROUND)


def reasons(verdict: Verdict, lines: Sequence[int]) -> list[str]:
    """What spoke for the cut of each of these lines; the strongest three, the most telling first."""
    arrays = _sums()
    # Whole numbers in floats, of which no sum leaves those that a float holds exactly.
    told = ((verdict.rows[lines] - arrays["centre"]) @ arrays["weights"]).astype(np.int64)
    around = verdict.score[lines].astype(np.int64) * 16 - int(arrays["start"][0]) - told.sum(axis=1)
    ranked = _ranked(np.column_stack([told, around]))
    return list(map(_words, ranked.tolist()))


def _ranked(told: Numbers) -> Numbers:
    """Of each line, what spoke for its cut, the strongest first, as one number."""
    # Of equals the first by the alphabet.
    order = np.array(sorted(range(len(_SAID)), key=_SAID.__getitem__))
    strongest = order[np.argsort(told[:, order], axis=1, kind="stable")[:, :_TOLD]]
    speaking = np.take_along_axis(told, strongest, axis=1) < 0
    digits: Numbers = np.where(speaking, strongest + 1, 0)
    return digits @ (len(_SAID) + 1) ** np.arange(_TOLD)


@cache
def _words(ranked: int) -> str:
    said = []
    while ranked:
        ranked, digit = divmod(ranked, len(_SAID) + 1)
        said.append(_SAID[digit - 1])
    return "; ".join(said)


def groups() -> Numbers:
    """Of each feature, the group of evidence that it belongs to."""
    placed = [1 if name in _TOPIC else 2 if name in _AGAIN else 3 for name in PLACED]
    # What rules cut of a line is told by their own findings.
    return np.array([0] * len(OWN) + placed + [4] * len(LEXICAL) + [len(_GROUPS)] * len(RULED), np.uint8)


@cache
def _sums() -> Mapping[str, Numbers]:
    with np.load(Path(__file__).with_name("weights.npz"), allow_pickle=False) as arrays:
        centre, weight, start = (arrays[f"lexicon_reason_{name}"] for name in ("centre", "weight", "start"))
    members = groups()[:, None] == np.arange(len(_GROUPS))
    return {
        "centre": centre.astype(np.float64),
        "weights": np.where(members, weight[:, None], 0).astype(np.float64),
        "start": start.astype(np.int64),
    }

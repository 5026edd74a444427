"""Judge: how likely each line of a page is part of its article."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dechaff.model.characters import Numbers
from dechaff.model.features import LEXICAL, OWN, PLACED, RULED, WHOLE
from dechaff.model.lexicon import Lexicon, keys, telling
from dechaff.model.network import SCALE, Network
from dechaff.model.own import Own, own
from dechaff.model.placed import placed
from dechaff.model.verdict import Verdict
from dechaff.model.words import Words, read

_HOME = Path(__file__).parent
# The log-odds of what rules cut, in parts of `SCALE`.
_SURE = -15 * SCALE
_FEATURES = len(OWN) + len(PLACED) + len(LEXICAL) + len(RULED)


class Model(NamedTuple):
    """The weights, in use."""

    lexicon: Lexicon
    network: Network
    telling: Numbers


@cache
def model(path: Path = _HOME / "weights.npz") -> Model:
    """A model, read once; by default the one that comes with dechaff."""
    with np.load(path, allow_pickle=False) as arrays:
        loaded = dict(arrays)
    layers = {name: value for name, value in loaded.items() if not name.startswith("lexicon")}
    return Model(Lexicon(loaded), Network(layers), loaded["lexicon_telling"])


class Reading(NamedTuple):
    """What there is to know of the lines of a page, whichever others are there.

    Attributes:
        words: the lines that have words.
        own: what each is by itself.
        lexical: what the lexicon says of each.
    """

    words: Words
    own: Own
    lexical: Numbers

    def only(self, kept: Sequence[bool] | Numbers, number: Sequence[int] | Numbers) -> "Reading":
        """Some of the lines, where they stand by then."""
        stays = np.asarray(kept, bool)
        own = Own(*(value[stays] for value in self.own))
        return Reading(self.words.only(stays), own, self.lexical[stays]).at(number)

    def at(self, number: Sequence[int] | Numbers) -> "Reading":
        """The same lines, standing elsewhere."""
        return self._replace(words=replace(self.words, number=np.asarray(number, np.int64)))


def read_page(text: str, used: Model | None = None) -> Reading:
    """What there is to know of the lines of a page."""
    words = read(text)
    if not len(words.number):
        none = np.zeros((0, 0), np.uint8)
        return Reading(words, Own(none, words.number, words.number), none)
    return Reading(words, own(words), (used or model()).lexicon.rows(keys(words)))


def judge(page: str | Reading, used: Model | None = None, found: Numbers | None = None) -> Verdict:
    """What a model makes of a page.

    Args:
        page: the page, with what rules cut.
        used: the model; by default the one that comes with dechaff.
        found: what rules found in the lines that have words, as `features.ruled` says it.
    """
    used = used or model()
    words, row, lexical = read_page(page, used) if isinstance(page, str) else page
    if not len(words.number):
        return Verdict(words.number, words.number, np.zeros((0, _FEATURES), np.uint8), words.number)
    where = placed(words, row, telling(words, used.telling))
    if found is None:
        found = np.zeros((len(row.words), len(RULED)), np.uint8)
    rows = np.concatenate((row.rows, where, lexical, found), axis=1)
    score, gone = used.network.scores(rows, row.words), found[:, 0] >= WHOLE
    return Verdict(words.number, np.where(gone, _SURE, score), rows, np.where(gone, 0, row.words))

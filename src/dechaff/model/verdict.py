"""Verdict: which lines of a page go, given how likely each is part of its article."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dechaff.model.characters import Numbers
from dechaff.model.features import OWN, PLACED, log
from dechaff.model.network import SCALE

# Chances are told in parts of so much.
_CERTAIN = 1024
_THEME = len(OWN) + PLACED.index("theme")
_ENDS = OWN.index("endstop")
_AHEAD = len(OWN) + PLACED.index("ahead")


class Sight(NamedTuple):
    """How a page is looked at, whatever the preset.

    Attributes:
        length: how much heavier a line gets when its length doubles, where it is asked how dirty a page is.
        body: a line of at least these log-odds ...
        body_words: ... and so many words is body for certain, ...
        likely: ... and with these on a clean page, where nothing above the last such line is below the body.
        near: what stands between two such lines that are no further apart than so many lines ...
        shelter: ... must be this much surer to be cruft: lists, tables, verses and sub-headings stand there.
        sentence_words: a line of so many words that ends like a sentence ...
        sentence: ... must be this much surer to be cruft.
        title_least: a headline has so many words at least ...
        title_most: ... and at most so many, ...
        title_told: ... of which so many parts of 64 come again in the body.
    """

    length: float
    body: float
    body_words: int
    likely: float
    near: int
    shelter: float
    sentence_words: int
    sentence: float
    title_least: int
    title_most: int
    title_told: int


class Bar(NamedTuple):
    """How sure the model must be; log-odds are those of being content.

    Attributes:
        most: a line goes if its log-odds, made heavier by its length, are at most this.
        length: how much heavier a line gets when its length doubles.
        bold: a line goes as well if they are at most this ...
        cost: ... and what the model expects to lose with it is at most this share of the page's content, or
            of so many words as make a page ample.
        price: the share of the page's content that the model may expect to lose with all that goes, taken in
            order of how sure it is.
        within: what goes between the first and the last line of the body may have so many words as are this
            share of the page's expected content; if it has more, it is a table or a list, and stays.
        least: how many words of content a page must be expected to have.
        plain: a line is plainly cruft if its log-odds, made heavier by its length, are at most this.
        dirt: a page is dirty if more than this share of its lines is plainly cruft ...
        fewest: ... and at least so many of them are.
        clean: what `most` is, on a page that is not dirty, between the first and the last line of the body.
        edge: what it is there above and below the body, ...
        ample: ... if the page is ample: if it is expected to have so many words of content ...
        told: ... or rules cut so many of its lines.
    """

    most: float
    length: float
    bold: float
    cost: float
    price: float
    within: float
    least: int
    plain: float
    dirt: float
    fewest: int
    clean: float
    edge: float
    ample: int
    told: int


class Verdict(NamedTuple):
    """What the model makes of a page.

    Attributes:
        number: the numbers of the lines that have words.
        score: of each of them, the log-odds of being content, in parts of 256.
        rows: the features that the score is made of.
        words: how many words each has; none where rules cut the line.
    """

    number: Numbers
    score: Numbers
    rows: Numbers
    words: Numbers

    def cut(self, bar: Bar) -> Numbers:
        """Of each line, whether it goes."""
        if not len(self.score):
            return np.zeros(0, bool)
        expected = self._chances() * self.words
        total = int(expected.sum())
        if total < bar.least * _CERTAIN:
            return np.zeros(len(self.score), bool)
        body = self._body()
        shelter, between = self._shelter(body), self._between(body)
        weighed = self._evidence(bar) + shelter
        cheap = _at_most(expected, bar.cost, min(total, bar.ample * _CERTAIN))
        going: Numbers = (weighed <= _units(bar.most)) | ((weighed <= _units(bar.bold)) & cheap)
        going &= (self.words > 0) & _at_most(_spent(weighed, expected), bar.price, total)
        if not self._dirty(bar, shelter):
            going &= weighed <= self._spared(bar, total)
        headline = self._headline()
        if headline is not None:
            going[headline] = False
        if not _at_most(int(self.words[going & between].sum()) * _CERTAIN, bar.within, total):
            going &= ~between
        return going

    def _evidence(self, bar: Bar) -> Numbers:
        """The log-odds, heavier for what is long and what is a sentence."""
        sight = seeing()
        sentence = (self.words >= sight.sentence_words) & (self.rows[:, _ENDS] > 0)
        weighed: Numbers = self._weighed(bar.length) + _units(sight.sentence) * sentence
        return weighed

    def _dirty(self, bar: Bar, shelter: Numbers) -> bool:
        """Whether the page has plain cruft; what rules cut is no sign of more than a share bar."""
        cruft = self._weighed(seeing().length) + shelter <= _units(bar.plain)
        plain = int(np.count_nonzero(cruft & (self.words > 0)))
        return plain >= bar.fewest and not _at_most(plain, bar.dirt, len(self.score))

    def _spared(self, bar: Bar, total: int) -> Numbers:
        """Of each line of a page that is not dirty, how surely it must be cruft."""
        told = np.count_nonzero(self.words == 0) >= bar.told
        edge = bar.edge if told or total >= bar.ample * _CERTAIN else bar.clean
        between = self._between(self._body(seeing().likely))
        return np.where(between, _units(bar.clean), _units(edge))

    def _weighed(self, length: float) -> Numbers:
        """The log-odds, the heavier the longer a line is."""
        weighed: Numbers = self.score + _units(length / 8) * log(self.words).astype(np.int64)
        return weighed

    def _shelter(self, body: Numbers) -> Numbers:
        """How much surer of each line one must be: of those between two lines of the body close by."""
        sight = seeing()
        index = np.arange(len(self.score))
        above = np.maximum.accumulate(np.where(body, index, -sight.near - 1))
        below = np.minimum.accumulate(np.where(body, index, len(index) + sight.near)[::-1])[::-1]
        shelter: Numbers = _units(sight.shelter) * ((below - above <= sight.near) & ~body)
        return shelter

    def _between(self, body: Numbers) -> Numbers:
        """Of each line, whether it stands between the first and the last line of the body; all if none is."""
        if not body.any():
            return ~body
        between: Numbers = np.maximum.accumulate(body) & np.maximum.accumulate(body[::-1])[::-1] & ~body
        return between

    def _body(self, least: float | None = None) -> Numbers:
        """Of each line, whether it is body for certain, or as likely as asked."""
        sight = seeing()
        body: Numbers = self.score > _units(sight.body if least is None else least)
        return body & (self.words >= sight.body_words)

    def _headline(self) -> int | None:
        """The line above the body that says most of what the body says."""
        sight = seeing()
        title = (self.words >= sight.title_least) & (self.words <= sight.title_most)
        title &= self.rows[:, _AHEAD] > 0
        theme = np.where(title, self.rows[:, _THEME].astype(np.int64), 0)
        # Of equals the last, which stands nearest to the body.
        best = len(theme) - 1 - int(np.argmax(theme[::-1]))
        return best if theme[best] >= sight.title_told else None

    def _chances(self) -> Numbers:
        chances: Numbers = _chances().take(np.clip(self.score // 16 + 256, 0, 511))
        return chances

    def certainty(self) -> Numbers:
        """Of each line, how likely it is cruft."""
        certain: Numbers = 1 - self._chances() / _CERTAIN
        return certain


def _spent(weighed: Numbers, expected: Numbers) -> Numbers:
    """What content the model expects in each line and in those of which it is surer that they are cruft."""
    order = np.argsort(weighed, kind="stable")
    spent = np.empty(len(order), np.int64)
    spent[order] = np.cumsum(expected[order])
    return spent


def _at_most(part: Any, share: float, whole: int) -> Any:
    """Whether a part is at most so large a share of the whole, by whole numbers."""
    return part * 10_000 <= whole * round(share * 10_000)


def _units(odds: float) -> int:
    """Log-odds in parts of `SCALE`."""
    return round(odds * SCALE)


@cache
def _thresholds() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text("utf-8"))


@cache
def seeing() -> Sight:
    """How pages are looked at."""
    return Sight(**_thresholds()["page"])


@cache
def bars() -> Mapping[str, Bar]:
    """How sure the model must be, by preset."""
    return {name: Bar(**values) for name, values in _thresholds()["preset"].items()}


@cache
def _chances() -> Numbers:
    """The chance of being content by log-odds, by sixteenths from -16 to 16; the same on all machines."""
    odds = (np.arange(512) - 255.5) / 16
    return np.rint(_CERTAIN / (1 + np.exp(-odds))).astype(np.int64)

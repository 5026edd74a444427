"""The default detector: gates by script, then scores; the same answer on every machine."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp
from typing import Any

import numpy as np

from dechaff.core.article import UNKNOWN
from dechaff.language.close import with_words
from dechaff.language.found import NOTHING, Alternative, Detection, Segment
from dechaff.language.front import sample
from dechaff.language.letters import Letters, read
from dechaff.language.scorer import Score, scorer
from dechaff.language.scripts import data, language_of_han, language_of_script, main_script
from dechaff.language.thresholds import confidence, sampling

SCORED = ("LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI")
_HAN = ("CJK", "HIRAGANA", "KATAKANA")
_LEAST_LETTERS = 2
_SHOWN = 5
_CONSIDERED = 20
_DIGITS = 4


class Default:
    """The detector that is used where none is named."""

    name = "default"

    @property
    def languages(self) -> frozenset[str]:
        """The codes that it can answer, `und` aside."""
        scored = (code for script in SCORED for code in _codes(script))
        ruled = (str(rule["code"]) for rule in data()["letters"])
        return frozenset([*scored, *data()["one"].values(), *ruled, "zh-Hans", "zh-Hant"])

    def detect(self, text: str) -> Detection:
        """The language of a text; never raises, and the same text always gives the same answer.

        Where little of a long text does not decide, a larger part is looked at.
        """
        found = _look(sample(text))
        if found.confidence < confidence().enough and len(text) > sampling().most and found.code != UNKNOWN:
            found = _look(sample(text, sampling().more))
        return found

    def detect_batch(self, texts: Iterable[str]) -> list[Detection]:
        """The language of each text."""
        return list(map(self.detect, texts))

    def segments(self, text: str) -> list[Segment]:
        """The stretches of a text that are in one language each, in order; they tile the text."""
        from dechaff.language.segments import segments

        return segments(text, self.detect)


def _look(shown: str) -> Detection:
    letters = read(shown)
    counts = letters.counts()
    if sum(counts.values()) < _LEAST_LETTERS and not counts.keys() & {*_HAN, "HANGUL"}:
        return NOTHING
    script = main_script(counts)
    code = language_of_han(shown, counts) if script in _HAN else None
    code = code or language_of_script(script, shown, counts[script])
    if code is not None:
        return _certain(code, sum(counts.values()))
    return _ranked(script, letters, counts.get(script, 0)) if script in SCORED else NOTHING


def _codes(script: str) -> Sequence[str]:
    found = scorer(script)
    return found.codes if found else ()


def _certain(code: str, letters: int) -> Detection:
    """What the script says: surer with each letter."""
    sure = round(1 - 0.25 / letters, _DIGITS)
    return Detection(code, sure, letters >= confidence().letters // 2, [Alternative(code, sure)])


def _ranked(script: str, letters: Letters, count: int) -> Detection:
    judge, limits = scorer(script), confidence()
    own = letters.of(script)
    score = judge.score(own) if judge else None
    if judge is None or score is None or score.known < limits.known * score.grams:
        return NOTHING
    lifts = _given("lift", judge.codes) * score.grams // 100
    points = with_words(judge.codes, score.points + lifts - _given("handicap", judge.codes), own)
    # A stable order: of two that are even, always the same one is first.
    order = np.argsort(-points, kind="stable")[:_CONSIDERED].tolist()
    heat = 1 / (limits.points * max(1.0, score.grams / limits.grams) ** limits.growth)
    ahead = points[order].tolist()
    odds = [exp((each - ahead[0]) * heat) for each in ahead]
    total = sum(odds)
    most = _ceiling(judge.usual[order[0]], score, order[0])
    shares = [round(most * each / total, _DIGITS) for each in odds[:_SHOWN]]
    ranked = [Alternative(judge.codes[at], share) for at, share in zip(order, shares, strict=False)]
    code, sure = ranked[0]
    return Detection(code, sure, sure >= limits.reliable and count >= limits.letters, ranked)


@cache
def _given(table: str, codes: Sequence[str]) -> Any:
    """The figures of a table of `scripts.toml` for each language, 0 where it has none."""
    return np.array([data()[table].get(code, 0) for code in codes])


def _ceiling(usual: int, score: Score, at: int) -> float:
    """How sure an answer may be: less where a long text speaks so little for it that it may be another."""
    share = (
        10 * int(score.points[at]) / (usual * score.grams)
        if usual and score.grams >= confidence().long
        else 1.0
    )
    return next((ceiling for least, ceiling in confidence().ceilings if share < least), 1.0)

"""eld: n-grams of bytes, 60 languages."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import Gated
from dechaff.language.default import Default
from dechaff.language.found import Alternative, LanguageDetector

_CHINESE = ("zh-Hans", "zh-Hant")
_MOST = 5


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: eld is not installed.
    """
    from eld.languageData import languageData

    _eld()
    codes = set(languageData.lang_codes.values()) - {"zh"}
    return Gated("eld", {*codes, *_CHINESE}, rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first; its scores as shares of them all."""
    scores = sorted(_eld().detect(text).scores().items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    total = sum(score**4 for _, score in scores)
    return [Alternative(_code(code, text), round(score**4 / total, 4)) for code, score in scores if total]


def _code(code: str, text: str) -> str:
    """eld knows one Chinese; which of the two it is, the characters say."""
    if code != "zh":
        return code
    own = Default().detect(text).code
    return own if own in _CHINESE else _CHINESE[0]


@cache
def _eld() -> Any:
    from eld import LanguageDetector as Eld

    return Eld()

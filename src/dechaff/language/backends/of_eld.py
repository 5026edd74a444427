"""eld: n-grams of bytes, 60 languages."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import CHINESE, Gated, either_chinese
from dechaff.language.found import Alternative, LanguageDetector

_MOST = 5


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: eld is not installed.
    """
    from eld.languageData import languageData

    _eld()
    codes = set(languageData.lang_codes.values()) - {"zh"}
    return Gated("eld", {*codes, *CHINESE}, rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first; its scores as shares of them all."""
    scores = sorted(_eld().detect(text).scores().items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    total = sum(score**4 for _, score in scores)
    return [
        Alternative(either_chinese(code, text), round(score**4 / total, 4)) for code, score in scores if total
    ]


@cache
def _eld() -> Any:
    from eld import LanguageDetector as Eld

    return Eld()

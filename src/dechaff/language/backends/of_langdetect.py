"""langdetect: 55 languages; it draws at random, and is seeded for each text, so that it answers the same."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import Gated
from dechaff.language.found import Alternative, LanguageDetector

_CODES = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: langdetect is not installed.
    """
    known = (_CODES.get(lang, lang) for lang in _factory().langlist)
    return Gated("langdetect", known, rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first; its global state is left alone."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.seed = 0
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return []
    return [Alternative(_CODES.get(one.lang, one.lang), round(one.prob, 4)) for one in found]


@cache
def _factory() -> Any:
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    factory.load_profile(detector_factory.PROFILES_DIRECTORY)
    return factory

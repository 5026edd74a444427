"""lingua: 75 languages, slow and good at short text."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import Gated
from dechaff.language.default import Default
from dechaff.language.found import Alternative, LanguageDetector

_CODES = {"nb": "no"}
_CHINESE = ("zh-Hans", "zh-Hant")
_MOST = 5


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: lingua-language-detector is not installed.
    """
    from lingua import Language

    codes = {_code_of(language) for language in Language.all()} - {"zh"}
    _lingua()
    return Gated("lingua", {*codes, *_CHINESE}, rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first."""
    found = _lingua().compute_language_confidence_values(text)[:_MOST]
    return [
        Alternative(_chinese(_code_of(one.language), text), round(one.value, 4)) for one in found if one.value
    ]


def _code_of(language: Any) -> str:
    code = str(language.iso_code_639_1.name).lower()
    return _CODES.get(code, code)


def _chinese(code: str, text: str) -> str:
    """lingua knows one Chinese; which of the two it is, the characters say."""
    if code != "zh":
        return code
    own = Default().detect(text).code
    return own if own in _CHINESE else _CHINESE[0]


@cache
def _lingua() -> Any:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().build()

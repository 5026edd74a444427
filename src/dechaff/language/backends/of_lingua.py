"""lingua: 75 languages, slow and good at short text."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import CHINESE, Gated, either_chinese
from dechaff.language.found import Alternative, LanguageDetector

_CODES = {"nb": "no"}
_MOST = 5


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: lingua-language-detector is not installed.
    """
    from lingua import Language

    codes = {_code_of(language) for language in Language.all()} - {"zh"}
    _lingua()
    return Gated("lingua", {*codes, *CHINESE}, rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first."""
    found = _lingua().compute_language_confidence_values(text)[:_MOST]
    return [
        Alternative(either_chinese(_code_of(one.language), text), round(one.value, 4))
        for one in found
        if one.value
    ]


def _code_of(language: Any) -> str:
    code = str(language.iso_code_639_1.name).lower()
    return _CODES.get(code, code)


@cache
def _lingua() -> Any:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().build()

"""cld2: Google's compact detector, by way of pycld2."""

from functools import cache
from typing import Any

from dechaff.language.backends.gated import Gated
from dechaff.language.found import Alternative, LanguageDetector

_CODES = {"zh": "zh-Hans", "zh-Hant": "zh-Hant", "iw": "he", "jw": "jv", "nb": "no", "mo": "ro"}
_NONE = ("un", "xxx")


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: pycld2 is not installed.
    """
    known = dict(_cld2().LANGUAGES)
    codes = {known[name] for name in _cld2().DETECTED_LANGUAGES if name in known}
    return Gated("cld2", (_code(code) for code in codes if not code.startswith(_NONE)), rank)


def rank(text: str) -> list[Alternative]:
    """The languages that it thinks likely, the likeliest first, by their share of the text."""
    try:
        sure, _, found = _cld2().detect(text.encode("utf-8", "replace"), bestEffort=True)
    except _cld2().error:
        return []
    trust = 1.0 if sure else 0.8
    return [
        Alternative(_code(code), round(share / 100 * trust, 4))
        for _, code, share, _ in found
        if not code.startswith(_NONE)
    ]


def _code(code: str) -> str:
    return _CODES.get(code, code)


@cache
def _cld2() -> Any:
    import pycld2

    return pycld2

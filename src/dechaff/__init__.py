"""Clean text that was scraped from the web, and account for every character.

>>> import dechaff
>>> cleaned = dechaff.clean("Share this\\n\\nThe bridge opened today.\\n")
>>> cleaned.articles[0].text
'The bridge opened today.\\n'
>>> cleaned.restore()
'Share this\\n\\nThe bridge opened today.\\n'
"""

from typing import TYPE_CHECKING

from dechaff._version import __version__

if TYPE_CHECKING:
    from dechaff.api import (
        Decoded,
        boundaries,
        clean,
        decode,
        detect,
        detect_batch,
        detector,
        repair,
        segments,
        strip,
    )
    from dechaff.core.article import Article, Cleaned
    from dechaff.core.facts import Facts
    from dechaff.core.finding import Finding
    from dechaff.core.hit import Capture, Effect, Hit
    from dechaff.core.pipeline import Pipeline
    from dechaff.core.report import Report
    from dechaff.core.span import Span
    from dechaff.core.text import Text
    from dechaff.language.backends import DetectorError
    from dechaff.language.found import Alternative, Detection, LanguageDetector, Segment
    from dechaff.rules.check import RuleError
    from dechaff.settings import Settings, SettingsError

__all__ = [
    "Alternative",
    "Article",
    "Capture",
    "Cleaned",
    "Decoded",
    "Detection",
    "DetectorError",
    "Effect",
    "Facts",
    "Finding",
    "Hit",
    "LanguageDetector",
    "Pipeline",
    "Report",
    "RuleError",
    "Segment",
    "Settings",
    "SettingsError",
    "Span",
    "Text",
    "__version__",
    "boundaries",
    "clean",
    "decode",
    "detect",
    "detect_batch",
    "detector",
    "repair",
    "segments",
    "strip",
]

# Where each public name lives. Importing dechaff imports none of it: a name costs when it is used.
_HOMES = {
    "dechaff.api": (
        "Decoded",
        "boundaries",
        "clean",
        "decode",
        "detect",
        "detect_batch",
        "detector",
        "repair",
        "segments",
        "strip",
    ),
    "dechaff.core.article": ("Article", "Cleaned"),
    "dechaff.core.facts": ("Facts",),
    "dechaff.core.finding": ("Finding",),
    "dechaff.core.hit": ("Capture", "Effect", "Hit"),
    "dechaff.core.pipeline": ("Pipeline",),
    "dechaff.core.report": ("Report",),
    "dechaff.core.span": ("Span",),
    "dechaff.core.text": ("Text",),
    "dechaff.language.backends": ("DetectorError",),
    "dechaff.language.found": ("Alternative", "Detection", "LanguageDetector", "Segment"),
    "dechaff.rules.check": ("RuleError",),
    "dechaff.settings": ("Settings", "SettingsError"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""default: our own model, the same on every machine."""

from dechaff.language.default import Default
from dechaff.language.found import LanguageDetector


def build() -> LanguageDetector:
    """The detector."""
    return Default()

"""vote: the default and langdetect, their chances added, each for the languages that it knows."""

from collections.abc import Sequence

from dechaff.language.backends.gated import Gated
from dechaff.language.backends.of_langdetect import build as langdetect
from dechaff.language.default import Default
from dechaff.language.found import Alternative, LanguageDetector

# The default knows more languages and is more often right.
_DEFAULT = 0.7


def build() -> LanguageDetector:
    """The detector.

    Raises:
        ImportError: langdetect is not installed.
    """
    default, other = Default(), langdetect()

    def rank(text: str) -> Sequence[Alternative]:
        shares: dict[str, float] = {}
        for voter, weight in ((default, _DEFAULT), (other, 1 - _DEFAULT)):
            for code, confidence in voter.detect(text).alternatives:
                shares[code] = shares.get(code, 0.0) + weight * confidence
        ranked = sorted(shares.items(), key=lambda one: (-one[1], one[0]))
        return [Alternative(code, round(min(1.0, share), 4)) for code, share in ranked]

    return Gated("vote", default.languages, rank)

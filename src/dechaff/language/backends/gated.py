"""What makes a detector of any function that ranks languages: our front end, and a gate to what it covers."""

from collections.abc import Callable, Iterable, Sequence

from dechaff.core.article import UNKNOWN
from dechaff.language.default import Default
from dechaff.language.found import NOTHING, Alternative, Detection, Segment
from dechaff.language.front import sample
from dechaff.language.segments import segments

# A backend that the default contradicts is no surer than this, which is too little to build on.
_DOUBTED = 0.9
_LEAST_RELIABLE = 20
CHINESE = ("zh-Hans", "zh-Hant")


def either_chinese(code: str, text: str) -> str:
    """A code of a backend that knows one Chinese: which of the two `zh` is, the characters say."""
    if code != "zh":
        return code
    own = Default().detect(text).code
    return own if own in CHINESE else CHINESE[0]


class Gated:
    """A backend behind our front end.

    It is not asked where there is no text, nor where the default is sure of a language that the
    backend does not know: then the answer is `und`, and the default's stand as alternatives.

    Attributes:
        name: what it is asked for by.
        languages: the codes that it can answer, `und` aside.
    """

    def __init__(
        self, name: str, languages: Iterable[str], rank: Callable[[str], Sequence[Alternative]]
    ) -> None:
        self.name = name
        self.languages = frozenset(languages)
        self._rank = rank
        self._default = Default()

    def detect(self, text: str) -> Detection:
        """The language of a text."""
        known = self._default.detect(text)
        if known.code == UNKNOWN:
            return NOTHING
        if known.code not in self.languages and known.reliable:
            return Detection(UNKNOWN, 0.0, False, known.alternatives)
        shown = sample(text)
        ranked = self._rank(shown)
        if not ranked:
            return NOTHING
        code, confidence = ranked[0]
        if code != known.code:
            confidence = min(confidence, _DOUBTED)
        reliable = confidence > _DOUBTED and len(shown) >= _LEAST_RELIABLE
        return Detection(code, confidence, reliable, [Alternative(code, confidence), *ranked[1:]])

    def detect_batch(self, texts: Iterable[str]) -> list[Detection]:
        """The language of each text."""
        return list(map(self.detect, texts))

    def segments(self, text: str) -> list[Segment]:
        """The stretches of a text that are in one language each, in order; they tile the text."""
        return segments(text, self.detect)

"""language: what language a text is in, by langdetect, the same at every call and never an exception."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from dechaff.core.article import UNKNOWN
from dechaff.core.pipeline import Naming
from dechaff.core.text import Text
from dechaff.rules.line import reads_like_body

_NOISE = re.compile(r"https?://\S{1,2000}|www\.\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}")
_CODES = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
# A thousand characters say as much as ten thousand, in a tenth of the time.
_MOST_CHARS = 1000
_CHUNKS = 5
# Where so much of the text reads like paragraphs, the rest is not asked.
_ENOUGH_BODY = 200
_RELIABLE = 0.9
_LEAST_RELIABLE_CHARS = 20


class Alternative(NamedTuple):
    """A language that a text may be in, and how likely that is."""

    code: str
    confidence: float


class Detection(NamedTuple):
    """The language of a text.

    Attributes:
        code: BCP 47, `und` where the text has no language.
        confidence: from 0 to 1.
        reliable: whether text and confidence are large enough to build on.
        alternatives: every language considered, the likeliest first.
    """

    code: str
    confidence: float
    reliable: bool
    alternatives: tuple[Alternative, ...]


class Segment(NamedTuple):
    """A stretch of a text that is in one language; segments tile the text."""

    start: int
    end: int
    code: str


def language() -> Naming:
    """A namer of languages, for a pipeline."""
    return lambda text: detect_language(text).code


def detect_language(text: str) -> Detection:
    """The language of a text. Never raises; the same text always gives the same answer."""
    sample = _sample(text)
    if not any(char.isalpha() for char in sample):
        return Detection(UNKNOWN, 0.0, False, ())
    ranked = _ranked(sample)
    if not ranked:
        return Detection(UNKNOWN, 0.0, False, ())
    code, confidence = ranked[0]
    reliable = confidence >= _RELIABLE and len(sample) >= _LEAST_RELIABLE_CHARS
    return Detection(code, confidence, reliable, ranked)


def language_segments(text: str) -> list[Segment]:
    """The stretches of one language each, by paragraph: neighbours of one language are one segment.

    A paragraph too short to be sure of goes with the one before it.
    """
    joined: list[Segment] = []
    for start, end, code in _paragraphs(Text(text)):
        if joined and code in (None, joined[-1].code):
            joined[-1] = joined[-1]._replace(end=end)
        elif joined and joined[-1].code == UNKNOWN:
            joined[-1] = Segment(joined[-1].start, end, code or UNKNOWN)
        else:
            joined.append(Segment(start, end, code or UNKNOWN))
    return joined


def _paragraphs(text: Text) -> Iterator[tuple[int, int, str | None]]:
    for line in text.lines:
        found = detect_language(text.slice(line))
        yield *text.whole_line(line), found.code if found.reliable else None


def _sample(text: str) -> str:
    """What the detector is shown: no addresses, body lines if there are enough, evenly spaced chunks."""
    clean = _NOISE.sub(" ", "".join(c for c in text if not "\ud800" <= c <= "\udfff"))
    body = "\n".join(line for line in clean.split("\n") if reads_like_body(line.strip()))
    if len(body) >= _ENOUGH_BODY:
        clean = body
    if len(clean) <= _MOST_CHARS:
        return clean
    size = _MOST_CHARS // _CHUNKS
    step = (len(clean) - size) // (_CHUNKS - 1)
    return " ".join(clean[i * step : i * step + size] for i in range(_CHUNKS))


def _ranked(sample: str) -> tuple[Alternative, ...]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    # langdetect draws at random; a seed of its own leaves the caller's global state alone.
    detector.seed = 0
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple(Alternative(_CODES.get(one.lang, one.lang), one.prob) for one in found)


@cache
def _factory() -> Any:
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    factory.load_profile(detector_factory.PROFILES_DIRECTORY)
    return factory

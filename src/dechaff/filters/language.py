"""language: what language an article is in, and what of it is in none that was asked for."""

from collections.abc import Collection, Iterator, Sequence

from dechaff.core.article import UNKNOWN
from dechaff.core.hit import Effect, Hit
from dechaff.core.pipeline import Filter, Naming
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.language.backends import DEFAULT, detector
from dechaff.language.found import LanguageDetector, Segment

# The rules for a whole article and for a stretch of one.
ARTICLE, SEGMENT = "L101", "L102"
# Shorter stretches are names and quotations, and less sure ones are left alone.
_LEAST_CHARS = 60
_SURE = 0.9


def language(name: str = DEFAULT) -> Naming:
    """A namer of languages, for a pipeline, by the detector of this name.

    Raises:
        DetectorError: there is none of this name, or what it needs is not installed.
    """
    if name != DEFAULT:
        detector(name)
    # The default is always there, and it takes a while to load: who asks for no language does not pay for it.
    return lambda text: detector(name).detect(text).code


def wanted(
    languages: Sequence[str],
    *,
    drop: bool = False,
    rules: Collection[str] = (ARTICLE, SEGMENT),
    name: str = DEFAULT,
) -> Filter:
    """A filter for articles, and stretches of articles, in languages that were not asked for.

    An article goes as a whole where it is in another language and no part of it is in one that was asked
    for; else the parts go that are not. What the detector is not sure of stays.

    Args:
        languages: those asked for; `zh` stands for `zh-Hans` and `zh-Hant` too.
        drop: cut them; otherwise they are noted.
        rules: which of L101 (articles) and L102 (stretches) are in force.
        name: the detector.

    Raises:
        DetectorError: there is none of this name, or what it needs is not installed.
    """
    return Wanted(tuple(languages), Effect.CUT if drop else Effect.NOTE, rules, detector(name))


class Wanted:
    """The filter that `wanted` makes.

    Attributes:
        name: the name of its layer.
        unlimited: it may take all of an article: `max-cut` is for mistakes, and this was asked for.
    """

    name = "language"
    unlimited = True

    def __init__(
        self, languages: Sequence[str], effect: Effect, rules: Collection[str], judge: LanguageDetector
    ) -> None:
        self._languages = languages
        self._effect = effect
        self._rules = rules
        self._judge = judge

    def __call__(self, text: Text) -> Iterator[Hit]:
        """What of an article is in other languages: all of it, or stretches."""
        tiles = self._judge.segments(text)
        if not any(self._is_wanted(tile.code) and _is_sure(text, tile) for tile in tiles):
            found = self._judge.detect(text)
            if found.reliable and not self._is_wanted(found.code) and ARTICLE in self._rules:
                yield self._hit(ARTICLE, Segment(0, len(text), *found))
                return
        for tile in tiles if SEGMENT in self._rules else ():
            if not self._is_wanted(tile.code) and _is_sure(text, tile):
                yield self._hit(SEGMENT, tile)

    def _is_wanted(self, code: str) -> bool:
        return code == UNKNOWN or any(code == own or code.startswith(f"{own}-") for own in self._languages)

    def _hit(self, code: str, segment: Segment) -> Hit:
        detail = f"is in {segment.code} ({segment.confidence:.2f}), not in {', '.join(self._languages)}"
        return Hit(
            code, Span(segment.start, segment.end), self._effect, score=segment.confidence, detail=detail
        )


def _is_sure(text: str, segment: Segment) -> bool:
    """Whether a segment is surely in a language, and long enough to be more than a quotation."""
    size = len(text[segment.start : segment.end].strip())
    return segment.code != UNKNOWN and segment.confidence >= _SURE and size >= _LEAST_CHARS

"""What a detector answers: a language and how sure that is, and the stretches of a text."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol, Self

from dechaff.core.article import UNKNOWN


class Alternative(NamedTuple):
    """A language that a text may be in, and how likely that is."""

    code: str
    confidence: float


class Detection(tuple[str, float]):
    """The language of a text: a pair of code and confidence that knows more.

    Attributes:
        code: BCP 47, `und` where the text has no language.
        confidence: how often such an answer is right, from 0 to 1.
        reliable: whether text and confidence are large enough to build on.
        alternatives: the languages that were considered, the likeliest first.
    """

    reliable: bool
    alternatives: tuple[Alternative, ...]

    def __new__(
        cls,
        code: str,
        confidence: float,
        reliable: bool = False,
        alternatives: Iterable[Alternative] = (),
    ) -> Self:
        """The pair, with what else is known."""
        self = super().__new__(cls, (code, confidence))
        self.reliable = reliable
        self.alternatives = tuple(alternatives)
        return self

    @property
    def code(self) -> str:
        """The language, as a BCP 47 code."""
        return self[0]

    @property
    def confidence(self) -> float:
        """How often such an answer is right, from 0 to 1."""
        return self[1]

    def __getnewargs__(self) -> tuple[str, float, bool, tuple[Alternative, ...]]:
        """What pickle makes it from again."""
        return (*self, self.reliable, self.alternatives)

    def __repr__(self) -> str:
        """As it would be written."""
        return f"Detection({self.code!r}, {self.confidence}, reliable={self.reliable})"


NOTHING = Detection(UNKNOWN, 0.0)


class Segment(NamedTuple):
    """A stretch of a text that is in one language; segments tile the text.

    Attributes:
        start: where it begins, in code points.
        end: where it ends.
        code: its language, BCP 47; `und` where there is none.
        confidence: how sure that is, from 0 to 1.
    """

    start: int
    end: int
    code: str
    confidence: float = 0.0


class LanguageDetector(Protocol):
    """Names languages: any text, always the same answer, never an exception.

    Attributes:
        name: what it is asked for by.
        languages: the codes that it can answer, `und` aside.
    """

    @property
    def name(self) -> str:
        """What it is asked for by."""

    @property
    def languages(self) -> frozenset[str]:
        """The codes that it can answer, `und` aside."""

    def detect(self, text: str) -> Detection:
        """The language of a text."""

    def detect_batch(self, texts: Iterable[str]) -> list[Detection]:
        """The language of each text."""

    def segments(self, text: str) -> list[Segment]:
        """The stretches of a text that are in one language each, in order; they tile the text."""

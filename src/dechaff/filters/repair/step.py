"""Step: one repair under its rules, and the characters without which it has nothing to do."""

from collections.abc import Callable, Iterable, Set
from functools import cache, lru_cache

from dechaff.core.hit import Hit
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled

Find = Callable[[Text], Iterable[Hit]]


class Step:
    """A filter for a pipeline.

    Args:
        find: finds the places in a text.
        codes: the rules under which it does, with spaces between them.
        touches: characters, as in a class of an expression, one of which stands wherever there is
            something to find; empty where a class cannot say.
    """

    def __init__(self, find: Find, codes: str, touches: str = "") -> None:
        self.name = find.__name__
        self.codes = frozenset(codes.split())
        self._find = find
        self.touches = touches

    def among(self, codes: Set[str]) -> "Step":
        """The step for those of its rules that are among some."""
        return Step(self._find, " ".join(self.codes & codes), self.touches)

    def __call__(self, text: Text) -> Iterable[Hit]:
        """The hits of the rules in force."""
        if self.touches:
            characters = seldom(text)
            if not characters or not compiled(f"[{self.touches}]").search(characters):
                return ()
        return self.unguarded(text)

    def unguarded(self, text: Text) -> list[Hit]:
        """The same hits, found without asking first whether there is anything to find."""
        return [hit for hit in self._find(text) if hit.code in self.codes]


# Every character that a step with `touches` looks for. Clean prose has few of them, so that one scan
# for all tells most steps at once that there is nothing to do.
SELDOM = (
    "\x00-\x08\x0b-\x1f&\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufb00-\ufb06\ufe00-\ufe0f\ufeff\ufff9-\ufffd\U000e0000-\U000e01ef"
)


_PLAIN = bytes({*range(0x20, 0x7F), *b"\t\n"} - {*b"&"})
_BEGINNING = 256
_MOSTLY_ASCII = 1.25


@lru_cache(maxsize=1)  # the steps ask one after the other for the same text
def seldom(text: str) -> str:
    """The characters of `SELDOM` that a text has, each once, sorted."""
    if text.isascii():
        # Looking for one character is so fast that thirty times are faster than once for a class.
        return "".join(char for char in _seldom_ascii() if char in text)
    return "".join(sorted(set(compiled(f"[{SELDOM}]").findall(beyond_ascii(text)))))


@lru_cache(maxsize=1)
def beyond_ascii(text: str) -> str:
    """The text without what is plain ASCII, if it is mostly that; else the text itself.

    For looking for characters wherever they stand: to take ASCII away costs less than a scan.
    """
    if len(text[:_BEGINNING].encode("utf-8", "surrogatepass")) > _MOSTLY_ASCII * _BEGINNING:
        return text
    data = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return data.decode("utf-8", "surrogatepass")


def is_plain(text: str) -> bool:
    """Whether a text is ASCII that no step has anything to do with."""
    return text.isascii() and not seldom(text)


@cache
def _seldom_ascii() -> str:
    return "".join(compiled(f"[{SELDOM}]").findall("".join(map(chr, range(0x80)))))

"""The one spelling under which words are compared."""

from dechaff.dates.patterns import compiled

__all__ = ["fold", "key"]

# Accents of Latin, Greek and Cyrillic, points of Arabic and Hebrew, the dot below of Indic
# letters, and signs that do not show: pages leave all of them out as often as not.
_DROPPED = (
    "[\u0300-\u036f\u0640\u064b-\u065f\u0670\u0591-\u05c7\u05f3\u05f4\u093c\u0970\u09bc"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_DIGIT = r"[^\D0-9]"
# Letters that look alike and are typed for each other; then dashes and stops.
_ALIKE = str.maketrans(
    {"ı": "i", "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "\u2010": "-", "\u2212": "-", "\u02bc": "'"}
)
_LIGHT = str.maketrans(dict.fromkeys("()[]|;·•–—،、。।", ",") | dict.fromkeys("'’‘`´_", " "))
_EDGES = " .,:;!?…'\"’‘“”„«»()[]{}<>|·•–—-/*~_،、。।"
_JOINED = r"(?<=[^\W\d_])-(?=[^\W\d_])"
# A unit of Chinese, Japanese or Korean is written up against the word that follows.
_UNIT = r"(\d[年月日号號時时點点分秒년월일시분초])(?=\S)"


def fold(text: str) -> str:
    """`text` in small letters, without accents or dots in words, digits as 0-9.

    Longer than the input at most by a constant factor, and never raises: the tables and the
    pages are folded alike, so a word is found however it was typed.
    """
    if text.isascii():
        return _tidy(text.lower())
    from unicodedata import digit, normalize

    text = compiled(_DROPPED).sub("", normalize("NFKD", text.casefold()))
    text = normalize("NFKC", text).translate(_ALIKE)
    return _tidy(compiled(_DIGIT).sub(lambda match: str(digit(match[0])), text))


def key(word: str) -> str:
    """`word` as the tables hold it: folded, and without dots, which come and go."""
    return fold(word).replace(".", "")


def _tidy(text: str) -> str:
    """`text` with single spaces and light punctuation as commas, its edges bare.

    What is left of other signs counts as a word, and an unknown word is no part of a date.
    """
    text = " ".join(text.strip(_EDGES).translate(_LIGHT).split())
    text = compiled(_JOINED).sub(" ", text)
    return text if text.isascii() else compiled(_UNIT).sub(r"\1 ", text)

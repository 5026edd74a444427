"""Whether a text is in a language that writes the day of a date first."""

from dechaff.dates.patterns import compiled
from dechaff.dates.words import words

__all__ = ["day_comes_first"]

_SAMPLE = 4_000  # characters: more do not change the answer
_WORD = r"[^\W\d_]+"
_YEAR_FIRST = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_SHARE = 0.05  # of the words of English prose, more than a third are among its commonest


def day_comes_first(text: str) -> bool:
    """Whether 05/09/2023 in `text` is surely the fifth of September.

    It is, unless the text may be in English, which is written in both orders, or is in a script
    whose languages put the year first. Without any words nothing is sure.
    """
    sample = text[:_SAMPLE].casefold()
    found = compiled(_WORD).findall(sample)
    if not found or compiled(_YEAR_FIRST).search(sample):
        return False
    unsure = words().either_order_words
    return sum(word in unsure for word in found) < _SHARE * len(found)

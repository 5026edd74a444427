"""The shapes of a date and of a clock time, as regular expressions.

Letters stand for months here, so the shapes hold for every language and never grow with the
tables; what they match may be junk, and `parse` is what tells. Every count has an upper bound
and every gap stops at a digit, so that the work at one place of a text is bounded too. They
hold in both `re` and `regex`, and are meant for use with IGNORECASE.
"""

__all__ = ["SHAPE", "TIME"]

# What may stand between two numbers of one date: letters, spaces and light punctuation.
_GAP = r"[^\d\n:;!?<>]"
_LEAD = rf"\b[^\W\d_]{_GAP}"

# A space, one that does not break among them, but never the end of the line.
_SPACE = "[ \u00a0\u202f]?"
# Short names of zones are in capitals on pages; in small letters they would be any word.
_ZONE = (
    rf"(?:{_SPACE}\(?(?-i:Z|[A-ZА-Я]{{3,5}})\b)?(?:{_SPACE}[+−-]\d\d?:?(?:\d\d)?)?"
    r"(?:(?<=[\dA-ZА-Я])\))?"
)
_HALF = rf"(?:{_SPACE}(?:[ap]\.?{_SPACE}m\b\.?|u[hu]r\b|hr?s?\b|น\.|[صم]\b|[πμ]\.?μ\.?))?"
_CLOCK = (
    rf"\d\d?(?:[:.]\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?"
    rf"|{_SPACE}[h時时點点시](?:{_SPACE}\d\d?(?:{_SPACE}[分분])?)?"
    rf"|(?={_SPACE}(?:[ap]\.?{_SPACE}m\b|uhr)))"
)

TIME: str = rf"(?<!\d)(?:[上下午오][前後午전후]\s?)?{_CLOCK}{_HALF}{_ZONE}(?!\d)"
"""A clock time with or without a zone; of type str, a source for `re` or `regex`."""

_DAY_FIRST = rf"\d\d?{_GAP}{{1,28}}(?:\d\d?{_GAP}{{1,14}})?\d{{4}}"
_YEAR_FIRST = rf"\d{{4}}{_GAP}{{1,28}}\d\d?(?:{_GAP}{{1,14}}\d\d?)?(?![\d:h])"
_SHORT_YEAR = r"\d\d?\.\s?\d\d?\.\s?\d\d"
_FIGURES = f"(?:{_DAY_FIRST}|{_YEAR_FIRST}|{_SHORT_YEAR})"
_DATE = rf"(?:(?:{_LEAD}{{0,30}})?{_FIGURES}|{_LEAD}{{1,30}}\d{{4}})"
_UNIT = r"(?:\s?(?:[日月일월]|г(?:\.|ода)|[рd]\.))?"

SHAPE: str = (
    rf"(?<!\d)(?:\d\d?[:.]\d\d,?\s)?{_DATE}(?!\d){_UNIT}"
    rf"(?:{_GAP}{{1,14}}{_CLOCK}{_HALF}{_ZONE})?(?!\d)"
)
"""A date with or without a time and a zone; of type str, a source for `re` or `regex`."""

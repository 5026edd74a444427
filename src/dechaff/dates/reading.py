"""One string read as one date."""

from dechaff.dates.clock import cut_clock
from dechaff.dates.marking import mark
from dechaff.dates.patterns import compiled
from dechaff.dates.words import words

__all__ = ["parse"]

_LONGEST = 120  # characters: no date is longer, and a bound keeps a hostile text cheap
_ISO = (
    r"(?a)(?<![\w.:/+-])(\d{4})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:Z|[+-](\d\d)(?::(\d\d))?)?)?(?![\w:/+-])"
)
_REST = " ,.:"  # what may be left round a date once its words are gone
_THAI = "[\u0e01-\u0e4f]"


def parse(text: str, language: str | None = None) -> str | None:
    """The date that `text` is (str, ISO 8601), or None where it is none or not surely one.

    `language` is a code such as "es" or "pt-BR", None where it is not known. A timestamp
    of ISO 8601 comes back as written. Takes time linear in the text and never raises.
    """
    if len(text) > _LONGEST or not _has_figure(text):
        return None
    exact = _exact(text)
    if exact is not None:
        return exact or None
    known = _known(language)
    thai = known in words().buddhist or compiled(_THAI).search(text) is not None
    marked = None
    for plain in (False, True):
        before, marked = marked, mark(text, known, plain)
        if marked is None or marked == before:
            return None
        found = _read(marked, known, thai)
        if found is not None:
            return found
    return None


def _has_figure(text: str) -> bool:
    """Whether a text holds a figure of any kind, as every date does; most lines of a page hold none."""
    return compiled("[0-9]").search(text) is not None or any(map(str.isnumeric, text))


def _known(language: str | None) -> str | None:
    """The code of the tables for `language`, or None where they have none for it."""
    if not language:
        return None
    code = language[:8].casefold().replace("_", "-").partition("-")[0]
    return words().languages.get(code)


def _exact(text: str) -> str | None:
    """The ISO timestamp that `text` is, empty if impossible, None if it is not one.

    Words such as "Updated:" may stand round it, so what is left beside it must say nothing.
    """
    match = compiled(_ISO).search(text)
    if match is None:
        return None
    rest = mark(f"{text[: match.start()]} {text[match.end() :]}", None, True)
    if rest is None or rest.strip(_REST):
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    top = (23, 59, 59, 14, 59)
    fits = all(int(part or 0) <= most for part, most in zip(match.groups()[3:], top, strict=True))
    return match[0] if fits and year and 1 <= day <= _days(year, month) else ""


def _read(marked: str, language: str | None, thai: bool) -> str | None:
    """The date and time of a marked-up text, or None."""
    parts = cut_clock(marked)
    if parts is None:
        return None
    rest, time = parts[0].strip(" ,.:/-"), parts[1]
    fields = _worded(rest) or _numeric(rest, language)
    if fields is None or (time and not fields[2]):
        return None
    date = _date(*fields, thai)
    return None if date is None else date + time


_GAP = "[ ,./-]{0,9}"
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"<(?P<month>\d{1,2})>", r"(?P<day>\d{1,2})"
_WORDED = (
    _DAY + _GAP + _MONTH + _GAP + _YEAR,
    _MONTH + _GAP + _DAY + "[ ,./-]" + _GAP + _YEAR,
    _YEAR + _GAP + _MONTH + _GAP + _DAY,
    _YEAR + r"\.? ?<y>" + _GAP + _DAY + _GAP + _MONTH,
    f"(?:{_MONTH}{_GAP}{_YEAR}(?P<day>))",
    f"(?:{_YEAR}{_GAP}{_MONTH}(?P<day>))",
)
_NUMERIC = r"(\d{1,4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,4})"
_Fields = tuple[int, int, int]  # year, month and day; 0 for no day


def _worded(text: str) -> _Fields | None:
    """Year, month and day of a date with a named month, or None."""
    if "<" not in text:
        return None
    for pattern in map(compiled, _WORDED):
        if match := pattern.fullmatch(text) or pattern.fullmatch(text.replace("<y>", " ")):
            return int(match["year"]), int(match["month"]), int(match["day"] or 0)
    return None


_GREGORIAN = 1583  # the first whole year; an earlier one in figures is of another calendar


def _numeric(text: str, language: str | None) -> _Fields | None:
    """Year, month and day of a date in figures, or None where its order is unsure."""
    match = compiled(_NUMERIC).fullmatch(text)
    if match is None:
        return None
    first, sign, second, third = match.groups()
    sizes = len(first), len(third)
    if sizes[0] == 4 and sizes[1] <= 2:
        fields = int(first), int(second), int(third)
    elif sizes[0] <= 2 and sizes[1] in (2, 4):
        year = int(third) if sizes[1] == 4 else _century(int(third), sign, language)
        fields = year, *_order(int(first), int(second), sign, language)
    else:
        return None
    return fields if fields[0] >= _GREGORIAN and fields[2] else None


def _century(year: int, sign: str, language: str | None) -> int:
    """A year of two digits in full, 0 where it is not read.

    Only dotted dates, which put the year last, and not where custom puts it first.
    """
    if sign != "." or language in words().year_first:
        return 0
    return 2000 + year if year < 70 else 0


def _order(first: int, second: int, sign: str, language: str | None) -> tuple[int, int]:
    """Month and day of the two numbers before a year, zeros where they may be either.

    Dots mean the day first. So do slashes and hyphens, in a language that is known for it.
    """
    if sign == "." or first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    unsure = words().either_order | words().year_first | {None}
    return (0, 0) if language in unsure else (second, first)


def _date(year: int, month: int, day: int, thai: bool) -> str | None:
    """The date as ISO 8601, or None where there is no such day or no likely year.

    Buddhist years run 543 ahead; without a sign of Thai, a year that far off is no year.
    """
    if thai and 2400 <= year < 2700:
        year -= 543
    if not 1000 <= year < 2400 or not 1 <= month <= 12:
        return None
    if not day:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= _days(year, month) else None


def _days(year: int, month: int) -> int:
    """The days of a month, 0 where there is no such month."""
    if month == 2:
        return 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (31, 30)[month in (4, 6, 9, 11)] if 1 <= month <= 12 else 0

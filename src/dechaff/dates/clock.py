"""The time of day in a marked-up date."""

import re

from dechaff.dates.patterns import compiled

__all__ = ["cut_clock"]

_ZONE = r"<z(?P<{}>[+-]\d\d:\d\d)>"
_CLOCK = (
    r"(?:(?<!\d{4})(?<!\d{4} )(?P<before><[AP]>) ?)?(?<![\d:./])(?P<hour>\d{1,2})"
    # 14:30, 14.30, 14 Uhr 30, 2時30分 ...
    r"(?:(?::|\.(?=\d\d(?![\d.]))| ?<h> ?)(?P<minute>\d\d|\d(?= ?<i>))(?![\d/-]|\.\d)"
    # ... with seconds ...
    r"(?:(?::| ?<i> ?)(?P<second>\d\d)(?P<fraction>[.,]\d{1,9})?(?![\d/])(?: ?<s>)?| ?<i>)?"
    # ... or an hour alone: 14 Uhr, 2 p.m.
    r"(?: ?<h>)?| ?<h>|(?= ?<[apAP]>))"
    r"(?: ?(?P<after><[apAP]>))?"
    rf"(?:[ ,]{{0,3}}{_ZONE.format('zone')})?"
    r"(?:[ ,]{0,3}(?P<offset>[+-]\d{1,2}(?::?\d\d)?)(?![\d:/.-]))?"
    rf"(?:[ ,]{{0,3}}{_ZONE.format('again')})?"
)
_NOON, _DAY, _SIXTY, _WIDEST = 12, 24, 60, 14 * 60


def cut_clock(text: str) -> tuple[str, str] | None:
    """What is left of the marked-up `text`, and its time as ISO 8601.

    The time is empty where there is none; None where there is one that cannot be. The
    time may stand before, inside or after the date, so it is cut out wherever it is.
    """
    match = compiled(_CLOCK).search(text)
    if match is None:
        return text, ""
    time, zone = _time(match), _zone(match)
    if time is None or zone is None:
        return None
    return f"{text[: match.start()]} {text[match.end() :]}", time + zone


def _time(match: re.Match[str]) -> str | None:
    """The hour, minute and seconds as ISO 8601, or None where the clock has none such."""
    hour = _hour(int(match["hour"]), match["before"], match["after"])
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    if hour is None or hour >= _DAY or minute >= _SIXTY or second >= _SIXTY:
        return None
    time = f"T{hour:02}:{minute:02}"
    if match["second"]:
        time += f":{second:02}" + (match["fraction"] or "").replace(",", ".")
    return time


def _hour(hour: int, before: str | None, after: str | None) -> int | None:
    """The hour of the day, or None where the hour and the half of the day disagree.

    14 p.m. is taken as 14, for pages write it and it has one meaning; 14 a.m. has none.
    """
    half = (before or after or "").lower()
    if not half or (before and after):
        return None if half else hour
    if half == "<a>":
        return hour % _NOON if hour <= _NOON else None
    return hour + _NOON if hour < _NOON else hour


def _zone(match: re.Match[str]) -> str | None:
    """The zone as +HH:MM, empty where none is given, None where it cannot be told."""
    named, again, written = match["zone"], match["again"], match["offset"]
    zone = named or again or ""
    if written:
        offset = _offset(written, bool(named), bool(match["second"]))
        if offset is None or named not in (None, "+00:00", offset):
            return None
        zone = offset
    return zone if again in (None, zone) else None


def _offset(written: str, named: bool, exact: bool) -> str | None:
    """An offset as +HH:MM, or None where it may be something else.

    In "10:15-11:00" the end of a talk looks like a zone, so west of Greenwich a bare offset
    is taken only as four digits or after seconds.
    """
    digits = written[1:].replace(":", "")
    if written[0] == "-" and not named and not exact and len(written) != len("-0400"):
        return None
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if minutes >= _SIXTY or hours * _SIXTY + minutes > _WIDEST:
        return None
    return f"{written[0]}{hours:02}:{minutes:02}"

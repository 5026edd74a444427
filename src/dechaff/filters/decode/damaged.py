"""damaged: UTF-8 with bytes in it that are none, such as a pasted line in the charset of an old page.

What is valid stays. A line in which most is invalid was never UTF-8 and is read whole in the charset of
the others like it; elsewhere only the stray bytes are. Which charset that is, the file itself says: the
one that makes of the stray bytes the letters that the rest of the file is written in. Where it says
nothing, cp1252.
"""

import re
from collections import Counter
from collections.abc import Iterator
from math import log

from dechaff.core.pipeline import Reading
from dechaff.core.span import Span
from dechaff.filters.charsets import web_charsets
from dechaff.filters.decode.stray import (
    LOST,
    MARKS,
    WESTERN,
    Stretch,
    marked_text,
    named,
    reading,
    western_text,
)

_CONFIDENCE = 0.9

# Of 13,000 files in older charsets, half of them of a line, none had a larger share of UTF-8 in one script
# among its sequences than a third.
_LEAST_VALID = 0.45
_ASCII = bytes(range(0x80))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# A character whose last bytes were cut off or that is half a character of UTF-16, and two such halves
# (CESU-8), count as one, as does any other byte.
_HALF = "\udced[\udca0-\udcbf][\udc80-\udcbf]"
_HALVES = "\udced[\udca0-\udcaf][\udc80-\udcbf]\udced[\udcb0-\udcbf][\udc80-\udcbf]"
_CUT = f"{_HALF}|[\udce0-\udcef][\udc80-\udcbf]|[\udcf0-\udcf4][\udc80-\udcbf]{{1,2}}"
_ONLY_CUT = re.compile(f"(?:{_CUT})+")
_ONLY_HALVES = re.compile(f"(?:{_HALVES})+")
_BROKEN_UTF8 = re.compile(f"(?:{_HALVES}|{_CUT})+")
_UNIT = re.compile(f"{_HALVES}|{_CUT}|[\udc80-\udcff]")
_LONGEST_UNIT = 6
_HALVES_IN_BYTES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_ONE_CHARACTER = "é".encode()
# What is valid by chance is of many scripts.
_SCRIPTS = [
    re.compile(f"[{letters}]")
    for letters in (
        "\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff",
        "\u0370-\u03ff\u1f00-\u1fff",
        "\u0400-\u052f",
        "\u0530-\u05ff",
        "\u0600-\u07ff",
        "\u0900-\u0dff",
        "\u0e00-\u0eff",
        "\u1000-\u1cff",
        "\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef",
    )
]
_SIGNS = re.compile("[\u00a0-\u00bf\u02b0-\u02ff\u2000-\u2bff\U0001f000-\U0001faff]")
# So much of the file says which letters it is written in, and so much which charset the rest is in.
_TEXT_SAMPLE = 200_000
_STRAY_SAMPLE = 16_384


def is_damaged_utf8(body: bytes) -> bool:
    """Whether bytes that are no valid UTF-8 are UTF-8 for the most part: a text in one script."""
    body = _HALVES_IN_BYTES.sub(_ONE_CHARACTER, body)
    valid = body.decode("utf-8", "ignore")
    stray = len(body) - len(valid.encode("utf-8"))
    if not _prevails(len(valid) - (len(body) - len(body.translate(None, _ASCII))), stray / _LONGEST_UNIT):
        return False  # whatever it is; most files end here
    text = max(len(script.findall(valid)) for script in _SCRIPTS) + len(_SIGNS.findall(valid))
    return _prevails(text, len(_UNIT.findall(marked_text(body, "utf-8"))))


def _prevails(valid: int, stray: float) -> bool:
    return valid > _LEAST_VALID * (valid + stray)


def damaged_utf8(body: bytes, mark: bytes = b"") -> Reading:
    """The reading of UTF-8 that is not valid throughout."""
    marked = marked_text(body, "utf-8")
    charset = _second_charset(marked)
    stretches = (_stretch(marked, span, charset) for span in _stray_spans(marked))
    return reading(body, "utf-8", _CONFIDENCE, mark=mark, marked=marked, stretches=stretches)


def _stray_spans(marked: str) -> Iterator[Span]:
    """Where stray bytes stand: each stretch of them, or the line that consists of more of them than not."""
    at = 0
    while match := MARKS.search(marked, at):
        start = marked.rfind("\n", at, match.start()) + 1 or at
        at = marked.find("\n", match.end()) + 1 or len(marked)
        line = marked[start:at]
        if _is_older(line):
            yield Span(start, at)
        else:
            yield from (Span(start + m.start(), start + m.end()) for m in MARKS.finditer(line))


def _is_older(line: str) -> bool:
    """Whether a line was never UTF-8: most of it is stray, and no broken UTF-8."""
    marks = "".join(MARKS.findall(line))
    valid = len(_BEYOND_ASCII.findall(line)) - len(marks)
    return len(_UNIT.findall(marks)) > valid and not _BROKEN_UTF8.fullmatch(marks)


def _bytes(marked: str, span: Span) -> bytes:
    return marked[span.start : span.end].encode("utf-8", "surrogateescape")


def _stretch(marked: str, span: Span, second: str) -> Stretch:
    data = _bytes(marked, span)
    if _ONLY_HALVES.fullmatch(marked, *span):
        text = data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
        return Stretch(span, text, "utf-8", data, "read as cesu-8")
    if _ONLY_CUT.fullmatch(marked, *span):
        return Stretch(span, LOST, "utf-8", data, f"{named(data)} cut off")
    try:
        charset, text = second, data.decode(second)
    except UnicodeDecodeError:
        charset, text = WESTERN, western_text(data)
    return Stretch(span, text, charset, data, f"read as {charset}")


def _second_charset(marked: str) -> str:
    """The charset that makes of the stray bytes what the rest of the file is made of."""
    stray, size = [], 0
    for span in _stray_spans(marked):
        stray.append(_bytes(marked, span))
        size += len(stray[-1])
        if size > _STRAY_SAMPLE:
            break
    counts = Counter(_BEYOND_ASCII.findall(MARKS.sub("", marked[:_TEXT_SAMPLE])))
    sample = b"\n".join(stray)[:_STRAY_SAMPLE]
    return max(web_charsets(), key=lambda charset: _likelihood(sample, charset, counts))


def _likelihood(sample: bytes, charset: str, counts: Counter[str]) -> float:
    chars = _BEYOND_ASCII.findall(sample.decode(charset, "replace"))
    total = counts.total() + 1
    # Rounded, so that what says nothing in all of them is equal.
    return round(sum(log((counts[char] + 0.5) / total) for char in chars) / max(len(chars), 1), 6)

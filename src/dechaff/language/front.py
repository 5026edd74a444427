"""The front end: what of a text a detector is shown, whichever detector that is."""

import re
from collections.abc import Sequence

# So many characters say as much as ten times as many.
MOST = 400
_CHUNKS = 5
# Longer texts are looked at in windows first, so that the time does not grow with the text.
_LONG = 6_000
_WINDOWS = 10
_WINDOW = 500
# Lines so long are surely body, or else likely so; where there are so many characters of them, the rest is
# not asked. Beyond ASCII half as many do.
_BODY = ((160, 400), (80, 200))
_DOMAINS = "com|org|net|info|edu|gov|io|co|tv|ly|uk|de|fr|it|es|nl|pl|ru|br|cn|jp|eu|us"
_FILES = "html?|php|pdf|txt|jpe?g|png"
_ADDRESS = re.compile(
    r"(?:[a-z]{2,8}://|www\.)\S*"
    r"|[^\s@]*@\S+"
    rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS}|{_FILES})\b(?:[/?#]\S*)?",
    re.IGNORECASE,
)
# What has no dot before a letter and no at sign has no address, and is not searched.
_SIGN = re.compile(r"\.[A-Za-z]")
# Letters behind digits are units and codes.
_CODED = re.compile(r"\d[A-Za-z]+")
_CONTROLS = re.compile(r"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def sample(text: str, most: int = MOST) -> str:
    """At most so many characters of a text: body rather than head lines, evenly spaced, without addresses."""
    if len(text) > _LONG:
        text = "\n".join(_spaced(text, _WINDOWS, _WINDOW))
    text = "\n".join(_body(text.split("\n")))
    if len(text) > most:
        text = " ".join(map(_whole_words, _spaced(text, _CHUNKS, most // _CHUNKS)))
    if "@" in text or "://" in text or _SIGN.search(text):
        text = _ADDRESS.sub(" ", text)
    return _CODED.sub(" ", _CONTROLS.sub(" ", text))


def _body(lines: Sequence[str]) -> Sequence[str]:
    """The lines that read like paragraphs, or all lines where these are few."""
    for least, enough in _BODY:
        body = [line for line in lines if len(line) >= (least if line.isascii() else least // 2)]
        if sum(map(len, body)) >= enough:
            return body
    return lines


def _spaced(text: str, count: int, size: int) -> list[str]:
    step = (len(text) - size) // (count - 1)
    return [text[at * step : at * step + size] for at in range(count)]


def _whole_words(chunk: str) -> str:
    """Without what is cut off at both ends, which may be the rest of an address; as it is without spaces."""
    words = chunk.split(" ")
    return " ".join(words[1:-1]) if len(words) > 4 else chunk

"""The front end: what of a text a detector is shown, whichever detector that is."""

import re
from collections.abc import Sequence
from functools import cache

from dechaff.language.thresholds import sampling

# What has no dot before a letter and no at sign has no address, and is not searched.
_SIGN = re.compile(r"\.[A-Za-z]")
# Letters behind digits are units and codes.
_CODED = re.compile(r"\d[A-Za-z]+")
_CONTROLS = re.compile(r"[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def sample(text: str, most: int | None = None) -> str:
    """At most so many characters of a text: body rather than head lines, evenly spaced, without addresses.

    Args:
        text: the text.
        most: how many; by default as many as usually decide.
    """
    how = sampling()
    most = how.most if most is None else most
    if len(text) > how.long:
        text = "\n".join(_spaced(text, how.windows, how.window))
    text = "\n".join(_body(text.split("\n"), how.body))
    if len(text) > most:
        text = " ".join(map(_whole_words, _spaced(text, how.chunks, most // how.chunks)))
    if "@" in text or "://" in text or _SIGN.search(text):
        text = _addresses(how.domains, how.files).sub(" ", text)
    return _CODED.sub(" ", _CONTROLS.sub(" ", text))


@cache
def _addresses(domains: str, files: str) -> re.Pattern[str]:
    endings = "|".join([*domains.split(), *files.split()])
    return re.compile(
        r"(?:[a-z]{2,8}://|www\.)\S*"
        r"|[^\s@]*@\S+"
        rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:{endings})\b(?:[/?#]\S*)?",
        re.IGNORECASE,
    )


def _body(lines: Sequence[str], steps: Sequence[Sequence[int]]) -> Sequence[str]:
    """The lines that read like paragraphs, or all lines where these are few."""
    for least, enough in steps:
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

"""wide: UTF-16 and UTF-32 that carry no byte-order mark.

Text in one byte a character has next to no control characters; text in two or four has a zero byte in
every space and digit, and bytes of every value elsewhere. That is what gives wide text away, in whatever
script. Whether it is text, and which byte comes first, shows in what it reads as.
"""

import codecs
import re

_SAMPLE = 4096
_LEAST_UNITS = 2
# The share of controls that no other text has, and the share of characters that texts consist of.
_LEAST_CONTROLS = 0.01
_LEAST_COMMON = 0.9
# Of text read with its bytes in the wrong order, no more are.
_MOST_SWAPPED = 0.7
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\f\x1b"})
_NOT_CONTROLS = bytes({*range(256)} - {*_CONTROLS})
# White space, and the scripts that are in use.
_COMMON = re.compile(
    "[\t\n\r -~\xa0-\u06ff\u0900-\u109f\u10d0-\u11ff\u1780-\u17ff\u1e00-\u1fff"
    "\u200b-\u2027\u2030-\u203a\u20a0-\u20bf\u2116\u2122\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufeff"
    "\uff00-\uffef\U0001f300-\U0001faff]"
)
# What texts do not have, but for a slip: control characters, and what is no character.
_NEVER = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufdd0-\ufdef\ufffe\uffff]")
_MOST_NEVER = 0.005


def wide_charset(data: bytes) -> str | None:
    """The charset of text in two or four bytes a character; None if it is no such text."""
    sample = data[:_SAMPLE]
    if not sample.translate(None, _NOT_CONTROLS):
        return None
    return _utf32(_whole(sample, 4)) or _utf16(_whole(sample, 2))


def _whole(sample: bytes, unit: int) -> bytes:
    return sample[: len(sample) // unit * unit]


def _utf32(sample: bytes) -> str | None:
    if len(sample) < 4 * _LEAST_UNITS:
        return None
    return next((name for name in ("utf-32-le", "utf-32-be") if _common(sample, name) >= _LEAST_COMMON), None)


def _utf16(sample: bytes) -> str | None:
    if len(sample) < 2 * _LEAST_UNITS:
        return None
    blocks = {"utf-16-le": sample[1::2], "utf-16-be": sample[0::2]}
    common = {name: _common(sample, name) for name in blocks}
    # The byte that names the block varies less than the one that names the character in it.
    name, swapped = sorted(blocks, key=lambda name: len(set(blocks[name])))
    if not _has_column(blocks[name], blocks[swapped]):
        name, swapped = sorted(blocks, key=lambda name: -common[name])
        if common[swapped] > _MOST_SWAPPED and not _has_many_controls(sample):
            return None
    return name if common[name] >= _LEAST_COMMON and not _is_of_records(sample, blocks[name]) else None


def _has_column(one: bytes, other: bytes) -> bool:
    """Whether one of every two bytes varies much less than the other."""
    return 2 * len(set(one)) <= len(set(other))


def _has_many_controls(sample: bytes) -> bool:
    controls = sample.translate(None, _NOT_CONTROLS + b"\0")
    return len(controls) > _LEAST_CONTROLS * len(sample) and len(set(controls)) > 1


def _is_of_records(sample: bytes, blocks: bytes) -> bool:
    """Whether control characters part records of ASCII or UTF-8."""
    if sample.isascii():
        return len(blocks.translate(None, _CONTROLS + b"\t\n\r\f")) > len(blocks) // 4
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(sample).isascii()
    except UnicodeDecodeError:
        return False


def _common(sample: bytes, charset: str) -> float:
    """The share of characters that texts consist of; 0 if the bytes are no text in this charset."""
    try:
        text = codecs.getincrementaldecoder(charset)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    if len(_NEVER.findall(text)) > _MOST_NEVER * len(text):
        return 0.0
    return len(_COMMON.findall(text)) / len(text) if text else 0.0

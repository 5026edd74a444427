"""Charsets: which a label means, which is read in the place of which, and which are in use."""

import codecs
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

# The charsets that pages name, and those that hold all of them: what browsers read them as.
WIDER = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "euc_jis_2004": "euc_jp",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "tis-620": "cp874",
    "windows-1251": "cp1251",
}

_CODE_PAGE = re.compile(r"(?:windows|ms|ibm|dos|cp)[-_ ]?(\d+)")
_NOT_FOR_TEXTS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def web_charsets() -> tuple[str, ...]:
    """The charsets that texts of the web are in, if not in UTF-8; the most frequent first."""
    return tuple(_data()["web"])


@cache
def rare_charsets() -> tuple[str, ...]:
    """The charsets that texts may be in too, such as those of DOS."""
    return tuple(_data()["rare"])


def upper_half(charset: str) -> list[str]:
    """The characters of the bytes from 80 on in a single-byte charset.

    Bytes that it does not define are let through, as browsers do.
    """
    return [bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in range(0x80, 0x100)]


def charset_named(label: str) -> str:
    """The name under which Python knows a charset.

    Args:
        label: any of its names, as people and pages write them: `latin1`, `windows-1251`, `x-sjis`.

    Raises:
        LookupError: there is no such charset.
    """
    plain = label.strip().lower()
    short = plain.removeprefix("x-").removesuffix("-i")
    for name in (plain, _data()["labels"].get(short, ""), short, _CODE_PAGE.sub(r"cp\1", short)):
        found = _codec(name)
        if found:
            return found
    raise LookupError(f"{label!r} is no charset{_hint(short)}")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name
        if found in _NOT_FOR_TEXTS:
            return ""
        b"a".decode(found, "replace")  # refuses codecs that are not for texts, such as hex
    except (LookupError, ValueError):
        return ""
    return found


def _hint(label: str) -> str:
    from encodings.aliases import aliases

    known = sorted({name.replace("_", "-") for pair in aliases.items() for name in pair})
    close = list(filter(None, map(_codec, get_close_matches(label, known, 5))))
    return f"; did you mean {close[0]!r}?" if close else "; utf-8 and cp1252 are examples"

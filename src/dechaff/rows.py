"""rows: what a person sees, as rows of styled words, with nothing in them that a terminal obeys."""

import unicodedata
from typing import NamedTuple

_EXCERPT = 60


class Word(NamedTuple):
    """A piece of a row and how it looks."""

    text: str
    style: str = ""


Row = list[Word]


def visible(text: str) -> str:
    """The text on one line, with everything that could move a cursor or hide shown as an escape.

    >>> visible("the\\tend\\x1b")
    'the end\\\\u001b'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\n":
        return "⏎ "
    if char in "\t\u00a0":
        return " "
    return char if unicodedata.category(char) == "Zs" else escaped(char)


def escaped(text: str) -> str:
    """The text with everything as an escape that is no letter, mark, sign or plain space.

    >>> escaped("the\\tend\\x1b")
    'the\\\\u0009end\\\\u001b'
    """
    # Control, format (bidirectional, zero-width), surrogate, private and unassigned characters, and
    # whatever separates but the space.
    return text.translate({ord(char): _escape(ord(char)) for char in set(text) if not char.isprintable()})


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def clipped(text: str, size: int) -> str:
    """The beginning of a text, with an ellipsis where more follows."""
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def excerpt(text: str, size: int = _EXCERPT) -> str:
    """The beginning of a text on one line, safe to print."""
    return clipped(visible(" ⏎ ".join(part.strip() for part in text.split("\n") if part.strip())), size)


def plural(count: int, noun: str) -> str:
    """`1 file`, `1,204 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

"""decode: bytes to text. Never fails, and the bytes come back exactly."""

import codecs
import re

from dechaff.core.hit import Effect, Hit
from dechaff.core.pipeline import Decoder, Reading
from dechaff.core.source import Source, chunks_of
from dechaff.core.span import Span
from dechaff.filters.charsets import WIDER, charset_named
from dechaff.filters.decode.damaged import damaged_utf8, is_damaged_utf8
from dechaff.filters.decode.guess import Guess, escaped_charset, guesses
from dechaff.filters.decode.stray import WESTERN, reading, western_text
from dechaff.filters.decode.wide import wide_charset

GUESSED = "E101"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)
# Charsets whose name leaves open which byte comes first, or whether there is a mark.
_OPEN = {
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}
_SURE_OF_WIDE = 0.9
_UNSURE = 0.3
# A guess that a few bytes of a file contradict stands; with more of them, it is wrong.
_MOST_STRAY = 0.02
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_SHOWN_BEFORE, _SHOWN_AFTER = 40, 80


def decode(charset: str | None = None) -> Decoder:
    """A decoder.

    Without a charset it finds it out: byte-order mark; UTF-16 and UTF-32 by their zero bytes; escapes
    such as those of ISO-2022-JP; strict UTF-8; UTF-8 with stray bytes, which are read in an older
    charset and noted under E102; then a guess, which is noted under E101.

    Args:
        charset: the charset that all files are in, by any of its names; what does not fit becomes
            U+FFFD, noted under E102.

    Raises:
        LookupError: there is no such charset.
    """
    if not charset:
        return _read
    name = charset_named(charset)
    return lambda data: _read_in(name, data)


def _read(data: bytes) -> Reading:
    charset, mark = next(((c, m) for c, m in _MARKS if data.startswith(m)), ("", b""))
    body = data[len(mark) :]
    if charset not in ("", "utf-8"):
        return reading(body, charset, mark=mark)
    found = None if charset else _unmarked(body)
    if found:
        return _noted(reading(body, *found))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return damaged_utf8(body, mark) if charset or is_damaged_utf8(body) else _guessed(body)
    return Reading(text, Source("utf-8", 1.0, chunks_of(text, "utf-8", body, len(mark)), mark, len(data)))


def _unmarked(body: bytes) -> Guess | None:
    """What could be taken for UTF-8, and is something else."""
    wide = wide_charset(body)
    return Guess(wide, _SURE_OF_WIDE) if wide else escaped_charset(body)


def _guessed(body: bytes) -> Reading:
    """The reading in the likeliest charset that all of the file is in, but for a few bytes."""
    beyond = len(body) - len(body.translate(None, _HIGH_BYTES))
    for guess in guesses(body):
        found = _western(body, guess.confidence) if guess.charset == WESTERN else reading(body, *guess)
        if len(found.hits) <= 1 + _MOST_STRAY * beyond:
            return _noted(found)
    return _noted(_western(body, _UNSURE))


def _noted(found: Reading) -> Reading:
    """The reading with a note that its charset is a guess, where the text first shows whether it is."""
    text, source, hits = found
    match = _BEYOND_ASCII.search(text)
    at = match.start() if match else 0
    start = max(text.rfind("\n", 0, at) + 1, at - _SHOWN_BEFORE)
    end = text.find("\n", at, at + _SHOWN_AFTER)
    span = Span(start, min(at + _SHOWN_AFTER, len(text)) if end < 0 else end)
    note = Hit(GUESSED, span, Effect.NOTE, score=source.confidence, detail=f"read as {source.charset}")
    return Reading(text, source, (note, *hits))


def _western(body: bytes, confidence: float) -> Reading:
    """The reading in the charset that is in all browsers what bytes of no or of a simple label are in."""
    text = western_text(body)
    chunks = chunks_of(text, WESTERN, body)
    return Reading(text, Source(WESTERN, confidence, chunks, b"", len(body)))


def _read_in(charset: str, data: bytes) -> Reading:
    """The reading in a charset that was asked for."""
    if WIDER.get(charset) == WESTERN:
        return _western(data, 1.0)
    names = _OPEN.get(charset, (charset,))
    name, mark = next(((n, m) for n, m in _MARKS if n in names and data.startswith(m)), (names[0], b""))
    body = data[len(mark) :]
    return reading(body, _wider(name, body), mark=mark)


def _wider(charset: str, body: bytes) -> str:
    """The charset that is read in the place of another, unless only the other has all the bytes."""
    wider = WIDER.get(charset, charset)
    return charset if wider != charset and _holds(charset, body) and not _holds(wider, body) else wider


def _holds(charset: str, body: bytes) -> bool:
    try:
        body.decode(charset)
    except UnicodeDecodeError:
        return False
    return True

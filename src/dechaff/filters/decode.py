"""decode: bytes to text. Never fails, and the bytes come back exactly."""

import codecs
from collections.abc import Iterator

from dechaff.core.hit import Effect, Hit
from dechaff.core.pipeline import Decoder, Reading
from dechaff.core.source import Chunk, Source
from dechaff.core.span import Span
from dechaff.filters.charsets import WIDER

GUESSED = "E101"
STRAY = "E102"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# On 1,145 legacy files the share of valid UTF-8 among sequences never came above 0.29.
_DAMAGED_UTF8 = 0.5
_FALLBACK = "cp1252"
# chardet needs no more to tell, and takes time in proportion.
_LONGEST_SAMPLE = 200_000


def decode() -> Decoder:
    """A decoder: byte-order mark, strict UTF-8, UTF-16 by its zero bytes, damaged UTF-8, then chardet.

    Lines of damaged UTF-8 that are not valid are read as cp1252 and noted under E102. A charset that
    chardet had to guess is noted under E101, and so is cp1252 where it had no guess that fits.
    """
    return _read


def _read(data: bytes) -> Reading:
    mark, charset = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    for candidate, confidence in _candidates(body, charset):
        try:
            text = body.decode(candidate)
        except UnicodeDecodeError:
            continue
        chunk = Chunk(len(mark), 0, candidate, _raw(text, candidate, body))
        return Reading(text, Source(candidate, confidence, (chunk,), mark, len(data)))
    if charset and charset != "utf-8":
        return _damaged(body, mark, charset)
    if charset or _utf8_share(body) > _DAMAGED_UTF8:
        return _by_line(body, mark, is_utf8=True)
    return _guessed(body) or _by_line(body, mark, is_utf8=False)


def _guessed(body: bytes) -> Reading | None:
    """The reading in the charset that chardet names, if all of the file is in it."""
    from chardet import detect

    guess = detect(body[:_LONGEST_SAMPLE], compat_names=False)
    charset = str(guess["encoding"]).lower()
    charset = WIDER.get(charset, charset)
    try:
        text = body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    confidence = float(guess["confidence"] or 0)
    source = Source(charset, confidence, (Chunk(0, 0, charset, _raw(text, charset, body)),), b"", len(body))
    return Reading(text, source, (Hit(GUESSED, Span(0, len(text)), Effect.NOTE, score=confidence),))


def _damaged(body: bytes, mark: bytes, charset: str) -> Reading:
    """A file that says its charset and breaks it: what cannot be read is U+FFFD, and its bytes are kept."""
    text = body.decode(charset, "replace")
    chunk = Chunk(len(mark), 0, charset, body)
    source = Source(charset, 0.9, (chunk,), mark, len(mark) + len(body))
    return Reading(text, source, (Hit(STRAY, Span(0, len(text)), Effect.NOTE),))


def _candidates(body: bytes, charset: str) -> Iterator[tuple[str, float]]:
    if charset:
        yield charset, 1.0
        return
    wide = _utf16_order(body[:_SAMPLE])
    if wide:
        yield wide, 0.9
    yield "utf-8", 1.0


def _utf16_order(sample: bytes) -> str | None:
    """UTF-16 without a mark, by where its zero bytes stand."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few = len(sample) * 0.02
    if odd > max(4 * even, few):
        return "utf-16-le"
    return "utf-16-be" if even > max(4 * odd, few) else None


def _raw(text: str, charset: str, data: bytes) -> bytes | None:
    """None where encoding gives the bytes back, else the bytes themselves."""
    try:
        return None if text.encode(charset) == data else data
    except UnicodeEncodeError:
        return data


def _by_line(body: bytes, mark: bytes, *, is_utf8: bool) -> Reading:
    chunks: list[Chunk] = []
    pieces: list[str] = []
    hits: list[Hit] = []
    byte, char = len(mark), 0
    for line in _lines(body):
        charset, text = _line(line, utf8_first=is_utf8)
        raw = _raw(text, charset, line)
        if not chunks or chunks[-1].charset != charset or raw is not None or chunks[-1].raw is not None:
            chunks.append(Chunk(byte, char, charset, raw))
        if is_utf8 and charset != "utf-8":
            hits.append(Hit(STRAY, Span(char, char + len(text)), Effect.NOTE))
        pieces.append(text)
        byte, char = byte + len(line), char + len(text)
    if not is_utf8:
        hits = [Hit(GUESSED, Span(0, char), Effect.NOTE, score=0.3)]
    charset, confidence = ("utf-8", 0.9) if is_utf8 else (_FALLBACK, 0.3)
    return Reading(
        "".join(pieces), Source(charset, confidence, tuple(chunks), mark, len(mark) + len(body)), tuple(hits)
    )


def _lines(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        end = body.find(b"\n", start) + 1 or len(body)
        yield body[start:end]
        start = end


def _line(line: bytes, *, utf8_first: bool) -> tuple[str, str]:
    # Latin-1 has a character for every byte, cp1252 for all but five.
    for charset in ("utf-8", _FALLBACK) if utf8_first else (_FALLBACK,):
        try:
            return charset, line.decode(charset)
        except UnicodeDecodeError:
            continue
    return "latin-1", line.decode("latin-1")


def _utf8_share(body: bytes) -> float:
    """The share of sequences beyond ASCII that are valid UTF-8."""
    text = body.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in text)
    valid = sum(char > "\x7f" for char in text) - stray
    return valid / (valid + stray) if valid else 0.0

"""Source: how a text was read from bytes, exactly enough to write the same bytes again."""

import codecs
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dechaff.core.span import Span


class Chunk(NamedTuple):
    """A stretch of bytes that was read with one charset.

    `raw` is None where encoding the text gives the same bytes; where it would not, it holds them.
    """

    byte: int
    char: int
    charset: str
    raw: bytes | None = None


@dataclass(frozen=True)
class Source:
    """The byte side of a decoded text.

    Attributes:
        charset: the charset of the whole, by its IANA or Python name.
        confidence: how sure that is, from 0 to 1.
        chunks: the stretches of the file, in order; the first begins at character 0.
        mark: the byte-order mark that stood before the text.
        size: how many bytes the file has.
    """

    charset: str
    confidence: float
    chunks: tuple[Chunk, ...]
    mark: bytes
    size: int

    def encode(self, text: str) -> bytes:
        """The bytes that `text`, the decoded original, was read from."""
        ends = [chunk.char for chunk in self.chunks[1:]] + [len(text)]
        pieces = [self.mark]
        for chunk, end in zip(self.chunks, ends, strict=True):
            raw = chunk.raw
            pieces.append(text[chunk.char : end].encode(chunk.charset) if raw is None else raw)
        return b"".join(pieces)

    def encode_span(self, text: str, span: Span) -> bytes:
        """The bytes that a span of `text`, the decoded original, was read from.

        Of a chunk that keeps its bytes the span must hold all or nothing, or they are made anew.
        """
        pieces = []
        first = max(bisect_right(self._chars, span.start) - 1, 0)
        for index in range(first, bisect_left(self._chars, span.end)):
            chunk = self.chunks[index]
            end = self._chars[index + 1] if index + 1 < len(self.chunks) else len(text)
            if chunk.raw is not None and span.start <= chunk.char and end <= span.end:
                pieces.append(chunk.raw)
            else:
                part = text[max(span.start, chunk.char) : min(span.end, end)]
                pieces.append(part.encode(chunk.charset, "surrogateescape"))
        return b"".join(pieces)

    def byte_offset(self, text: str, offset: int) -> int:
        """Where in the file the character at `offset` of the decoded original begins.

        Exact, but for places within what could not be read, and within text whose charset has escapes.
        """
        if offset >= len(text):
            return self.size
        index = bisect_right(self._chars, offset) - 1
        chunk = self.chunks[index]
        before = text[chunk.char : offset]
        if chunk.raw is None:
            return chunk.byte + len(before.encode(chunk.charset))
        end = self._chars[index + 1] if index + 1 < len(self.chunks) else len(text)
        if end - chunk.char == len(chunk.raw):  # a byte a character
            return chunk.byte + len(before)
        return chunk.byte + _bytes_of(chunk.raw, chunk.charset, len(before))

    @cached_property
    def _chars(self) -> list[int]:
        return [chunk.char for chunk in self.chunks]


def chunks_of(text: str, charset: str, data: bytes, byte: int = 0) -> tuple[Chunk, ...]:
    """The chunks of a text that was read in one charset.

    Some charsets have several bytes for one character. Lines that hold such bytes are chunks that keep
    them, so that the others stay exact.

    Args:
        text: the text.
        charset: its charset.
        data: the bytes that it was read from.
        byte: where in the file they begin.
    """
    if charset == "utf-8" or encodes_to(text, charset, data):
        return (Chunk(byte, 0, charset),)
    chunks: list[Chunk] = []
    char = 0
    for line, raw in _lines(text, charset, data):
        kept = None if encodes_to(line, charset, raw) else raw
        if kept is not None or not chunks or chunks[-1].raw is not None:
            chunks.append(Chunk(byte, char, charset, kept))
        byte, char = byte + len(raw), char + len(line)
    return tuple(chunks)


def encodes_to(text: str, charset: str, data: bytes) -> bool:
    """Whether encoding a text gives these bytes."""
    try:
        return text.encode(charset) == data
    except UnicodeEncodeError:
        return False


def _lines(text: str, charset: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Line by line the text and its bytes; all in one, where a line cannot be read by itself."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    try:
        texts = [line.decode(charset) for line in lines]
    except UnicodeDecodeError:
        texts = []
    if "".join(texts) == text:
        return zip(texts, lines, strict=True)
    return iter([(text, data)])


def _bytes_of(raw: bytes, charset: str, count: int) -> int:
    """How many bytes the first `count` characters are; fewer where that cannot be told."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    for at in range(len(raw)):
        if count <= 0:
            return at
        try:
            count -= len(decoder.decode(raw[at : at + 1]))
        except UnicodeError:  # too long an escape sequence
            return at
    return len(raw)

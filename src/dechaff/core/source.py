"""Source: how a text was read from bytes, exactly enough to write the same bytes again."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


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

    def byte_offset(self, text: str, offset: int) -> int:
        """Where in the file the character at `offset` of the decoded original begins.

        Exact except inside a chunk that cannot be encoded back; there it is where the chunk begins.
        """
        if offset >= len(text):
            return self.size
        chunk = self.chunks[bisect_right(self._chars, offset) - 1]
        if chunk.raw is not None:
            return chunk.byte
        return chunk.byte + len(text[chunk.char : offset].encode(chunk.charset))

    @cached_property
    def _chars(self) -> list[int]:
        return [chunk.char for chunk in self.chunks]

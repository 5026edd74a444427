"""stray: bytes that do not fit the charset of their file, read so that no other byte is touched.

A text is decoded with marks in it: each byte that does not fit is one character from U+DC00 on, which no
text contains. What becomes of a stretch of marks is for others to say; here the text is put together
again, with a chunk for each stretch, so that byte offsets stay exact beside it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dechaff.core.hit import Effect, Hit
from dechaff.core.pipeline import Reading
from dechaff.core.source import Chunk, Source, chunks_of, encodes_to
from dechaff.core.span import Span

STRAY = "E102"
# What browsers read bytes in that are in no other charset.
WESTERN = "cp1252"
# What stands for a character that cannot be read.
LOST = "\ufffd"
MARKS = re.compile("[\udc00-\udcff]+")

_FIRST_MARK = 0xDC00
# How many bytes a character of a wide charset has at least.
_UNITS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
# More places than anybody reads, or than a file that is text has: then one chunk holds all bytes.
_MOST_STRETCHES = 10_000
_MOST_BYTES_NAMED = 8


class Stretch(NamedTuple):
    """What stands in the place of some marks: bytes that were read in another charset, or not at all."""

    span: Span
    text: str
    charset: str
    data: bytes
    detail: str


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(_FIRST_MARK + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("dechaff.mark", _mark)


def marked_text(data: bytes, charset: str) -> str:
    """The text of some bytes, with a mark for each byte that does not fit the charset."""
    if charset == "utf-8":  # the same, at the speed of C: only bytes from 80 on can be wrong
        return data.decode(charset, "surrogateescape")
    return data.decode(charset, "dechaff.mark")


def marked_bytes(marks: str) -> bytes:
    """The bytes that a stretch of marks stands for."""
    return bytes(ord(mark) - _FIRST_MARK for mark in marks)


def western_text(data: bytes) -> str:
    """The text of some bytes in cp1252; as in browsers, a byte that it lacks is the control of its number."""
    marked = marked_text(data, WESTERN)
    return MARKS.sub(lambda marks: marked_bytes(marks[0]).decode("latin-1"), marked)


def lost(marked: str, charset: str) -> Iterator[Stretch]:
    """Every stretch of marks as what cannot be read: U+FFFD for each character."""
    unit = _UNITS.get(charset, 1)
    for match in MARKS.finditer(marked):
        data = marked_bytes(match[0])
        text = LOST * -(-len(data) // unit)
        yield Stretch(Span(*match.span()), text, charset, data, f"{named(data)} not {charset}")


def named(data: bytes) -> str:
    """`byte 81 is`, `bytes 81 8d are`."""
    listed = data[:_MOST_BYTES_NAMED].hex(" ") + (" …" if len(data) > _MOST_BYTES_NAMED else "")
    return f"byte {listed} is" if len(data) == 1 else f"bytes {listed} are"


def reading(
    body: bytes,
    charset: str,
    confidence: float = 1.0,
    *,
    mark: bytes = b"",
    marked: str | None = None,
    stretches: Iterable[Stretch] | None = None,
) -> Reading:
    """The reading of a file's bytes in a charset.

    Args:
        body: the bytes behind the byte-order mark.
        charset: the charset that they are in, but for stray bytes.
        confidence: how sure that is.
        mark: the byte-order mark.
        marked: their text with marks, if it is known already.
        stretches: what stands for the marks; by default they are lost.
    """
    text = marked_text(body, charset) if marked is None else marked
    hits: tuple[Hit, ...] = ()
    if MARKS.search(text):
        splice = _Splice(body, charset, len(mark))
        text, chunks, hits = splice.run(text, lost(text, charset) if stretches is None else stretches)
    else:
        chunks = chunks_of(text, charset, body, len(mark))
    return Reading(text, Source(charset, confidence, chunks, mark, len(mark) + len(body)), hits)


class _Splice:
    """A text in the making: pieces of one charset and stretches between them."""

    def __init__(self, body: bytes, charset: str, offset: int) -> None:
        self.body, self.charset, self.offset = body, charset, offset
        self.at = self.char = 0
        self.pieces: list[str] = []
        self.chunks: list[Chunk] = []
        self.hits: list[Hit] = []
        self.exact = True

    def run(
        self, marked: str, stretches: Iterable[Stretch]
    ) -> tuple[str, tuple[Chunk, ...], tuple[Hit, ...]]:
        at = rest = 0
        for stretch in stretches:
            self._good(marked[at : stretch.span.start])
            if len(self.hits) < _MOST_STRETCHES:
                span = Span(self.char, self.char + len(stretch.text))
                self.hits.append(Hit(STRAY, span, Effect.NOTE, detail=stretch.detail))
            else:
                rest += 1
            self._add(stretch.text, stretch.charset, stretch.data)
            at = stretch.span.end
        self._good(marked[at:])
        if rest:
            last = self.hits.pop()
            self.hits.append(last._replace(detail=f"{last.detail}, and so are {rest:,} more stretches"))
        exact = self.exact and self.at == len(self.body)
        chunks = tuple(self.chunks) if exact else (Chunk(self.offset, 0, self.charset, self.body),)
        return "".join(self.pieces), chunks, tuple(self.hits)

    def _good(self, text: str) -> None:
        if text:
            self._add(text, self.charset, text.encode(self.charset, "replace"))

    def _add(self, text: str, charset: str, data: bytes) -> None:
        self.exact = self.exact and len(self.chunks) < 2 * _MOST_STRETCHES
        self.exact = self.exact and self.body.startswith(data, self.at)
        if self.exact:
            kept = None if encodes_to(text, charset, data) else data
            self.chunks.append(Chunk(self.offset + self.at, self.char, charset, kept))
        self.pieces.append(text)
        self.at += len(data)
        self.char += len(text)

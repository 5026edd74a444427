"""repair: text whose encoding was damaged on the way. One layer for each kind of damage."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from dechaff.core.diff import edits_between
from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.mixup import unmix
from dechaff.filters.mojibake import unscramble

MOJIBAKE = "E201"
ENTITY = "E202"
CONTROL = "E203"
ESCAPE = "E204"
SURROGATE = "E205"
LINE_BREAK = "E206"
COMPOSED = "E207"

Step = Callable[[Text], Iterator[Hit]]

_SURROGATE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
# ECMA-48 control sequences, and operating-system commands such as a terminal's title.
_ESCAPE = re.compile(
    "\x1b(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)?|[ -/]{0,8}[0-~]|)"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufff9-\ufffc\u206a-\u206f]")
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENTITY = re.compile(
    r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)(?:#?[A-Za-z0-9]{1,32};)*"
)
_ESCAPED_AGAIN = re.compile(r"&(?:amp;){2,}")
_TAG = re.compile(
    r"</?(?:p|a|b|i|em|br|div|span|img|strong|script|table|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE
)
# A line up to any break but U+0085, which may be half a letter.
_LINE = re.compile("[^\n\r\x0b\x0c\u2028\u2029]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Text is seldom broken more than three times over.
_MOST_LAYERS = 6
# Characters that part words: without them the words must not be glued together.
_PARTING = "\x00\x1c\x1d\x1e\x1f"


def repair() -> tuple[Step, ...]:
    """The repairs of an encoding, each a filter of its own; quotes, width and ligatures are left alone.

    Entities come before mojibake, which may be written in them. Line breaks come after it: U+0085 is a
    line break in good text, and a byte of a broken letter in bad.
    """
    return (surrogates, escapes, controls, entities, mojibake, line_breaks, composition)


def surrogates(text: Text) -> Iterator[Hit]:
    """Pairs of surrogates are joined; a lone one becomes U+FFFD, since no file can hold it."""
    for found in _SURROGATE.finditer(text):
        pair = found[0]
        new = pair.encode("utf-16", "surrogatepass").decode("utf-16") if len(pair) == 2 else "\ufffd"
        yield Hit(SURROGATE, Span(*found.span()), Effect.WRITE, new)


def escapes(text: Text) -> Iterator[Hit]:
    """Terminal escape sequences go."""
    if "\x1b" in text:
        yield from (Hit(ESCAPE, Span(*found.span())) for found in _ESCAPE.finditer(text))


def controls(text: Text) -> Iterator[Hit]:
    """Control characters go; those that part two words become a space."""
    for found in _CONTROL.finditer(text):
        start, end = found.span()
        glues = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        if glues and found[0] in _PARTING:
            yield Hit(CONTROL, Span(start, end), Effect.WRITE, " ")
        else:
            yield Hit(CONTROL, Span(start, end))


def entities(text: Text) -> Iterator[Hit]:
    """HTML entities become characters, unless the text is HTML itself."""
    if "&" not in text or _TAG.search(text):
        return
    from html import unescape

    for found in _ENTITY.finditer(text):
        # Layers of escaping around one ampersand come off at once: one by one takes quadratic time.
        old, new = "", _ESCAPED_AGAIN.sub("&amp;", found[0])
        while new != old:
            old, new = new, unescape(new)
        if new != found[0]:
            yield Hit(ENTITY, Span(*found.span()), Effect.WRITE, new)


def mojibake(text: Text) -> Iterator[Hit]:
    """Text that was read in a wrong charset, line by line: one good line cannot veto a bad one."""
    if _BEYOND_ASCII.search(text):
        for found in _LINE.finditer(text):
            old = found[0]
            if not old.isascii():
                yield from _rewritten(MOJIBAKE, old, _put_right(old), Span(*found.span()))


def _put_right(line: str) -> str:
    """One layer after the other, until nothing looks wrong."""
    for _ in range(_MOST_LAYERS):
        before, line = line, _one_layer(line)
        if line == before:
            break
    return line


def _one_layer(line: str) -> str:
    """By the bytes of the line, then by its UTF-8; what is left that looks wrong is for ftfy."""
    from ftfy import TextFixerConfig, fix_encoding_and_explain
    from ftfy.badness import is_bad

    new = unmix(line)
    if new == line:
        new = unscramble(line)
    if is_bad(new):
        # A lossy sequence cannot be repaired, only hidden.
        config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
        new = fix_encoding_and_explain(new, config).text
    return new


def line_breaks(text: Text) -> Iterator[Hit]:
    """Every kind of line break becomes a line feed."""
    for found in _LINE_BREAK.finditer(text):
        start, end = found.span()
        if found[0] == "\r\n":
            yield Hit(LINE_BREAK, Span(start, end - 1))
        else:
            yield Hit(LINE_BREAK, Span(start, end), Effect.WRITE, "\n")


def composition(text: Text) -> Iterator[Hit]:
    """Letters that were taken apart into letter and accent are put together (Unicode NFC)."""
    for line in text.lines:
        old = text.slice(line)
        if not unicodedata.is_normalized("NFC", old):
            yield from _composed(old, unicodedata.normalize("NFC", old), line)


def _composed(old: str, new: str, line: Span) -> Iterator[Hit]:
    """The hits letter by letter; where letters that carry no mark join too (Korean), run by run."""
    letters = [(span, unicodedata.normalize("NFC", old[span.start : span.end])) for span in _letters(old)]
    if "".join(letter for _, letter in letters) != new:
        yield from _rewritten(COMPOSED, old, new, line)
        return
    for span, letter in letters:
        if letter != old[span.start : span.end]:
            yield Hit(COMPOSED, span.shift(line.start), Effect.WRITE, letter)


def _letters(text: str) -> Iterator[Span]:
    """Each character with the marks that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield Span(start, end)
            start = end


def _rewritten(code: str, old: str, new: str, line: Span) -> Iterator[Hit]:
    for span, other in edits_between(old, new):
        effect = Effect.WRITE if other else Effect.CUT
        yield Hit(code, span.shift(line.start), effect, other)

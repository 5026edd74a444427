"""unscramble: UTF-8 that was read in another charset, one layer of it, by the evidence of a line.

That a whole line of good text has the pattern of UTF-8 is next to impossible, and that a word has it by
chance is rare. So the evidence of a line is pooled: the charset that explains most of it, without making
anything that nobody writes, is taken for all of it. ftfy's test for bad text (`ftfy.badness`) supplies
the evidence where a line mixes good and bad.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from dechaff.core.span import Span
from dechaff.filters.repair import alphabets
from dechaff.filters.repair.sequences import CHARSETS, LOST, Sequence, charset

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Characters that say whether a line is good; those that no reader sees may have come later.
_TELLING = re.compile("[^\x00-\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]")
# So many sequences and nothing else beyond ASCII need no further proof: in 42,840 fragments of good
# text none had four.
_PROOF = 4
# Charsets of which each is taken if it explains all; those after them are compared.
_FIRST = 3
# So many sequences in a row are a word, though of a script that the rest of the line does not have.
_WORD = 3
_LETTER_IN_QUOTES = re.compile("(?:^|[ (/])[“„»‘‚‹«”’][^\x00-\x7f][”“«’‘›»](?:$|[ ,.;:!?)/])")
# "A with grave" with a space for its second byte, where no capital and no word of one letter stands.
_GRAVE = re.compile("[a-z] ?Ã (?! )|[a-z] ?Ã  ")
# What follows the space that was half of "a with grave", and is no word: the ends of Vietnamese
# syllables, and of Portuguese "às", "àquele".
_END_OF_SYLLABLE = re.compile(r"(?:[cmnptiouy]|ch|n[gh])\b")
_END_OF_WORD = re.compile(r"(?:s|quel[ea]s?|quilo)(?![\w'’])")
_OPENING, _CLOSING = "‚„", "”»›"
_SIGNS = ("Sc", "Sk", "Sm", "So", "Cc")
_LATIN = {"LATIN"}
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "THAI")


class Reading(NamedTuple):
    """A line as one charset explains it.

    The sequences found; those that are there if a space was the byte A0; those that lost a byte; and
    how many characters beyond ASCII are not explained by the first and the last.
    """

    charset: str
    sequences: tuple[Sequence, ...]
    spaced: tuple[Sequence, ...]
    lossy: tuple[Sequence, ...]
    rest: int

    @property
    def explained(self) -> int:
        """How many characters beyond ASCII are explained."""
        return sum(sequence.span.size for sequence in self.sequences)

    @property
    def cost(self) -> int:
        """How little is explained; what texts seldom have is more often half of something else."""
        return self.rest + 2 * sum(not sequence.is_common for sequence in self.sequences)


def whole(line: str) -> tuple[str, str]:
    """The line if all of it is UTF-8 that was read in one charset, and that charset.

    Else the line as it is, with no charset. This is what `best_reading` would find too, and saves
    looking at every sequence. Of charsets that differ in a few letters the one is taken whose letters
    some language has.
    """
    for names in (*((name,) for name in CHARSETS[:_FIRST]), CHARSETS[_FIRST:]):
        readings = ((charset(name).whole(line), name) for name in names)
        proven = [(new, name) for new, name in readings if new and len(_BEYOND_ASCII.findall(new)) >= _PROOF]
        if proven:
            return min(proven, key=_strangeness) if len(proven) > 1 else proven[0]
    return line, ""


def _strangeness(reading: tuple[str, str]) -> float:
    return alphabets.Reading(reading[0]).strangeness(alphabets.languages())


def best_reading(line: str) -> Reading | None:
    """The reading that explains most of a line; None where there is no proof of any, as in good text."""
    best: Reading | None = None
    for reading in _readings(line):
        if (best is None or reading.cost < best.cost) and _is_proven(line, reading):
            best = reading
        if best is not None and best.cost == 0:
            break
    return best


def unscrambled(line: str, reading: Reading) -> str:
    """The line with this layer of mojibake put right.

    What is garbled beyond hope stays: it is not made better by taking a few more letters away.
    """
    pieces, at = [], 0
    for span, char in sorted([*(s[:2] for s in reading.sequences), *_with_spaces(line, reading)]):
        if span.start >= at:
            pieces += [line[at : span.start], char]
            at = span.end
    new = "".join(pieces) + line[at:]
    return line if reading.rest > reading.explained and _is_bad(new) else new


def looks_bad(line: str) -> bool:
    """Whether a line has what may be mojibake, and ftfy's test finds it bad."""
    return next(_readings(line), None) is not None and _is_bad(line)


def _readings(line: str) -> Iterator[Reading]:
    chars = set(line)
    total = len(_TELLING.findall(line))
    for name in CHARSETS:
        one = charset(name)
        sequences = tuple(_plausible(line, one.sequences(line))) if one.may_explain(chars) else ()
        if sequences:
            spaced = tuple(one.spaced(line))
            if len(spaced) > len(sequences):  # chance, in a script whose letters are lead bytes
                spaced = ()
            lossy = tuple(one.lossy(line)) if LOST in line else ()
            explained = sum(len(_TELLING.findall(line, *s.span)) for s in (*sequences, *lossy))
            yield Reading(name, sequences, spaced, lossy, max(total - explained, 0))
        elif name == "cp1252" and _GRAVE.search(line):
            yield Reading(name, (), tuple(s for s in one.spaced(line) if s.char == "à"), (), total)


def _plausible(line: str, sequences: Iterable[Sequence]) -> Iterator[Sequence]:
    """Without letters in quotes, whose closing one would continue them, and control characters alone.

    Control characters come of a layer below, and there they are one byte of several.
    """
    found = list(sequences)
    starts, ends = {s.span.start for s in found}, {s.span.end for s in found}
    for one in found:
        span = one.span
        quoted = span.size == 2 and _LETTER_IN_QUOTES.fullmatch(line, max(span.start - 2, 0), span.end + 1)
        alone = one.char < "\xa0" and span.start not in ends and span.end not in starts
        if not quoted and not alone:
            yield one


def _is_proven(line: str, reading: Reading) -> bool:
    count = len(reading.sequences)
    if not count:
        return bool(reading.spaced)
    if not reading.rest and count >= _PROOF:
        return True
    found = sorted({*reading.sequences, *reading.spaced, *reading.lossy})
    good = _good_scripts(line, found)
    strange = sum(
        _is_strange(line, span, char) or _is_foreign(line, span, char, good)
        for span, char, is_common in reading.sequences
        if is_common or not char.isalpha()
    )
    if not reading.rest:
        odd = sum(_is_odd(line, sequence.span) for sequence in reading.sequences)
        return 2 * (strange + odd) >= count
    words = [(word, _scripts(sequence.char for sequence in word)) for word in _words(found)]
    if good and not all(scripts <= good or len(word) >= _WORD for word, scripts in words):
        return False
    # A word in the script of the good part, of letters that are not Latin, is no chance.
    certain = sum(
        len(word) for word, scripts in words if len(word) > 1 and scripts and scripts <= good - _LATIN
    )
    return strange == count or certain == count or (strange > 0 and _is_bad(line))


def _good_scripts(line: str, found: Iterable[Sequence]) -> set[str]:
    """The scripts of the part of the line that is not made of sequences."""
    bad = {at for sequence in found for at in range(*sequence.span)}
    return _scripts(char for at, char in enumerate(line) if at not in bad)


def _words(sequences: Iterable[Sequence]) -> Iterator[list[Sequence]]:
    """Sequences that follow each other."""
    word: list[Sequence] = []
    for sequence in sequences:
        if word and word[-1].span.end != sequence.span.start:
            yield word
            word = []
        word.append(sequence)
    if word:
        yield word


def _is_odd(line: str, span: Span) -> bool:
    """Whether letters of two scripts touch, or a capital stands within a small word.

    Good text does so too, now and then: small alphabets borrow letters, and brands have humps.
    """
    before, inside, after = _around(line, span)
    humps = before.islower() and after.islower() and any(map(str.isupper, inside))
    return humps or len(_scripts(before + inside + after)) > 1


def _is_strange(line: str, span: Span, char: str) -> bool:
    """Whether no good text has these characters where they stand."""
    before, inside, after = _around(line, span)
    if inside[0].isalpha() and inside[1] in _OPENING:
        return True
    if char.islower() and _is_capital_for_small(line, span):
        return True
    if before.isalpha() and after.isalpha():
        small = before.islower() or after.islower()
        if any(char in _CLOSING or (small and unicodedata.category(char) in _SIGNS) for char in inside):
            return True
    return _is_bad(before + inside + (after if after.isascii() else ""))


def _is_foreign(line: str, span: Span, char: str, good: set[str]) -> bool:
    """Whether a sign follows a letter of a script that the good part, in Latin, does not have.

    It does so for a letter within a word, or for the same sign; or the sign is two box drawings.
    """
    before, inside, after = _around(line, span)
    if good != _LATIN:
        return False
    if char.isalpha():
        within = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
        return within and bool(_scripts(inside) - _LATIN)
    boxes = all(map(_is_box, inside)) and not _is_box(before) and not _is_box(after)
    return boxes or (inside[-1] == char and bool(_scripts(inside) - _LATIN))


def _is_box(char: str) -> bool:
    return "\u2500" <= char <= "\u259f"


def _is_capital_for_small(line: str, span: Span) -> bool:
    """Whether capitals stand within a small word; or a capital and a sign behind its first letters.

    Words in capitals end in a capital and a sign, too, so if only one letter stands before them it
    may not be the whole word's way of writing.
    """
    before, inside, after = _around(line, span)
    if inside.isupper() and inside.isalpha():
        return before.islower() and after.islower()
    small = before.islower() or (before.isupper() and not line[: span.start - 1][-1:].isalpha())
    return small and inside[0].isupper() and not inside.isalpha() and not after.isupper()


def _around(line: str, span: Span) -> tuple[str, str, str]:
    before, after = line[max(span.start - 1, 0) : span.start], line[span.end : span.end + 1]
    return before, line[span.start : span.end], after


def _is_bad(text: str) -> bool:
    from ftfy.badness import is_bad

    return is_bad(text)


def _scripts(chars: Iterable[str]) -> set[str]:
    return {_script(char) for char in chars if char.isalpha()}


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "") if char not in "ªº" else "LATIN"
    return next((script for script in _SCRIPTS if name.startswith(script)), "other")


def _with_spaces(line: str, reading: Reading) -> Iterator[tuple[Span, str]]:
    """The characters of which a byte became a space; with a space where a word ended there too."""
    # Where no second space follows any of them, the row of spaces was made one.
    rows = any(line.startswith("  ", sequence.span.end - 1) for sequence in reading.spaced)
    vietnamese = any("\u1ea0" <= sequence.char <= "\u1ef9" for sequence in reading.sequences)
    for span, char, _ in reading.spaced:
        within = [_END_OF_WORD, _END_OF_SYLLABLE] if vietnamese else [_END_OF_WORD]
        goes_on = any(rest.match(line, span.end) for rest in within)
        yield span, char + " " if char == "à" and not rows and not goes_on else char

"""alphabets: how strange a line looks in each language, judged by the letters beyond ASCII.

Good text has, in its language, a handful of such letters, and each of them stands beside a handful of
others. Text that was read in a wrong charset has letters of no language, letters beside which they never
stand, capitals and signs within words. `alphabets.toml` holds the languages; what is counted here is the
natural logarithm of a chance, roughly: ten for what good text never does, one for what it often does.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import log
from typing import Any, NamedTuple

# A letter that the language does not have: in a name it is a guest, elsewhere it is an intruder.
_INTRUDER, _GUEST = 10.0, 6.0
# A neighbour that the letter never has there; one of a letter of whose neighbours nothing is known.
_UNSEEN, _UNKNOWN = 4.0, 3.0
# A sign within a word, a sign at its edge, a dash or quote within it, a capital within a small word.
_SIGN, _EDGE, _QUOTE, _HUMP = 10.0, 4.0, 4.0, 5.0
# What one of the commonest words of the language is worth.
_WORD = 2.0

# Small raised figures and fractions are letters to "re".
_FIGURES = "²³¹¼½¾ªºµ"
_WORDS = re.compile(f"[^\\W\\d_{_FIGURES}]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Signs that stand beside letters and within words of good text: quotes, dashes, and marks put there for
# line breaks; as C1 controls too, which is how cp1252 looks in latin-1.
_LOOSE = "’‘·\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f´\x92"
_QUOTES = "“”–—«»…¬×•™®\x91\x93\x94\x96\x97"
_SIGNS = re.compile(f"[{_FIGURES}]|[^\\w\\s\x00-\x7f{_LOOSE}]")
# What tables and trees are drawn with stands in rows without being a word.
_DRAWING = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬░▒▓█▄▌▐▀■"
_CLOSING, _OPENING = "ªº°›‹", "¿¡§©µ‚„‹›\x82\x84"

Neighbours = dict[str, float]


class Language(NamedTuple):
    """Its commonest words, and its letters beyond ASCII with what is known of their neighbours."""

    words: frozenset[str]
    letters: dict[str, tuple[Neighbours, Neighbours] | None]


@cache
def languages() -> dict[str, Language]:
    """All languages by their codes, loaded once."""
    import tomllib
    from pathlib import Path

    with Path(__file__).with_name("alphabets.toml").open("rb") as file:
        return {code: _language(table) for code, table in tomllib.load(file).items()}


def _language(table: dict[str, Any]) -> Language:
    letters: dict[str, tuple[Neighbours, Neighbours] | None] = dict.fromkeys(table.get("seldom", "").split())
    for line in table.get("letters", "").splitlines():
        before, letter, after = line.split()
        letters[letter] = _by_rank(before), _by_rank(after)
    return Language(frozenset(table.get("words", "").split()), letters)


def _by_rank(neighbours: str) -> Neighbours:
    """The commonest comes first, and as with words, the chance falls with the rank."""
    return {char: log(rank) for rank, char in enumerate(neighbours, 2)}


class Reading:
    """A line as it reads: what any language would make of it is looked at once, here."""

    def __init__(self, line: str) -> None:
        low = small(line)
        self._words = {*_WORDS.findall(low)}
        self._letters = [*_letters(line, low)]
        self._own = frozenset(letter for _, letter, _, _ in self._letters)
        self._odd = sum(_oddities(f" {line} "))

    @property
    def size(self) -> int:
        """The number of letters beyond ASCII."""
        return len(self._letters)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is odd and some language has all the letters."""
        return not self._odd and any(
            self._own <= language.letters.keys() for language in languages().values()
        )

    def strangeness(self, codes: Iterable[str]) -> float:
        """How strange the line is in that one of the languages in which it is least so."""
        least = float("inf")
        # Those that have most of the letters come first: the others are soon found to be stranger.
        among = sorted((languages()[code] for code in codes), key=self._foreign)
        for language in among:
            total = self._odd - _WORD * len(self._words & language.words)
            for before, letter, after, toll in self._letters:
                total += _toll(language, before, letter, after, toll)
                if total >= least:
                    break
            else:
                least = min(least, total)
        return least

    def _foreign(self, language: Language) -> int:
        """How many letters the language does not have."""
        return len(self._own - language.letters.keys())


def small(line: str) -> str:
    """The line in small letters, as many as there were."""
    return line.replace("İ", "i").lower()


def _toll(language: Language, before: str, letter: str, after: str, foreign: float) -> float:
    if letter not in language.letters:
        return foreign
    known = language.letters[letter]
    if known is None:
        return 2 * _UNKNOWN
    return known[0].get(before, _UNSEEN) + known[1].get(after, _UNSEEN)


def _letters(line: str, low: str) -> Iterator[tuple[str, str, str, float]]:
    """The letters beyond ASCII, each between its neighbours, with what it costs where it is foreign."""
    padded = f" {low} "
    for word in _WORDS.finditer(line):
        if not word[0].isascii():
            foreign = _GUEST if word[0][0].isupper() else _INTRUDER
            for found in _BEYOND_ASCII.finditer(low, *word.span()):
                at = found.start()
                yield _neighbour(padded[at]), low[at], _neighbour(padded[at + 2]), foreign


def _neighbour(char: str) -> str:
    """The edge of a word is written as in the table; a figure is no edge."""
    return char if char.isalnum() else "_"


def _oddities(line: str) -> Iterator[float]:
    """What is odd in any language; the line is padded."""
    for found in _SIGNS.finditer(line):
        sign, before, after = found[0], line[found.start() - 1], line[found.end()]
        if sign in _QUOTES:
            yield _QUOTE if before.isalpha() and after.isalpha() else 0
        elif _belongs(before) and _belongs(after):
            yield _SIGN
        elif (_belongs(before) and sign not in _CLOSING) or (_belongs(after) and sign not in _OPENING):
            yield _EDGE
    for word in _WORDS.findall(line):
        if not word.isascii():
            yield _HUMP * sum(map(_is_hump, f" {word}", word, word[1:]))


def _belongs(char: str) -> bool:
    """Whether a sign beside it is within a word, or within a row of signs that may be one."""
    return char.isalpha() or (
        char > "\x7f" and not char.isspace() and char not in _LOOSE + _QUOTES + _DRAWING
    )


def _is_hump(first: str, second: str, third: str) -> bool:
    """Whether a capital follows small letters; one small letter may be a prefix ("an tÉireannach")."""
    begins = first == " " and second > "\x7f"
    return third > "\x7f" and third.isupper() and second.islower() and (begins or first.islower())

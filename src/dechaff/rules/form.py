"""Form: what is known of all that an expression matches: the strings that must be there."""

from collections.abc import Iterable
from functools import lru_cache
from math import prod
from typing import NamedTuple

from dechaff.rules.level import DIGIT, LINE, SPACE

Strings = frozenset[str]
Needs = tuple[Strings, ...]

# So many ways to spell a stretch are told apart.
_FEW = 64
# More sets hardly ever leave fewer lines.
_SETS = 4
# What is to be expected more often than this at one place of a text tells nothing about a line.
_COMMON = 0.02
# Copies of what recurs that are told apart.
_COPIES = 4
_NOTHING: Strings = frozenset([""])
_EDGES = LINE + LINE


class Form(NamedTuple):
    """What is known of all that an expression matches, levelled.

    Attributes:
        exact: all strings that it matches, if they are few.
        starts: one of these begins every match.
        ends: one of these ends every match.
        needs: of each of these sets, one is in the text wherever there is a match; the rarest set first.
    """

    exact: Strings | None
    starts: Strings
    ends: Strings
    needs: Needs


def exactly(strings: Iterable[str]) -> Form:
    """The form of what matches these strings and nothing else."""
    exact = frozenset(strings)
    return Form(exact, exact, exact, _rarest([exact]))


def either(forms: Iterable[Form]) -> Form:
    """What is known of a match of one of several expressions."""
    every = list(forms)
    if len(every) == 1:
        return every[0]
    exact = [form.exact for form in every if form.exact is not None]
    joined = frozenset[str]().union(*exact) if len(exact) == len(every) else None
    starts, ends = _any_of(form.starts for form in every), _any_of(form.ends for form in every)
    needs = [_any_of(form.needs[n] for form in every) for n in range(min(len(form.needs) for form in every))]
    return Form(joined if joined is not None and len(joined) <= _FEW else None, starts, ends, _rarest(needs))


def _any_of(sets: Iterable[Strings]) -> Strings:
    joined = frozenset[str]().union(*sets)
    return _NOTHING if "" in joined else joined


def then(one: Form, other: Form) -> Form:
    """The form of one match behind another."""
    if one is EMPTY or other is EMPTY:
        return other if one is EMPTY else one
    exact = _product(one.exact, other.exact)
    if exact is not None:
        return Form(exact, exact, exact, _rarest([exact, *one.needs, *other.needs]))
    starts = one.starts if one.exact is None else _product(one.exact, other.starts) or one.exact
    ends = other.ends if other.exact is None else _product(one.ends, other.exact) or other.exact
    seam = _product(one.ends, other.starts) or _NOTHING
    return Form(None, starts, ends, _rarest([*one.needs, *other.needs, seam, starts, ends]))


def _product(ones: Strings | None, others: Strings | None) -> Strings | None:
    if ones is None or others is None or len(ones) * len(others) > _FEW:
        return None
    # An edge is nothing that takes room: two of them are one.
    return frozenset([(one + other).replace(_EDGES, LINE) for one in ones for other in others])


def repeated(form: Form, least: int, most: int | None) -> Form:
    """So many of a form after one another; `most` is None where there may be any number."""
    if least == 0:
        if most != 1:
            return ANY
        return either([EMPTY, form])
    copies = form
    for _ in range(min(least, _COPIES) - 1):
        copies = then(copies, form)
    return copies if least == most and least <= _COPIES else copies._replace(exact=None)


def ahead(form: Form) -> Form:
    """The form of a place at which another follows."""
    return Form(_NOTHING, _NOTHING, _NOTHING, form.needs)


def required(form: Form, *, whole_line: bool) -> Needs:
    """The sets of strings of each of which a text must hold one, the rarest first; maybe none.

    A line feed stands for the edges of a line, which an expression that must match all of it has.
    """
    if whole_line:
        form = then(then(EDGE, form), EDGE)
    found: list[Strings] = []
    for strings in form.needs:
        if not any(_implies(rarer, strings) for rarer in found):
            found.append(frozenset(s for s in strings if not any(t in s for t in strings if t != s)))
    return tuple(found)


def _rarest(sets: Iterable[Strings]) -> Needs:
    """The rarest of some sets."""
    costs = {strings: _cost(strings) for strings in sets}
    return tuple(sorted((s for s in costs if costs[s] <= _COMMON), key=costs.__getitem__)[:_SETS])


def commonest_first(strings: Strings) -> list[str]:
    """Some strings in the order in which they are best looked for in a text."""
    return sorted(strings, key=lambda string: (-_frequency(string), string))


def _implies(one: Strings, other: Strings) -> bool:
    return all(any(string in longer for string in other) for longer in one)


# How much of a text each character makes up, roughly.
_BY_SHARE = "etaoinsrhldcumfpgwybvkxjqz"
_SHARES: dict[str, float] = {char: 0.1 / (rank + 1) ** 0.7 for rank, char in enumerate(_BY_SHARE)}
_SHARES |= {SPACE: 0.15, LINE: 0.03, DIGIT: 0.02}
_LETTER_SHARE, _SIGN_SHARE, _RARE_LETTER_SHARE, _RARE_SIGN_SHARE = 0.01, 0.005, 0.001, 0.0005
# Figures come in numbers.
_NEXT_DIGIT = 0.6
# What comes later hardly makes a long string any rarer.
_TELLING = 10
# Of sets that are as rare, the smaller is the better.
_COST_OF_ONE = 1e-10


@lru_cache(maxsize=65536)
def _cost(strings: Strings) -> float:
    """How many of the strings are to be expected at one place of a text, roughly; few cost less."""
    if "" in strings:
        return 1.0
    return sum(map(_frequency, strings)) + len(strings) * _COST_OF_ONE


@lru_cache(maxsize=65536)
def _frequency(string: str) -> float:
    return prod(map(_share, string[:_TELLING], LINE + string))


def _share(char: str, before: str) -> float:
    if char == before == DIGIT:
        return _NEXT_DIGIT
    if char.isascii():
        unlisted = _LETTER_SHARE if char.isalpha() else _SIGN_SHARE
    else:
        unlisted = _RARE_LETTER_SHARE if char.isalpha() else _RARE_SIGN_SHARE
    return _SHARES.get(char, unlisted)


ANY = Form(None, _NOTHING, _NOTHING, ())
EMPTY = exactly([""])
EDGE = exactly([LINE])

"""Asks: who looks for a literal, and on what terms a line in which it stands counts for them."""

from collections.abc import Iterable, Mapping, Sequence

# Of each of these sets of literals, one.
Others = tuple[tuple[bytes, ...], ...]
# Of a literal, who looks for it and on what terms: a slot, the characters that a line has at most, what else
# the line must hold, and what is seen in it then. These are plain tuples, and what is seen is a set of small
# numbers as bits: they are many, and plain tuples of numbers are not looked at when garbage is collected.
Ask = tuple[int, float, Others, int]
Asks = tuple[Ask, ...]


def bit(number: int) -> int:
    """The set of one number."""
    return 1 << number


def bits(numbers: int) -> list[int]:
    """The numbers in a set, in order.

    >>> bits(bit(3) | bit(0))
    [0, 3]
    """
    found = []
    while numbers:
        lowest = numbers & -numbers
        found.append(lowest.bit_length() - 1)
        numbers ^= lowest
    return found


def joined(asks: Asks) -> Asks:
    """What is asked for, with the numbers that are asked for on the same terms together."""
    terms: dict[tuple[int, float, Others], int] = {}
    for slot, most, others, numbers in asks:
        terms[slot, most, others] = terms.get((slot, most, others), 0) | numbers
    return tuple((*key, numbers) for key, numbers in terms.items())


def by_others(literals: Iterable[bytes], others: Others) -> Mapping[Others, Sequence[bytes]]:
    """By what else must be there, some literals: what a literal holds itself need not be asked for."""
    found: dict[Others, list[bytes]] = {}
    for literal in literals:
        further = tuple(some for some in others if not any(one in literal for one in some))
        found.setdefault(further, []).append(literal)
    return found


def add_counting(asks: Iterable[Ask], size: int, text: bytes, found: dict[int, int]) -> None:
    """Add what counts, by slot, of what is asked for where a literal stands in a line.

    Args:
        asks: what is asked for.
        size: how many characters the line has.
        text: the line levelled, between line feeds.
        found: what counts of the line so far.
    """
    for slot, most, others, numbers in asks:
        if size > most:
            continue
        for some in others:  # loops, not all() and any(): these are hot lines
            for one in some:
                if one in text:
                    break
            else:
                break
        else:
            found[slot] = found.get(slot, 0) | numbers

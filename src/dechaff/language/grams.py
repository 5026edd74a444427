"""Character n-grams of a text as numbers, which is how the scorer knows them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

# An n-gram is a run of up to five letters; a space before or behind a word counts as one.
LONGEST = 5
SPACE = 32
_TIMES = np.uint32(0x01000193)
_MIX = np.uint32(0x9E3779B1)

# One-dimensional arrays of 32-bit unsigned numbers.
Numbers = np.ndarray[Any, np.dtype[np.uint32]]


def keys(letters: Numbers) -> Numbers:
    """The numbers of all n-grams of letters, with a space at each end and never two in a row.

    No n-gram reaches over a space; words of four letters count as a whole too, with both spaces.
    """
    runs = np.concatenate(list(_of_each_length(letters)))
    # Spread evenly over all numbers, in place.
    runs ^= runs >> np.uint32(15)
    runs *= _MIX
    runs ^= runs >> np.uint32(13)
    return runs


def _of_each_length(letters: Numbers) -> Iterator[Numbers]:
    space = letters == SPACE
    letter = ~space
    # Whether what lies between the first and the last place of a run are letters.
    within = letter
    run = letters
    yield run[letter]
    for length in range(2, LONGEST + 2):
        last = len(letters) - length + 1
        if last <= 0:
            return
        run = run[:last] * _TIMES
        run += letters[length - 1 :]
        if length == 2:
            yield run
            continue
        within = (
            letter[1 : last + 1] if length == 3 else within[:last] & letter[length - 2 : length - 2 + last]
        )
        whole = within & space[:last] & space[length - 1 :] if length > LONGEST else within
        yield run[whole]

"""Letters of a text and the scripts that they are of, looked up in a table that ships with dechaff.

The table (`letters.npz`, made by `tools/train_language.py`) is a byte for each of the first 65,536 code
points: 0 for what is no letter, else the place of its script in `names()`. So no answer depends on the
Unicode data of a Python.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dechaff.language.grams import SPACE, Numbers

_TABLE = Path(__file__).with_name("letters.npz")
# Characters beyond the table: only those of Chinese count as letters.
_FAR_HAN = (0x20000, 0x3FFFF)


class Letters(NamedTuple):
    """The letters of a text.

    Attributes:
        codes: code points in small letters.
        scripts: the place of the script of each in `names()`, 0 for what is no letter.
    """

    codes: Numbers
    scripts: Any

    def counts(self) -> dict[str, int]:
        """How many letters there are of each script that occurs."""
        found = np.bincount(self.scripts, minlength=len(names()))
        return {names()[at]: int(found[at]) for at in np.flatnonzero(found) if at > _MARKS}

    def of(self, script: str) -> Numbers:
        """The letters of one script, with a space for all else, and one at each end."""
        own = (self.scripts == names().index(script)) | (self.scripts == _MARKS)
        codes = np.full(len(own) + 2, SPACE, np.uint32)
        codes[1:-1][own] = self.codes[own]
        space = codes == SPACE
        once = np.ones(len(codes), bool)
        once[1:] = ~(space[1:] & space[:-1])
        return codes[once]


# Marks that go with letters of any script.
_MARKS = 1


def read(text: str) -> Letters:
    """The letters of a text, which may be any string."""
    codes = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)
    # The last place of the table is no letter, and stands for all that is beyond it.
    scripts = _scripts().take(codes, mode="clip")
    if len(codes) and int(codes.max()) >= _FAR_HAN[0]:
        scripts[(codes >= _FAR_HAN[0]) & (codes <= _FAR_HAN[1])] = names().index("CJK")
    return Letters(codes, scripts)


@cache
def names() -> tuple[str, ...]:
    """The scripts by their place in the table; the first two are no letter, and marks."""
    with np.load(_TABLE) as table:
        return tuple(str(name) for name in table["names"])


@cache
def _scripts() -> Any:
    with np.load(_TABLE) as table:
        return table["scripts"]

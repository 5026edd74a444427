"""suspects: what hardly any good text has, and text that was read in another charset nearly always has.

What is looked for stands in `suspects.toml`: common letters beside those that they hardly ever stand
beside, signs and capitals within words, two scripts in one word. It is to be cheap to find, and rare in
good text of every language. It proves nothing.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _expanded(pattern: str) -> str:
    """A pattern with what its macros stand for; one may use another."""
    for _ in range(2):
        for name, meaning in _data()["macros"].items():
            pattern = pattern.replace(f"<{name}>", meaning)
    return pattern


@cache
def of_upper_half() -> re.Pattern[str]:
    """What the upper half of cp1252 and latin-1 holds."""
    return re.compile(_expanded("[<upper_half>]"))


@cache
def odd() -> tuple[tuple[str, str], ...]:
    """Characters, as in a class, and what is odd beside one of them."""
    return tuple(map(_any_of, _data()["odd"].values()))


def _any_of(group: Mapping[str, str]) -> tuple[str, str]:
    """The characters of a group, and what is odd beside each."""
    rows = [(_expanded(chars), _expanded(beside)) for chars, beside in group.items()]
    return "".join(chars for chars, _ in rows), "|".join(
        f"(?<=[{chars}])(?:{beside})" for chars, beside in rows
    )


def united(kinds: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One expression for characters and what is odd beside them.

    One class comes first, so that a scan stops only at its characters.
    """
    kinds = list(kinds)
    chars = "".join(chars for chars, _ in kinds)
    return re.compile(f"[{chars}](?:{'|'.join(f'(?<=[{c}])(?:{beside})' for c, beside in kinds)})", re.DOTALL)


@cache
def beside_latin() -> re.Pattern[str]:
    """Cyrillic and Latin letters in one word; for texts with Cyrillic, where Latin letters are few."""
    latin, cyrillic = _data()["beside_latin"]["latin"], _data()["beside_latin"]["cyrillic"]
    return re.compile(f"[{latin}](?:(?<=[{cyrillic}].)|(?=[{cyrillic}]))")


@cache
def _suspect() -> re.Pattern[str]:
    return united(odd())


@cache
def _cyrillic() -> re.Pattern[str]:
    return re.compile(f"[{_data()['beside_latin']['cyrillic']}]")


def is_suspect(line: str) -> bool:
    """Whether a line may have been read in another charset."""
    return bool(_suspect().search(line) or (_cyrillic().search(line) and beside_latin().search(line)))

"""The words of the tables, folded for look-up."""

from functools import cache
from typing import Any, NamedTuple

from dechaff.dates.folding import key

__all__ = ["Words", "words"]


class Words(NamedTuple):
    """The tables, each keyed by a folded word or phrase; no table is to be changed."""

    months: dict[str, dict[str, int]]  # name -> language -> number of the month
    codes: dict[str, str]  # a word of the clock, a zone or an era -> its code
    after: dict[str, str]  # a word after a number -> its code
    before: dict[str, str]  # a word before a number -> its code
    ordinals: frozenset[str]
    skip: frozenset[str]  # days of the week too
    languages: dict[str, str]  # code of a language or its alias -> code in the tables
    either_order: frozenset[str]
    either_order_words: frozenset[str]  # the commonest words of those languages
    year_first: frozenset[str]
    buddhist: frozenset[str]


@cache
def words() -> Words:
    """The tables, loaded once, at the first date rather than at the import.

    Raises OSError or ValueError where a table is missing or is not TOML: that is a broken
    installation, never the input.
    """
    months = _load("months.toml")
    other = _load("words.toml")
    before = {key(w): _BEFORE[kind] for kind, ws in other["before_number"].items() for w in ws}
    names = _months(months)
    skip = _folded(other["skip"]) | _folded(other["weekdays"])
    numeric = {kind: frozenset(codes) for kind, codes in other["numeric"].items()}
    return Words(
        months=names,
        codes=_codes(other),
        after={key(w): _AFTER[kind] for kind, ws in other["after_number"].items() for w in ws},
        before=before,
        ordinals=_folded(other["ordinals"]),
        skip=skip,
        languages={code: code for code in months} | other["aliases"],
        either_order_words=_folded(other["either_order_words"]),
        **numeric,
    )


# The codes that stand for words in a marked-up date; `marking` says what each one means.
_AFTER = {"month": "<u>", "hour": "<h>", "minute": "<i>", "second": "<s>", "nothing": " "}
_AFTER["year"] = "<y>"
_BEFORE = {"month": "<t>", "weekday": "<w>"}
_CLOCK = {"am": "<a>", "pm": "<p>", "am_before": "<A>", "pm_before": "<P>"}


def _load(name: str) -> dict[str, Any]:
    """One table, read from beside this file; with imports that most runs do not need."""
    import tomllib
    from pathlib import Path

    with Path(__file__).with_name(name).open("rb") as file:
        return tomllib.load(file)


def _months(tables: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, int]]:
    """Name -> language -> number, so that one name may differ between languages."""
    names: dict[str, dict[str, int]] = {}
    for language, months in tables.items():
        for number, forms in months.items():
            for form in forms:
                names.setdefault(key(form), {})[language] = int(number)
    return names


def _codes(other: dict[str, Any]) -> dict[str, str]:
    """Word -> code for the words whose place in the date does not matter."""
    codes = {key(zone): f"<z{offset}>" for zone, offset in other["zones"].items()}
    codes |= {key(era): f"<e{shift}>" for era, shift in other["eras"].items()}
    for kind, code in _CLOCK.items():  # those that may stand before the time come last, and win
        codes |= {key(word): code for word in other["clock"][kind]}
    return codes


def _folded(lists: dict[str, list[str]]) -> frozenset[str]:
    """The words of all lists, whatever their language."""
    return frozenset(key(word) for many in lists.values() for word in many)

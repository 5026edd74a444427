"""Keys: all that may be said in a configuration, what each means and what it may be."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from dechaff.config.options import FORMATS, Options
from dechaff.settings.checks import CHOICES, RULE_LISTS, default_of, fields_of
from dechaff.settings.presets import DEFAULT_PRESET, presets
from dechaff.settings.settings import Settings


class Basis(msgspec.Struct, frozen=True, rename="kebab"):
    """What all the rest is laid over.

    Attributes:
        preset: how much may go: `careful`, `balanced` or `thorough`. It says what the settings are that
            nobody gives by hand.
        extend: another configuration file, over which this one is laid.
    """

    preset: str = DEFAULT_PRESET
    extend: str = ""


# The lists to which each layer adds, where others replace what earlier layers say.
ADDING = ("extend-select", "extend-exclude")
# Files and folders; said in a file, they are relative to the folder in which it is.
PATHS = ("packs", "baseline", "cache-dir")
# Lists of regular expressions, in which a comma means a comma.
EXPRESSIONS = ("keep",)
TABLE = "per-file-ignores"

_PARTS = (Basis, Settings, Options)


@cache
def keys() -> Mapping[str, FieldInfo]:
    """All keys, in the order in which they are shown."""
    return {name: field for part in _PARTS for name, field in fields_of(part).items()}


@cache
def choices() -> Mapping[str, Sequence[str]]:
    """For keys that allow only some values, these."""
    return {"preset": tuple(presets()), **CHOICES, "output-format": FORMATS}


@cache
def meanings() -> Mapping[str, str]:
    """What each key means, as the docstring of its struct says it."""
    found = (pair for part in _PARTS for pair in _ATTRIBUTE.findall(cleandoc(part.__doc__ or "")))
    return {name.replace("_", "-"): " ".join(words.split()) for name, words in found}


_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.M)


def default(key: str) -> Any:
    """What a key holds where neither a preset nor anyone says anything."""
    return default_of(keys()[key])


def usual(key: str) -> Any:
    """What a key holds under the default preset where no one says anything."""
    return presets()[DEFAULT_PRESET].get(key, default(key))


def rules_in(key: str, value: Any) -> list[str]:
    """The names of rules in the value of a key; none where the value is not what it should be."""
    if key == TABLE and isinstance(value, Mapping):
        return [name for names in value.values() for name in strings(names)]
    return strings(value) if key in RULE_LISTS else []


def strings(value: Any) -> list[str]:
    """The strings in a list of strings; none where it is something else."""
    is_list = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    return list(value) if is_list else []

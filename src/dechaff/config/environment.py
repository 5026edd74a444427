"""The environment as a layer: DECHAFF_MAX_CUT=0.5 is max-cut, and so on for every key."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dechaff.config.keys import EXPRESSIONS, TABLE, default, keys
from dechaff.config.layer import Layer
from dechaff.settings.checks import unknown

# Names the configuration file; not a key, since a file cannot say it.
CONFIG = "DECHAFF_CONFIG"

_PREFIX = "DECHAFF_"
_WORDS = {"true": True, "1": True, "false": False, "0": False}


def variables() -> Mapping[str, str]:
    """Each variable and the key that it gives. What a file extends only the file can say."""
    return {_PREFIX + key.upper().replace("-", "_"): key for key in keys() if key != "extend"}


def read_environment(environ: Mapping[str, str], folder: Path) -> tuple[Layer, list[str]]:
    """What the environment says, and what is wrong with the names of its variables.

    Args:
        environ: the variables; those that are empty say nothing.
        folder: what paths are relative to.
    """
    known = variables()
    ours = {name: text for name, text in environ.items() if name.startswith(_PREFIX) and text}
    mistakes = [unknown("variable", name, [*known, CONFIG]) for name in ours if name not in {*known, CONFIG}]
    named = {known[name]: name for name in ours if name in known}
    values = {key: parse(key, ours[name]) for key, name in named.items()}
    return Layer("environment", folder, values, {(key,): name for key, name in named.items()}), mistakes


def parse(key: str, text: str) -> Any:
    """The value that a text gives a key; the text itself where it is none, for the checks to find."""
    usual = default(key)
    if isinstance(usual, bool):
        return _WORDS.get(text.strip().lower(), text)
    if isinstance(usual, float):
        return _number(text)
    if isinstance(usual, tuple):
        parts = text.split("\n" if key in EXPRESSIONS else ",")
        return [part.strip() for part in parts if part.strip()]
    return _table(text) if key == TABLE else text


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _table(text: str) -> Any:
    """Lines such as `drafts/*: N101, W` as a table; a pattern may have colons in it, but no rule has."""
    rows = [line.rpartition(":") for line in text.split("\n") if line.strip()]
    if not all(colon for _, colon, _ in rows):
        return text
    return {pattern.strip(): [name.strip() for name in names.split(",")] for pattern, _, names in rows}

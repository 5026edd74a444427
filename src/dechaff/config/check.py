"""Checking: every mistake of every layer, each with its place and what is allowed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dechaff.config.keys import TABLE, choices, keys, rules_in, strings
from dechaff.config.layer import Layer
from dechaff.rules.codes import codes
from dechaff.settings.checks import mistakes_in, unknown, unnamed


def mistakes_of(layers: Sequence[Layer]) -> list[str]:
    """What is wrong with the layers, the lowest of which comes first; empty for nothing."""
    no_rules, mistakes = _no_rules(layers)
    for layer in layers:
        for key, value in layer.values.items():
            mistakes += _wrong(layer, key, value, no_rules)
    return mistakes


def _no_rules(layers: Sequence[Layer]) -> tuple[Mapping[str, str], list[str]]:
    """The names that are no rule's, each with what to say of it, and what is wrong with packs.

    Rules are loaded only where a name is no code and no prefix of one.
    """
    named = {name for layer in layers for key, value in layer.values.items() for name in rules_in(key, value)}
    strange = [name for name in named if not name or not any(code.startswith(name) for code in codes())]
    packs: Sequence[str] = next((one.value("packs") for one in reversed(layers) if "packs" in one.values), ())
    # Whether a name is that of a rule of a pack is known only once the pack is right.
    if not strange or not all(Path(pack).is_dir() for pack in packs):
        return {}, []
    from dechaff.rules.check import RuleError
    from dechaff.rules.load import all_rules

    try:
        return unnamed(strange, all_rules(packs)), []
    except RuleError as error:
        return {}, error.mistakes


def _wrong(layer: Layer, key: str, value: Any, no_rules: Mapping[str, str]) -> Iterator[str]:
    origin = layer.origin(key)
    if key not in keys():
        yield origin.blame("", unknown("key", key, keys()))
    elif key == TABLE and isinstance(value, Mapping):
        for pattern, names in value.items():
            wrong = [*mistakes_in("", names, keys()["select"]), *_among(no_rules, strings(names))]
            yield from (layer.origin(key, pattern).blame(key, f"{pattern}: {mistake}") for mistake in wrong)
    else:
        wrong = [*mistakes_in(key, value, keys()[key], choices().get(key, ()))]
        wrong += _among(no_rules, rules_in(key, value))
        wrong += _missing(layer.value(key)) if key == "packs" else ()
        yield from (origin.blame(key, mistake) for mistake in wrong)


def _among(mistakes: Mapping[str, str], names: Sequence[str]) -> Iterator[str]:
    return (mistakes[name] for name in names if name in mistakes)


def _missing(packs: Sequence[str]) -> Iterator[str]:
    for pack in packs:
        if not Path(pack).is_dir():
            yield f"{pack}: no such folder; a rule pack is a folder of TOML files"

"""Merging: layers, which are known to be right, as one configuration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from dechaff.config.keys import ADDING, TABLE, default, keys
from dechaff.config.layer import Layer, Origin
from dechaff.config.options import Options
from dechaff.settings.checks import fields_of
from dechaff.settings.presets import DEFAULT_PRESET, presets
from dechaff.settings.settings import Settings

_DEFAULT = Origin("default", "default")
_Values = dict[str, Any]
_Origins = dict[str, Origin]


@dataclass(frozen=True)
class Configuration:
    """What is in force, and who said so.

    Attributes:
        preset: the preset under the settings.
        settings: what decides what comes out of a text.
        options: which files are looked at, and how the command reports.
        root: the folder that the project is in; patterns of files are relative to it.
        files: the configuration files that were read, the nearest first.
        origins: for `preset` and every key of settings and options where its value comes from.
    """

    preset: str
    settings: Settings
    options: Options
    root: Path
    files: tuple[Path, ...]
    origins: Mapping[str, Origin]

    @property
    def values(self) -> Mapping[str, Any]:
        """The value of `preset` and of every key of settings and options, as TOML and JSON have them."""
        return {
            "preset": self.preset,
            **msgspec.to_builtins(self.settings),
            **msgspec.to_builtins(self.options),
        }

    def but(self, **settings: Any) -> "Configuration":
        """The same with other values for some settings."""
        return replace(self, settings=msgspec.structs.replace(self.settings, **settings))

    def blame(self, mistakes: Sequence[str]) -> list[str]:
        """Mistakes that only showed later, such as `languages: ...`, each with the place of its key."""
        return [self._blame(mistake) for mistake in mistakes]

    def _blame(self, mistake: str) -> str:
        key, _, rest = mistake.partition(": ")
        return self.origins[key].blame(key, rest) if key in self.origins else mistake


def merge(layers: Sequence[Layer], root: Path, files: Sequence[Path]) -> Configuration:
    """The configuration that layers make, the lowest of which comes first, over the preset that they name."""
    named = [layer for layer in layers if "preset" in layer.values]
    preset = named[-1].values["preset"] if named else DEFAULT_PRESET
    values: _Values = {key: default(key) for key in keys() if key != "extend"}
    values |= {"cache-dir": str(root / values["cache-dir"]), **presets()[preset]}
    origins: _Origins = dict.fromkeys(values, _DEFAULT)
    origins |= dict.fromkeys(presets()[preset], Origin(f"preset {preset}", "preset"))
    for layer in layers:
        for key in layer.values:
            if key != "extend":
                _lay(layer, key, values, origins)
    settings, options = ({key: values[key] for key in fields_of(part)} for part in (Settings, Options))
    return Configuration(
        preset,
        msgspec.convert(settings, Settings),
        msgspec.convert(options, Options),
        root,
        tuple(files),
        origins,
    )


def _lay(layer: Layer, key: str, values: _Values, origins: _Origins) -> None:
    """Lay what a layer says of a key over what is said of it so far."""
    value, origin, before = layer.value(key), layer.origin(key), origins[key]
    if key in ADDING:
        value = list(dict.fromkeys([*values[key], *value]))
    elif key == TABLE:
        value = {**values[key], **value}
    if key in (*ADDING, TABLE) and before.is_given:
        origin = Origin(f"{before.text}, {origin.text}", origin.kind)
    values[key], origins[key] = value, origin

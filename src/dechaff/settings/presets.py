"""Presets: settings by one name, and what is laid over them."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dechaff.settings.checks import CHOICES, fields_of, mistakes_in, unknown
from dechaff.settings.settings import Settings, SettingsError

DEFAULT_PRESET = "balanced"


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """The presets by name, as `presets.toml` says them."""
    return tomllib.loads(Path(__file__).with_name("presets.toml").read_text("utf-8"))


def resolve_settings(
    preset: str = DEFAULT_PRESET, settings: Settings | Mapping[str, Any] | None = None
) -> Settings:
    """The settings in force.

    Args:
        preset: the name of a preset.
        settings: a whole `Settings`, which stands as it is, or a mapping of settings that are
            laid over the preset.

    Raises:
        SettingsError: an unknown preset or setting, or a value that is not allowed.
    """
    if preset not in presets():
        raise SettingsError([f"preset: found {preset!r}, must be one of {', '.join(presets())}"])
    if isinstance(settings, Settings):
        return settings
    return _checked(preset, settings) if settings else _preset(preset)


@cache
def _preset(name: str) -> Settings:
    return _checked(name, {})


def _checked(preset: str, settings: Mapping[str, Any]) -> Settings:
    values = {**presets()[preset], **{name.replace("_", "-"): value for name, value in settings.items()}}
    mistakes = list(_mistakes(values))
    if mistakes:
        raise SettingsError(mistakes)
    return msgspec.convert(values, Settings)


def _mistakes(values: Mapping[str, Any]) -> Iterator[str]:
    known = fields_of(Settings)
    for name, value in values.items():
        if name in known:
            wrong = mistakes_in(name, value, known[name], CHOICES.get(name, ()))
            yield from (f"{name}: {mistake}" for mistake in wrong)
        else:
            yield unknown("setting", name, known)

"""settings: what a user may say, checked, and the pipeline that follows from it.

What makes a pipeline is imported when one is made: whoever only reads settings does not pay for it.
"""

from typing import TYPE_CHECKING

from dechaff.settings.presets import DEFAULT_PRESET, presets, resolve_settings
from dechaff.settings.settings import Settings, SettingsError

if TYPE_CHECKING:
    from dechaff.settings.pipeline import fingerprint, pipeline_for, rules_for

__all__ = [
    "DEFAULT_PRESET",
    "Settings",
    "SettingsError",
    "fingerprint",
    "pipeline_for",
    "presets",
    "resolve_settings",
    "rules_for",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dechaff.settings import pipeline

    value: object = getattr(pipeline, name)
    globals()[name] = value
    return value

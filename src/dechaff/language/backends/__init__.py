"""Detectors by name: the default, and what others there are."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dechaff.language.found import LanguageDetector

DEFAULT = "default"
# Each name's module, and what installs it; each module has a `build()`.
_MODULES: Mapping[str, str] = {
    DEFAULT: "default",
    "langdetect": "of_langdetect",
    "vote": "vote",
    "cld2": "of_cld2",
    "eld": "of_eld",
    "lingua": "of_lingua",
}
_PACKAGES = {"cld2": "pycld2", "eld": "eld", "lingua": "lingua-language-detector"}


class DetectorError(ValueError):
    """A detector that there is not, or that is not installed; the message says what to do."""


def detector_names() -> tuple[str, ...]:
    """The names of all detectors, installed or not."""
    return tuple(_MODULES)


@cache
def detector(name: str = DEFAULT) -> "LanguageDetector":
    """The detector of this name, loaded once.

    Raises:
        DetectorError: there is none, or the package that it needs is not installed.
    """
    if name not in _MODULES:
        raise DetectorError(f"detector: found {name!r}, must be one of {', '.join(_MODULES)}")
    module = import_module(f"dechaff.language.backends.{_MODULES[name]}")
    try:
        found: LanguageDetector = module.build()
    except ImportError as error:
        package = _PACKAGES.get(name, name)
        raise DetectorError(
            f"detector: {name!r} needs the package {package}, which is not installed:"
            f" pip install 'dechaff[{name}]'"
        ) from error
    return found

"""Reading: configuration files and what they extend, as layers."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

from dechaff.config.find import PROJECT, has_table
from dechaff.config.layer import Layer, Place
from dechaff.config.lines import lines_of_keys
from dechaff.settings.settings import SettingsError

_TABLE: Place = ("tool", "dechaff")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_chain(file: Path, here: Path) -> tuple[list[Layer], list[Path], list[str]]:
    """A configuration file and what it extends.

    Args:
        file: the file.
        here: the folder relative to which files are shown.

    Returns:
        The layers, the lowest first; the files; and what is wrong.
    """
    layers: list[Layer] = []
    files: list[Path] = []
    while True:
        files.append(file)
        try:
            layers.insert(0, read_file(file, here))
        except SettingsError as error:
            return layers, files, error.mistakes
        target = layers[0].values.get("extend")
        if not target or not isinstance(target, str):
            return layers, files, []
        file = Path(os.path.normpath(file.parent / target))
        mistake = _not_extendable(file, target, files, here)
        if mistake:
            return layers, files, [layers[0].origin("extend").blame("extend", mistake)]


def _not_extendable(file: Path, target: str, files: list[Path], here: Path) -> str | None:
    if file.resolve() in [known.resolve() for known in files]:
        circle = " → ".join(shown(one, here) for one in (*files, file))
        return f"found a circle, {circle}; take one of these out"
    if not file.is_file():
        return f"found {target!r}, but there is no file {shown(file, here)}; check the spelling"
    return None


def read_file(file: Path, here: Path) -> Layer:
    """What one file says: a `pyproject.toml` under `[tool.dechaff]`, others as a whole.

    Raises:
        SettingsError: it cannot be read, is no TOML, or is a `pyproject.toml` without that table.
    """
    name = shown(file, here)
    text = _text(file, name)
    data = _parsed(text, name)
    lines = {place: f"{name}:{line}" for place, line in lines_of_keys(text).items()}
    if file.name != PROJECT:
        return Layer("file", file.parent, data, lines, name)
    if not has_table(data):
        raise SettingsError([f"{name}: there is no table [tool.dechaff] in it"])
    values = data["tool"]["dechaff"]
    if not isinstance(values, dict):
        raise SettingsError([f"{name}: tool.dechaff: found {values!r}, expected a table [tool.dechaff]"])
    depth = len(_TABLE)
    places = {place[depth:]: line for place, line in lines.items() if place[:depth] == _TABLE}
    return Layer("file", file.parent, values, places, name)


def _text(file: Path, name: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError([f"{name}: cannot be read: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise SettingsError([f"{name}: byte {error.start} is not UTF-8; save the file as UTF-8"]) from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        message = _PLACE.sub("", str(error))
        line, column = place.groups() if place else (None, None)
        where = f"{name}:{line}:{column}" if line else name
        at_end = " at the end of the file" if place and not line else ""
        raise SettingsError([f"{where}: not valid TOML: {message}{at_end}"]) from error


def shown(file: Path, here: Path) -> str:
    """A file as a person who works in a folder names it."""
    try:
        return os.path.relpath(file, here)
    except ValueError:
        # Another drive.
        return str(file)

"""config: what files, environment and flags tell the command, checked, and where each word came from.

Only the command reads configuration; `dechaff.clean` and the rest of the library never do.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from dechaff.config.check import mistakes_of
from dechaff.config.environment import CONFIG, read_environment
from dechaff.config.find import nearest, project_root
from dechaff.config.layer import Layer, Origin
from dechaff.config.merge import Configuration, merge
from dechaff.config.options import Options
from dechaff.config.read import read_chain
from dechaff.settings.settings import SettingsError

__all__ = ["Configuration", "Options", "Origin", "load"]


def load(
    flags: Mapping[str, object],
    *,
    spelt: Mapping[str, str] | None = None,
    file: Path | None = None,
    isolated: bool = False,
    start: Path = Path(),
    environ: Mapping[str, str] = os.environ,
) -> Configuration:
    """The configuration in force.

    What is said later counts: defaults, the preset, a file that the configuration file extends, the
    file, the environment, flags.

    Args:
        flags: what was given on the command line, by key; `max_cut` means `max-cut`.
        spelt: for keys whose flag is not called as they are, its name, such as `--pack`.
        file: the configuration file; by default the nearest.
        isolated: read no file and no environment.
        start: the folder that the command is run in.
        environ: the environment.

    Raises:
        SettingsError: with every mistake of every layer.
    """
    here = Path(os.path.abspath(start))
    layers, files, mistakes = [_flags(flags, spelt or {}, start)], list[Path](), list[str]()
    if not isolated:
        said, mistakes = read_environment(environ, start)
        below, files, wrong = _files(file, here, environ)
        layers, mistakes = [*below, said, *layers], [*wrong, *mistakes]
    elif file is not None:
        mistakes.append("--isolated reads no configuration file; leave it out, or leave out --config")
    mistakes += mistakes_of(layers)
    if mistakes:
        raise SettingsError(mistakes)
    return merge(layers, project_root(here, files[0] if files else None), files)


def _flags(flags: Mapping[str, object], spelt: Mapping[str, str], folder: Path) -> Layer:
    values = {key.replace("_", "-"): value for key, value in flags.items()}
    return Layer("flag", folder, values, {(key,): spelt.get(key, f"--{key}") for key in values})


def _files(
    file: Path | None, here: Path, environ: Mapping[str, str]
) -> tuple[list[Layer], list[Path], list[str]]:
    """The layers of the file that is named or else the nearest, and of what it extends."""
    by, named = ("--config", str(file)) if file is not None else (CONFIG, environ.get(CONFIG, ""))
    found = Path(os.path.normpath(here / named)) if named else nearest(here)
    if found is None:
        return [], [], []
    if not found.is_file():
        return [], [], [f"{by}: found {named!r}, but there is no such file; check the spelling"]
    return read_chain(found, here)

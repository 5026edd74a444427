"""Finding: which configuration file is the nearest, and which folder is the project's."""

import tomllib
from pathlib import Path

FILE = "dechaff.toml"
PROJECT = "pyproject.toml"


def nearest(folder: Path) -> Path | None:
    """The configuration file of a folder, or else of the nearest folder above it that has one.

    A `dechaff.toml` counts before a `pyproject.toml` beside it, which counts where it has `[tool.dechaff]`.
    """
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        if (place / PROJECT).is_file() and _is_ours(place / PROJECT):
            return place / PROJECT
    return None


def _is_ours(file: Path) -> bool:
    try:
        text = file.read_text("utf-8-sig", "replace")
    except OSError:
        return False
    if "dechaff" not in text:
        return False
    try:
        return has_table(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        # Whoever reads it says what is wrong; to go on without it would say nothing.
        return True


def has_table(data: dict[str, object]) -> bool:
    """Whether the content of a `pyproject.toml` has a place for dechaff."""
    tools = data.get("tool")
    return isinstance(tools, dict) and "dechaff" in tools


def project_root(folder: Path, file: Path | None) -> Path:
    """The folder that all of a project is in, of which `folder` is a part.

    It is that of the configuration file where the file is above `folder`; otherwise the nearest that
    is under git, or else `folder` itself.
    """
    if file is not None and folder.is_relative_to(file.parent):
        return file.parent
    under_git = (place for place in (folder, *folder.parents) if (place / ".git").exists())
    return next(under_git, folder)

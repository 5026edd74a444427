"""choice: which files of the folders that a user names are looked at, in the manner of .gitignore."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dechaff.config.options import TEXT, TOOLS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Complain = Callable[[OSError], None]


class _Patterns(NamedTuple):
    """Patterns of .gitignore's kind and the folder that they count from."""

    base: str
    spec: "GitIgnoreSpec"

    def say(self, path: str, *, folder: bool) -> bool | None:
        """Whether the patterns leave the path out, or in, or do not say."""
        name = _below(self.base, path).replace(os.sep, "/") + "/" * folder
        return self.spec.check_file(name).include


@dataclass(frozen=True)
class Choice:
    """What is looked at in folders, and what is left out though it is named.

    Attributes:
        root: the folder that `include` and `exclude` count from.
        include: patterns of the files that are looked at.
        exclude: patterns of the files and folders that are not.
        gitignore: leave out what the .gitignore files of the repository name.
        force: leave out what is excluded though it is named one by one.
    """

    root: Path = Path()
    include: Sequence[str] = TEXT
    exclude: Sequence[str] = TOOLS
    gitignore: bool = False
    force: bool = False

    def files(self, folder: Path, complain: Complain) -> Iterator[Path]:
        """The files to look at below a folder, sorted; hidden ones are left out.

        Args:
            folder: where. What is said above it counts, unless that would leave out the folder itself.
            complain: told of folders that cannot be listed.
        """
        top = os.path.abspath(folder)
        above = self._said_above(top)
        if _leaves_out(above, top, folder=True):
            above = []
        yield from (Path(folder, name) for name in sorted(self._walk(top, above, complain)))

    def leaves_out(self, path: Path) -> bool:
        """Whether a file that is named by hand is excluded all the same."""
        if not self.force:
            return False
        full = os.path.abspath(path)
        return _leaves_out(self._said_above(os.path.dirname(full)), full, folder=False)

    def _walk(self, top: str, above: list[_Patterns], complain: Complain) -> Iterator[str]:
        said = {top: above}
        for root, folders, names in os.walk(top, onerror=complain):
            here = said.pop(root)
            if self.gitignore and root != top and ".gitignore" in names:
                here = [*here, *_read(root, ".gitignore")]
            folders[:] = [
                name
                for name in folders
                if name[0] != "." and not _leaves_out(here, os.path.join(root, name), folder=True)
            ]
            said.update((os.path.join(root, name), here) for name in folders)
            for name in names:
                path = os.path.join(root, name)
                wanted = name[0] != "." and self._included.say(path, folder=False)
                if wanted and not _leaves_out(here, path, folder=False):
                    yield _below(top, path)

    def _said_above(self, folder: str) -> list[_Patterns]:
        """What is excluded by patterns that stand in this folder or above it, the weakest first."""
        return [*(self._ignored_in_git(folder) if self.gitignore else ()), self._excluded]

    def _ignored_in_git(self, folder: str) -> Iterator[_Patterns]:
        top = _repository(folder)
        if top is None:
            return
        yield from _read(top, ".git/info/exclude")
        below = os.path.relpath(folder, top)
        steps = [] if below == "." else below.split(os.sep)
        for count in range(len(steps) + 1):
            yield from _read(os.path.join(top, *steps[:count]), ".gitignore")

    @cached_property
    def _included(self) -> _Patterns:
        return _patterns(os.path.abspath(self.root), self.include)

    @cached_property
    def _excluded(self) -> _Patterns:
        return _patterns(os.path.abspath(self.root), self.exclude)


def matching(root: Path, patterns: Iterable[str]) -> Callable[[Path], bool]:
    """A test of whether a file is named by patterns of .gitignore's kind that count from `root`."""
    compiled = _patterns(os.path.abspath(root), patterns)
    return lambda path: bool(compiled.say(os.path.abspath(path), folder=False))


def _patterns(base: str, lines: Iterable[str]) -> _Patterns:
    from pathspec import GitIgnoreSpec

    return _Patterns(base, GitIgnoreSpec.from_lines(lines))


def _read(folder: str, name: str) -> Iterator[_Patterns]:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            yield _patterns(folder, file.read().split("\n"))
    except OSError:
        return


def _repository(folder: str) -> str | None:
    """The top of the git repository that holds a folder."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _below(base: str, path: str) -> str:
    """The path as seen from a folder, both of them absolute."""
    top = os.path.join(base, "")
    return path[len(top) :] if path.startswith(top) else os.path.relpath(path, base)


def _leaves_out(said: Sequence[_Patterns], path: str, *, folder: bool) -> bool:
    """Whether the last word on a path is that it is left out."""
    words = (patterns.say(path, folder=folder) for patterns in reversed(said))
    return bool(next((word for word in words if word is not None), False))

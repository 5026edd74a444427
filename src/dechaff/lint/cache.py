"""cache: what was found in files that did not change since.

An entry holds for the bytes of a file and for everything that decides what is found in them: the code and
the data of dechaff, the settings, packs of the user's own, and the versions of what dechaff builds on. A
cache that is damaged, or that was made under anything else, is as good as none.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time

import msgspec

from dechaff.corpus.outputs import atomic
from dechaff.lint.diagnostic import Diagnostic

# What the findings rest on beside dechaff itself.
_BUILT_ON = ("ahocorasick-rs", "chardet", "ftfy", "langdetect", "numpy", "regex")
# The cache of settings that nobody used for so long is thrown away.
_SECONDS_KEPT = 30 * 24 * 3600
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder was made by dechaff; it may be deleted.\n"
_PACKAGE = Path(__file__).parent.parent


class _Entry(msgspec.Struct, array_like=True, frozen=True):
    """What was found in a file, and the hash of its bytes."""

    digest: bytes
    diagnostics: tuple[Diagnostic, ...]


class Cache:
    """The findings of one state of settings and code, by the file that they are in."""

    def __init__(self, folder: Path, state: str) -> None:
        self._folder = folder
        self._file = folder / f"{state}.msgpack"
        self._known = self._read()
        self._new: dict[str, _Entry] = {}

    def _read(self) -> dict[str, _Entry]:
        # A cache that cannot be used is none.
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.msgpack.decode(self._file.read_bytes(), type=dict[str, _Entry])
        return {}

    def get(self, place: str, data: bytes) -> tuple[Diagnostic, ...] | None:
        """What was found in a file of this name, if it held the same bytes; else None."""
        entry = self._new.get(place) or self._known.get(place)
        return entry.diagnostics if entry and entry.digest == _digest(data) else None

    def put(self, place: str, data: bytes, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Remember what was found in a file."""
        with suppress(UnicodeEncodeError):
            place.encode()
            self._new[place] = _Entry(_digest(data), diagnostics)

    def save(self, root: Path) -> None:
        """Write what is new; entries of files below `root` that are gone are dropped.

        A folder that cannot be written costs time at the next run, and nothing else.
        """
        if not self._new:
            return
        # Others that check files of the same commit may have written theirs since.
        everything = {**self._read(), **self._new}
        entries = {place: entry for place, entry in everything.items() if (root / place).exists()}
        with suppress(OSError):
            self._prepare()
            with atomic(self._file) as file:
                file.write(_encoded(entries))

    def _prepare(self) -> None:
        """The folder, which git and backups leave alone, without what is too old."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            if not (self._folder / name).exists():
                (self._folder / name).write_text(text, "utf-8")
        for file in self._folder.glob("*.msgpack"):
            if file.stat().st_mtime < time() - _SECONDS_KEPT:
                file.unlink()


def _encoded(entries: dict[str, _Entry]) -> bytes:
    """The entries, without those that no file can hold."""
    try:
        return msgspec.msgpack.encode(entries)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode({k: e for k, e in entries.items() if _holds(e)})


def _holds(entry: _Entry) -> bool:
    try:
        return bool(msgspec.msgpack.encode(entry))
    except UnicodeEncodeError:
        return False


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def state_of(settings: Iterable[object], packs: Iterable[str]) -> str:
    """A name for everything beside the files themselves that decides what is found in them.

    Args:
        settings: whatever decides, with a `repr` that says it all.
        packs: the folders of further rules.
    """
    state = blake2b(digest_size=12)
    for word in (*map(repr, settings), *_platform(), *_files(_PACKAGE)):
        state.update(word.encode("utf-8", "surrogatepass") + b"\0")
    for folder in packs:
        for file in sorted(Path(folder).rglob("*.toml")):
            state.update(f"{file}\0".encode("utf-8", "surrogatepass") + file.read_bytes() + b"\0")
    return state.hexdigest()


def _platform() -> Iterator[str]:
    yield sys.version
    yield unicodedata.unidata_version
    for name in _BUILT_ON:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _files(folder: Path) -> Iterator[str]:
    """Every file of dechaff with its size and the time of its last change."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            state = os.stat(os.path.join(root, name))
            yield f"{os.path.relpath(root, folder)}/{name} {state.st_size} {state.st_mtime_ns}"

"""inputs: the files that a user names, and what is wrong with those that cannot be read."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dechaff.filters.decode.wide import wide_charset

# What counts as text in a folder; a file that is named by hand may end as it likes.
SUFFIXES = (".txt", ".text")
# Stands for standard input.
STDIN = Path("-")

_SAMPLE = 8192
# Text has next to no control bytes; binary formats are full of them.
_BINARY_SHARE = 0.1
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1b")


class Problem(NamedTuple):
    """What went wrong with one path, and what to do."""

    path: str
    message: str


class UnreadableError(Exception):
    """A file cannot be used; `problem` says why and what to do."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.problem = Problem(str(path), message)


def find(paths: Iterable[str]) -> tuple[list[Path], list[Problem]]:
    """The files that these paths name, each once, folders searched through; and the paths that name none."""
    files: dict[Path, None] = {}
    problems: list[Problem] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found = sorted(_walk(path, problems))
            if not found:
                wanted = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
                problems.append(
                    Problem(name, f"no {wanted} files in this folder; name other files one by one")
                )
            files.update(dict.fromkeys(found))
        elif path.exists() or path.is_symlink():
            files[path] = None
        else:
            problems.append(Problem(name, "no such file or folder; check the spelling"))
    return list(files), problems


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        where = str(error.filename or folder)
        problems.append(Problem(where, f"cannot be listed: {error.strerror}; check its permissions"))

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(root, name)


def read(path: Path) -> bytes:
    """The content of a text file.

    Raises:
        UnreadableError: it cannot be opened, is no regular file, or is not text.
    """
    try:
        if path == STDIN:
            return sys.stdin.buffer.read()
        if not path.is_file():
            raise UnreadableError(path, "is not a regular file; name a text file")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(
            path, f"cannot be read: {reason}; check the file and its permissions"
        ) from error
    kind = binary_kind(data)
    if kind:
        raise UnreadableError(path, f"looks like {kind}, not text; extract its text first, or leave it out")
    return data


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file the bytes look like, or None for text, in whatever charset."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    sample = data[:_SAMPLE]
    if not sample or sample.startswith(_WIDE_MARKS) or wide_charset(sample):
        return None
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    return "a binary file" if controls > _BINARY_SHARE * len(sample) else None

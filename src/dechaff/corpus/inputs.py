"""inputs: the files that a user names, and what is wrong with those that cannot be read."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from dechaff.corpus.choice import Choice

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
_NO_CONTROLS = bytes([*b"\t\n\x0b\x0c\r\x1b", *range(32, 256)])


class Problem(NamedTuple):
    """What went wrong with one path, and what to do."""

    path: str
    message: str


class UnreadableError(Exception):
    """A file cannot be used; `problem` says why and what to do."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.problem = Problem(str(path), message)


def find(paths: Iterable[str], choice: Choice | None = None) -> tuple[list[Path], list[Problem]]:
    """The files that these paths name, each once; and the paths that name none.

    Args:
        paths: files, folders, which are searched through, or patterns such as `data/**/*.txt`.
        choice: what is looked at in folders, and what is left out; by default all text files are looked at.
    """
    choice = choice or Choice()
    files: dict[Path, None] = {}
    problems: list[Problem] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found = list(choice.files(path, partial(_refused, path, problems)))
            if not found:
                problems.append(Problem(name, _nothing_in(path, choice)))
            files.update(dict.fromkeys(found))
        elif path.exists() or path.is_symlink():
            if not choice.leaves_out(path):
                files[path] = None
        elif has_magic(name) and (found := sorted(map(Path, glob(name, recursive=True)))):
            files.update((one, None) for one in found if one.is_file() and not choice.leaves_out(one))
        else:
            problems.append(Problem(name, "no such file or folder; check the spelling"))
    return list(files), problems


def _refused(folder: Path, problems: list[Problem], error: OSError) -> None:
    where = str(error.filename or folder)
    problems.append(Problem(where, f"cannot be listed: {error.strerror}; check its permissions"))


def _nothing_in(folder: Path, choice: Choice) -> str:
    """Why no file of a folder is looked at, and what to do."""
    everything = replace(choice, exclude=(), gitignore=False)
    if any(everything.files(folder, lambda error: None)):
        return "all text files in this folder are left out by `exclude` or .gitignore; name files one by one"
    return f"no {' or '.join(choice.include)} files in this folder; name other files one by one"


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
    if data.startswith(tuple(_MAGIC)):
        return next(kind for magic, kind in _MAGIC.items() if data.startswith(magic))
    sample = data[:_SAMPLE]
    controls = len(sample.translate(None, _NO_CONTROLS))
    if controls <= _BINARY_SHARE * len(sample) or sample.startswith(_WIDE_MARKS):
        return None
    # Text in two or four bytes a character is full of them too.
    from dechaff.filters.decode.wide import wide_charset

    return None if wide_charset(sample) else "a binary file"

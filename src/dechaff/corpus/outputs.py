"""outputs: articles as text files, or as records of JSON lines; each file is written whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from tempfile import NamedTemporaryFile
from typing import IO, Any

import msgspec

from dechaff.core.article import Article, Cleaned
from dechaff.core.finding import Finding
from dechaff.core.text import Text


class ClashError(Exception):
    """Writing would destroy something; the message says what, and what to do."""


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that appears under `path` only when all of it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as file:
        yield file
        # Temporary files are private; a result gets the mode that any new file would get.
        Path(file.name).chmod(0o666 & ~_umask())


def overwrite(path: Path, data: bytes) -> None:
    """Put other bytes in a file: whatever happens, it holds the old ones or the new ones.

    Its mode and owner stay, and where `path` is a link, it stays one.

    Raises:
        OSError: the file may not be written, or the disk says no.
    """
    file = path.resolve(strict=True)
    # What is put in its place would not ask whether the file itself may be written.
    with open(file, "r+b") as old:
        state = os.stat(old.fileno())
    with _beside(file) as new:
        new.write(data)
        _take_after(Path(new.name), state)


def _take_after(path: Path, state: os.stat_result) -> None:
    """Give a file the owner, where we may, and the mode of another."""
    now = path.stat()
    if (now.st_uid, now.st_gid) != (state.st_uid, state.st_gid):
        with suppress(PermissionError):
            os.chown(path, state.st_uid, state.st_gid)
    path.chmod(S_IMODE(state.st_mode))


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file that takes the place of `path` when all went well, and goes if not."""
    file = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:80]}.", delete=False)  # noqa: SIM115
    try:
        with file:
            yield file
        os.replace(file.name, path)
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class TextFolder:
    """A folder with one text file for each article, laid out as the inputs are."""

    def __init__(self, folder: Path, inputs: list[Path]) -> None:
        self._folder = folder
        self._inputs = {_absolute(path) for path in inputs}
        self._root = _common_folder(inputs)
        self._taken: set[Path] = set()

    def write(self, source: Path, cleaned: Cleaned) -> list[Path]:
        """Write the articles of one input, and say where.

        Raises:
            ClashError: a file would be written over one of the inputs.
            OSError: the disk says no.
        """
        texts = [article.text for article in cleaned.articles if article.text.strip()]
        paths = [self._path(source, number, len(texts)) for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            with atomic(path) as file:
                file.write((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace"))
        return paths

    def _path(self, source: Path, number: int, count: int) -> Path:
        below = _absolute(source).relative_to(self._root)
        width = max(2, len(str(count)))
        stem = below.stem if count == 1 else f"{below.stem}-{number:0{width}d}"
        path = self._folder / below.with_name(f"{stem}.txt")
        again = 2
        while path in self._taken:
            path = self._folder / below.with_name(f"{stem}.{again}.txt")
            again += 1
        if _absolute(path) in self._inputs:
            raise ClashError(f"{path} is an input and would be overwritten; choose another output folder")
        self._taken.add(path)
        return path


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _common_folder(inputs: list[Path]) -> Path:
    return Path(os.path.commonpath([_absolute(path).parent for path in inputs])) if inputs else Path()


def records(source: str, cleaned: Cleaned) -> Iterator[bytes]:
    """The articles of one input as lines of JSON."""
    for part, article in enumerate(cleaned.articles, 1):
        if article.text.strip():
            yield msgspec.json.encode(_record(source, part, article)) + b"\n"


def _record(source: str, part: int, article: Article) -> Mapping[str, Any]:
    original = article.document.original
    return {
        "id": f"{source}#{part}",
        "source": source,
        "part": part,
        "title": article.title,
        "language": article.language,
        "facts": dict(article.facts),
        "text": article.text.encode("utf-8", "replace").decode("utf-8"),
        "findings": [_finding(finding, original) for finding in article.findings],
    }


def _finding(finding: Finding, original: Text) -> Mapping[str, Any]:
    line, column = original.position(finding.span.start)
    return {
        "code": finding.code,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "column": column,
        "old": finding.old.encode("utf-8", "replace").decode("utf-8"),
        "new": finding.new,
        "score": round(finding.score, 4),
        "applied": finding.applied,
        "detail": finding.detail,
    }

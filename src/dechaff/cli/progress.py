"""A progress bar on stderr, for long work, on a terminal only."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# Fewer files are done before a bar could be read.
_LONG_WORK = 50


def with_progress(files: Sequence[Path], doing: str = "cleaning") -> Iterator[Path]:
    """The files one by one, with a bar that moves as they are taken."""
    if len(files) < _LONG_WORK or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, doing, console=Console(stderr=True), transient=True)

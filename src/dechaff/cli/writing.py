"""Writing: where the articles that a command makes go."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from os.path import abspath
from pathlib import Path
from typing import IO

from dechaff.cli.options import fail
from dechaff.core.article import Cleaned
from dechaff.corpus.inputs import STDIN, Problem
from dechaff.corpus.outputs import ClashError, TextFolder, atomic, records
from dechaff.corpus.run import Done

Write = Callable[[Path, Cleaned], object]

# What the articles of standard input are called as files.
_STDIN_NAME = Path("stdin")


def writer(output: str | None, files: Sequence[Path], stack: ExitStack) -> Write:
    """What writes the articles of one input to a folder, to records, or nowhere.

    An output of a wrong name, or that is an input, ends the program.
    """
    if output is None:
        return lambda path, cleaned: None
    if output.endswith(".json"):
        fail([f"{output}: records are written as JSON lines; call the file {output}l"])
    if not output.endswith(".jsonl"):
        folder = TextFolder(Path(output), [_named(path) for path in files])
        return lambda path, cleaned: folder.write(_named(path), cleaned)
    file = new_file(output, files, stack)
    return lambda path, cleaned: file.writelines(records(path.as_posix(), cleaned))


def new_file(name: str, files: Sequence[Path], stack: ExitStack) -> IO[bytes]:
    """A file that appears when `stack` closes; one that is an input, or cannot be, ends the program."""
    if abspath(name) in map(abspath, files):
        fail([f"{name} is an input and would be overwritten; choose another output"])
    try:
        return stack.enter_context(atomic(Path(name)))
    except OSError as error:
        fail([f"{name}: cannot be written: {error.strerror}; choose another output"])


def _named(path: Path) -> Path:
    return _STDIN_NAME if path == STDIN else path


def written(done: Iterable[Done], write: Write) -> Iterator[Done]:
    """What became of each input once its articles are written, or could not be."""
    for one in done:
        try:
            if one.cleaned is not None:
                write(one.path, one.cleaned)
            yield one
        except (ClashError, OSError) as error:
            yield Done(one.path, None, Problem(str(one.path), f"not written: {error}"))

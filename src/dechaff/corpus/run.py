"""run: one input after the other through a pipeline; a bad one never costs its neighbours."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from dechaff.core.article import Cleaned
from dechaff.core.pipeline import Pipeline
from dechaff.corpus.inputs import Problem, UnreadableError, read
from dechaff.rules.check import RuleError
from dechaff.rules.patterns import PatternTimeoutError
from dechaff.settings import SettingsError

Result = TypeVar("Result")


class Done(NamedTuple):
    """What became of one input: it was cleaned, or there is a problem."""

    path: Path
    cleaned: Cleaned | None
    problem: Problem | None = None


def run(pipeline: Pipeline, files: Iterable[Path]) -> Iterator[Done]:
    """Clean each file and prove that it can be undone.

    A file that cannot be read, or whose bytes do not come back from what was made of it, is a
    problem and not a result.
    """
    for path in files:
        done = attempt(path, partial(_one, pipeline, path))
        yield Done(path, None, done) if isinstance(done, Problem) else Done(path, done)


def attempt(path: Path, work: Callable[[], Result]) -> Result | Problem:
    """What work on one file gives; or what went wrong, whatever it was, so that its neighbours are done.

    Raises:
        SettingsError, RuleError: no fault of the file, so that its neighbours would fare no better.
    """
    try:
        return work()
    except (SettingsError, RuleError):
        raise
    except UnreadableError as error:
        return error.problem
    except PatternTimeoutError:
        message = (
            "a regular expression of yours (separator or keep) took too long on one line;"
            " make it simpler, without one repetition inside another"
        )
    except Exception as error:
        message = (
            f"failed with {type(error).__name__}: {error}; this is a defect of dechaff: please report it"
        )
    return Problem(str(path), message)


def _one(pipeline: Pipeline, path: Path) -> Cleaned:
    data = read(path)
    cleaned = pipeline.run(data)
    prove(path, cleaned, data)
    return cleaned


def prove(path: Path, cleaned: Cleaned, data: bytes) -> None:
    """Prove that every character is accounted for and that the file comes back byte for byte.

    Raises:
        UnreadableError: it does not.
    """
    if cleaned.restore() != data or not cleaned.report.balanced:
        reason = "cannot be undone, so nothing was written; this is a defect of dechaff: please report it"
        raise UnreadableError(path, reason)

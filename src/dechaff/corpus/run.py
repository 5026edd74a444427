"""run: one input after the other through a pipeline; a bad one never costs its neighbours."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dechaff.core.article import Cleaned
from dechaff.core.pipeline import Pipeline
from dechaff.corpus.inputs import Problem, UnreadableError, read
from dechaff.rules.patterns import PatternTimeoutError


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
        try:
            yield _one(pipeline, path)
        except UnreadableError as error:
            yield Done(path, None, error.problem)
        except PatternTimeoutError:
            message = (
                "a regular expression of yours (separator or keep) took too long on one line;"
                " make it simpler, without one repetition inside another"
            )
            yield Done(path, None, Problem(str(path), message))
        except Exception as error:  # whatever one file did, its neighbours are done
            message = (
                f"failed with {type(error).__name__}: {error}; this is a defect of dechaff: please report it"
            )
            yield Done(path, None, Problem(str(path), message))


def _one(pipeline: Pipeline, path: Path) -> Done:
    data = read(path)
    cleaned = pipeline.run(data)
    if cleaned.restore() != data or not cleaned.report.balanced:
        reason = "cannot be undone, so nothing was written; this is a defect of dechaff: please report it"
        return Done(path, None, Problem(str(path), reason))
    return Done(path, cleaned)

"""jsonl: a line with an object for each finding, and one for each file that could not be checked."""

from collections.abc import Iterable, Iterator

from dechaff.lint.diagnostic import Result
from dechaff.lint.formats.json import encoded, records


def pieces(results: Iterable[Result]) -> Iterator[str]:
    """The lines, as the results come."""
    for result in results:
        for record in records(result):
            yield encoded(record) + "\n"

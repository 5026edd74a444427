"""Facts: what is known about an article beside its text, and where each piece of it stood."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dechaff.core.span import Span

Value = str | list[str]

# One value each; every other fact is a list of strings.
SINGLE = ("title", "published", "updated", "length", "language", "id")
MANY = ("byline", "section", "source", "tags", "related", "caption")
NAMES = (*SINGLE, *MANY)


class Fact(NamedTuple):
    """One piece of information: its name, its value in normal form, its place in the original."""

    name: str
    value: str
    origin: Span


class Facts(Mapping[str, Value]):
    """A read-only mapping from the name of a fact to its value: a string, or a list of strings.

    Only what was found is in it. `published` and `updated` are ISO 8601.
    """

    def __init__(self, facts: Sequence[Fact] = ()) -> None:
        self._values: dict[str, Value] = {}
        self._origins: dict[str, list[Span]] = {}
        for name, value, origin in facts:
            self._add(name, value, origin)

    def _add(self, name: str, value: str, origin: Span) -> None:
        known = self._values.get(name)
        if known is None:
            self._values[name] = value if name in SINGLE else [value]
        elif isinstance(known, str) or value in known:
            return
        else:
            known.append(value)
        self._origins.setdefault(name, []).append(origin)

    def origins(self, name: str) -> tuple[Span, ...]:
        """Where the values of a fact stood in the decoded original, in the order of the values."""
        return tuple(self._origins.get(name, ()))

    def __getitem__(self, name: str) -> Value:
        value = self._values[name]
        return value if isinstance(value, str) else list(value)

    def __iter__(self) -> Iterator[str]:
        return (name for name in NAMES if name in self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Facts({dict(self)!r})"

"""A layer: what one source of configuration says, and where it says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dechaff.config.keys import PATHS, strings

Place = tuple[str, ...]


class Origin(NamedTuple):
    """Where a value comes from.

    Attributes:
        text: such as `default`, `preset careful`, `dechaff.toml:3`, `DECHAFF_PRESET` or `--preset`.
        kind: `default`, `preset`, `file`, `environment` or `flag`.
    """

    text: str
    kind: str

    @property
    def is_given(self) -> bool:
        """Whether somebody said it, and no default and no preset did."""
        return self.kind not in ("default", "preset")

    def blame(self, key: str, mistake: str) -> str:
        """What is wrong with the value of a key, with the place to look at.

        What names a key by itself, such as a flag, stands for it.
        """
        named = [self.text] if self.is_given else []
        return ": ".join(
            [*named, *([key] if key and self.kind not in ("environment", "flag") else []), mistake]
        )


@dataclass(frozen=True)
class Layer:
    """What one source says.

    Attributes:
        kind: `file`, `environment` or `flag`.
        folder: what relative paths in it are relative to.
        values: by key, unchecked.
        places: what to call the place of a key, and of each entry of a table: a line of the file, a
            variable, a flag.
        name: what to call the place where the line is not known: the file.
    """

    kind: str
    folder: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[Place, str] = field(default_factory=dict)
    name: str = ""

    def origin(self, key: str, *entry: str) -> Origin:
        """Where a key stands, or an entry of its table."""
        text = self.places.get((key, *entry)) or self.places.get((key,), self.name)
        return Origin(text, self.kind)

    def value(self, key: str) -> Any:
        """The value of a key; where it is a path, no longer relative to the folder."""
        value = self.values[key]
        if key not in PATHS:
            return value
        if isinstance(value, str):
            return str(self.folder / value) if value else value
        return [str(self.folder / path) for path in strings(value)]

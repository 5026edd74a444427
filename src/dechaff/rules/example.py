"""Examples: a rule's tests, documentation and failure message in one ndiff block."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import restore

from dechaff.core.facts import Value


@dataclass(frozen=True, slots=True)
class Example:
    """What goes and what stays, in the notation of `difflib.ndiff`.

    Attributes:
        lang: the language of the text, or `any`.
        diff: lines that begin with `- `, `+ ` or two spaces.
        why: what the example is there to show.
        facts: what the rule must find in it.
    """

    lang: str
    diff: str
    why: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_negative(self) -> bool:
        """Whether the rule must leave the text alone."""
        return not any(line[:2] in ("- ", "+ ") for line in self._lines())

    @property
    def before(self) -> str:
        """The text that the rule is given."""
        return self._side(1)

    @property
    def after(self) -> str:
        """The text that must come out."""
        return self._side(2)

    def _side(self, which: int) -> str:
        return "".join(line + "\n" for line in restore(self._lines(), which))

    def _lines(self) -> list[str]:
        # `restore` drops a bare empty line: it stands for an empty line that stays.
        return [line if line.strip() else "  " for line in self.diff.rstrip("\n").split("\n")]

    def malformed(self) -> str | None:
        """The first line that is not ndiff, if there is one."""
        return next((line for line in self._lines() if line[:2] not in ("- ", "+ ", "  ", "? ")), None)

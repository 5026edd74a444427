"""Grammar: what a layout makes of a line."""

from collections.abc import Sequence, Set
from functools import cached_property
from typing import Any

from dechaff.filters.split.lines import Line
from dechaff.rules.layout import ANY_LABEL, Layout
from dechaff.rules.patterns import compiled
from dechaff.rules.rule import Rule

# A line that is data or a delimiter is no paragraph.
_LONGEST = 300
_LONGEST_LABEL = 42
_LABEL = r"[^\W\d_][\w .'’/()-]*"
_ITEM = "- "


class Grammar:
    """A layout, its expressions compiled when they are first needed."""

    def __init__(self, rule: Rule) -> None:
        assert rule.layout is not None
        self.rule = rule
        self.layout: Layout = rule.layout

    def label(self, line: Line) -> tuple[str, int] | None:
        """What the label means that a line begins with, and where in the line its value stands."""
        name, value = self._parted(line.text)
        fact = self._meaning(name)
        return None if fact is None else (fact, value)

    def name(self, line: Line) -> str:
        """The label that a line begins with, in small letters; an empty string where it has none."""
        name, _ = self._parted(line.text)
        return name.casefold() if self._meaning(name) is not None else ""

    def _meaning(self, name: str) -> str | None:
        """What a label means: in capitals what this layout says of that, else of it in any letters."""
        if not name:
            return None
        labels = self.layout.labels
        fact = labels.get(name) if name.isupper() else None
        if fact is None:
            fact = labels.get(name.casefold())
        if fact is None and ANY_LABEL in labels and compiled(_LABEL).fullmatch(name):
            fact = labels[ANY_LABEL]
        return fact

    def _parted(self, text: str) -> tuple[str, int]:
        """The label of a line, be it one or not, and where its value stands."""
        if not self.layout.colon:
            name = next(iter(text[:_LONGEST_LABEL].split(None, 1)), "")
            return name, _behind(text, len(name))
        at = text.find(":", 1, _LONGEST_LABEL)
        if at < 0:
            at = text.find("：", 1, _LONGEST_LABEL)
        return ("", 0) if at < 0 else (text[:at].rstrip(), _behind(text, at + 1))

    def goes_on(self, line: Line, above: Line, label: Line) -> bool:
        """Whether a line of a block goes on with the value of the label above it."""
        if line.blank or self.like("fence", line):
            return False
        return line.indent > label.indent or (bool(self.layout.fence) and line.text.startswith(_ITEM))

    def like(self, which: str, line: Line) -> bool:
        """Whether a line is like one of the layout's expressions of a name, such as `starts`."""
        return self.match(which, line) is not None

    def match(self, which: str, line: Line) -> Any:
        """What one of the layout's expressions makes of a line; None where it is not like that."""
        expression = self._expressions.get(which)
        return expression.fullmatch(line.text) if expression and len(line.text) <= _LONGEST else None

    def places(self, lines: Sequence[Line], low: str, held: Set[str]) -> Sequence[int]:
        """The lines that are worth trying: those that hold what the layout needs, a label, or a fence.

        Args:
            lines: the lines of the file.
            low: the same lines in lower case, parted by line feeds.
            held: what of the needs of all layouts stands in them.
        """
        layout = self.layout
        needs = layout.needs
        if needs:
            present = [need for need in needs if need in held]
            if not present:
                return ()
            return [i for i, text in enumerate(low.split("\n")) if _holds(text, present)]
        if not layout.block:
            return range(len(lines))
        if layout.fence:
            return [i for i, line in enumerate(lines) if self.like("fence", line)]
        return [i for i, line in enumerate(lines) if self.name(line)]

    @cached_property
    def _expressions(self) -> dict[str, Any]:
        layout = self.layout
        sources = {
            "starts": layout.starts,
            "ends": layout.ends,
            "between": layout.between,
            "proof": layout.proof,
            "claims": layout.claims,
            "preamble": layout.preamble,
            "footer": layout.footer,
            "skip": layout.skip,
            "drop": layout.drop,
            "fence": (layout.fence,) if layout.fence else (),
        }
        given = ((name, "|".join(f"(?:{one})" for one in several)) for name, several in sources.items())
        return {name: compiled(source) for name, source in given if source}


def _behind(text: str, at: int) -> int:
    """Where the next word stands, or the end of the text."""
    return at + len(text[at:]) - len(text[at:].lstrip())


def _holds(text: str, needs: Sequence[str]) -> bool:
    for need in needs:  # noqa: SIM110 -- twice as fast as any(), and every line of every file comes by here
        if need in text:
            return True
    return False

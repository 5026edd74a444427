"""Rule: one entry of a rule pack, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dechaff.core.hit import Effect
from dechaff.rules.example import Example
from dechaff.rules.layout import Layout

Phrases = Mapping[str, tuple[str, ...]]

WHERES = ("anywhere", "head", "lead", "tail", "edges")
MATCHES = ("line", "affix", "pattern", "run", "reach", "echo", "copy", "thread", "below", "layout", "filter")


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule looks for and what becomes of it; `docs/writing-rules.md` explains every field.

    `phrases`, `anchors` and `patterns` are tables from a language to what is looked for. A rule
    whose `match` is `filter` is only described here: the filter that is named finds the places. What
    a `quiet` rule does is taken back where a file is cleaned in place, and so is no fault of the file.
    """

    code: str
    name: str
    summary: str
    match: str
    effect: Effect
    since: str
    safe: bool = True
    status: str = "stable"
    quiet: bool = False
    fact: str | None = None
    where: str = "anywhere"
    phrases: Phrases = field(default_factory=dict)
    anchors: Phrases = field(default_factory=dict)
    patterns: Phrases = field(default_factory=dict)
    beside: Phrases = field(default_factory=dict)
    side: str = "start"
    take: str = "line"
    between: str = ":-–—|»>"
    max_words: int = 40
    max_chars: int = 200
    needs: tuple[str, ...] = ()
    repeats: int = 1
    same: bool = False
    single: bool = False
    rest: str = "any"
    least: int = 0
    above: int = 0
    min: int = 3
    min_items: int = 3
    direction: str = "down"
    lines: int = 12
    of: str = "title"
    filter: str = ""
    layout: Layout | None = None
    examples: tuple[Example, ...] = ()

    @property
    def on_request(self) -> bool:
        """Whether the rule is in force only where it is asked for by its code or name."""
        return self.status != "stable"

    @property
    def in_context(self) -> bool:
        """Whether a line alone does not decide: the rule looks at its neighbours or its place too."""
        several = (
            self.repeats > 1 or self.single or self.beside or self.match in ("run", "reach", "echo", "copy")
        )
        return bool(several) or self.where != "anywhere"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the rule knows, sorted; `any` is none."""
        known = {*self.phrases, *self.anchors, *self.patterns}
        if self.match == "thread":
            known |= {*self.beside}
        return tuple(sorted(known - {"any"}))

    def noted(self) -> "Rule":
        """The same rule, loaded to point and not to cut."""
        return replace(self, effect=Effect.NOTE) if self.effect is Effect.CUT else self

"""repair: text whose encoding was damaged on the way, or that carries what no reader sees.

One step for each rule, and each step is one layer. The order matters. Entities come before mojibake,
which may be written in them; C1 controls, soft hyphens and U+0085 are bytes of broken letters in bad
text, so what is to become of them is asked after it; letters are composed last, when nothing stands
between a letter and its accent any more.
"""

from collections.abc import Callable, Iterable, Iterator

from dechaff.core.hit import Hit
from dechaff.core.text import Text
from dechaff.filters.repair.breaks import line_breaks
from dechaff.filters.repair.composition import composition
from dechaff.filters.repair.controls import controls, escapes, surrogates
from dechaff.filters.repair.entities import entities
from dechaff.filters.repair.mojibake import mojibake
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule
from dechaff.rules.select import select

Step = Callable[[Text], Iterator[Hit]]

STEPS: tuple[tuple[str, Step], ...] = (
    ("E205", surrogates),
    ("E204", escapes),
    ("E203", controls),
    ("E202", entities),
    ("E201", mojibake),
    ("E206", line_breaks),
    ("E207", composition),
)


def repair(rules: Iterable[Rule] | None = None) -> tuple[Step, ...]:
    """The steps whose rules are in force, each a filter of its own.

    Args:
        rules: the rules in force; by default those of dechaff that need no asking.
    """
    codes = {rule.code for rule in (select(built_in()) if rules is None else rules)}
    return tuple(step for code, step in STEPS if code in codes)

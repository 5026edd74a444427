"""line: a whole line that folds to a phrase."""

from collections.abc import Callable, Iterator, Sequence

from dechaff.core.hit import Hit
from dechaff.core.text import fold
from dechaff.rules.index import Index
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule

# Bullets, arrows and brackets that folding drops may add so many characters to a phrase.
_DRESS = 40


def line(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that looks lines up in one table of all phrases of all rules."""
    table = {fold(p): rule for rule in rules for phrases in rule.phrases.values() for p in phrases}
    longest = max(map(len, table), default=0) + _DRESS
    slot = index.slot()
    index.add_lines(slot, list(table))

    def scan(page: Page) -> Iterator[Hit]:
        for at in page.seen(slot):
            row = page.lines[at]
            rule = table.get(row.key) if len(row.text) <= longest else None
            if rule and not row.is_speech and page.inside(at, rule.where):
                yield Hit(rule.code, row.whole, rule.effect)

    return scan

"""line: a whole line that folds to a phrase."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dechaff.core.hit import Hit
from dechaff.core.text import fold
from dechaff.rules.index import Index
from dechaff.rules.line import is_speech
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

    def find(page: Page) -> Mapping[int, Hit]:
        texts, found = page.lines.texts, {}
        for at in page.seen(slot):
            rule = table.get(fold(texts[at])) if len(texts[at]) <= longest else None
            if rule and page.inside(at, rule.where) and not is_speech(texts[at]):
                found[at] = Hit(rule.code, page.lines.whole(at), rule.effect)
        return found

    return lambda page: iter(page.known(find).values())

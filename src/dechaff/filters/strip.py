"""strip: navigation cruft and boilerplate, by rules. It only deletes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from dechaff.core.hit import Effect, Hit, resolve
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.load import built_in
from dechaff.rules.matchers import compile_rules
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule
from dechaff.rules.select import select

# The name under which a user's own patterns keep lines; a keep is no finding.
KEPT = "K901"


def strip(rules: Iterable[Rule] | None = None, keep: Sequence[str] = ()) -> Callable[[Text], Iterable[Hit]]:
    """A filter that runs rules over the page of one article.

    Rules that need only a line are run first; rules that look at neighbours, zones or repetition
    see the page without the lines that are gone by then. So they judge the page as it would be
    read in a second cleaning, which is why a second cleaning finds nothing more.

    Args:
        rules: the rules in force; by default those of dechaff, of which the safe ones cut.
        keep: regular expressions; a line in which one is found is never cut.
    """
    in_force = list(select(built_in()) if rules is None else rules)
    alone = compile_rules(rule for rule in in_force if not rule.in_context)
    in_context = compile_rules(rule for rule in in_force if rule.in_context)
    kept = Pattern(keep) if keep else None

    def cruft(text: Text) -> Iterator[Hit]:
        page = Page(text)
        keeps = list(_keeps(page, kept)) if kept else []
        first = [hit for scan in alone for hit in scan(page)]
        yield from keeps
        yield from first
        remaining = page.without(_gone([*keeps, *first]))
        for scan in in_context:
            yield from scan(remaining)

    return cruft


def _keeps(page: Page, kept: Pattern) -> Iterator[Hit]:
    for line in page.lines:
        if any(True for _ in kept.within(line.text)):
            yield Hit(KEPT, line.whole, Effect.KEEP)


def _gone(hits: Iterable[Hit]) -> Iterator[Span]:
    return (edit.span for edit in resolve(hits) if not edit.new)

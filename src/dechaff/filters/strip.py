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

# Real pages are done after two looks; the bound is for pages that were made to keep us looking.
_MOST_LOOKS = 6


def strip(rules: Iterable[Rule] | None = None, keep: Sequence[str] = ()) -> Callable[[Text], Iterable[Hit]]:
    """A filter that runs rules over the page of one article.

    Rules that need only a line are run first. Rules that look at neighbours, zones or repetition see
    the page without the lines that are gone by then, and look again while lines go: what one takes
    away may bring together what another looks for. So they judge the page as a second cleaning
    would, which is why a second cleaning finds nothing more.

    Args:
        rules: the rules in force; by default those of dechaff, of which the safe ones cut.
        keep: regular expressions; a line in which one is found is never cut.
    """
    in_force = list(select(built_in()) if rules is None else rules)
    alone = compile_rules(rule for rule in in_force if not rule.in_context)
    in_context = compile_rules(rule for rule in in_force if rule.in_context)
    kept = Pattern(keep) if keep else None

    def cruft(text: Text) -> Iterable[Hit]:
        page = Page(text)
        hits = dict.fromkeys(_keeps(page, kept) if kept else ())
        hits |= dict.fromkeys(hit for scan in alone for hit in scan(page))
        for _ in range(_MOST_LOOKS):
            page = page.without(_gone(hits))
            known = len(hits)
            hits |= dict.fromkeys(hit for scan in alone for hit in scan(page.shortened()))
            hits |= dict.fromkeys(hit for scan in in_context for hit in scan(page))
            if len(hits) == known:
                break
        return hits

    return cruft


def _keeps(page: Page, kept: Pattern) -> Iterator[Hit]:
    for line in page.lines:
        if any(True for _ in kept.within(line.text)):
            yield Hit(KEPT, line.whole, Effect.KEEP)


def _gone(hits: Iterable[Hit]) -> Iterator[Span]:
    return (edit.span for edit in resolve(hits) if not edit.new)

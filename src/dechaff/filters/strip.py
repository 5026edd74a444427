"""strip: navigation cruft and boilerplate, by rules. It only deletes."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial

from dechaff.core.hit import Effect, Hit, removed
from dechaff.core.text import Text
from dechaff.filters.body import CODE, OFF, Look, body
from dechaff.rules.index import Index
from dechaff.rules.load import built_in
from dechaff.rules.matchers import Scanner, compile_rules
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule
from dechaff.rules.select import is_named, select

# The name under which a user's own patterns keep lines; a keep is no finding.
KEPT = "K901"

# Real pages are done after two looks; the bound is for pages that were made to keep us looking.
_MOST_LOOKS = 6
# The model is asked until it is quiet; the bound is for pages that were made to keep it talking.
_MOST_ASKED = 24


def strip(
    rules: Iterable[Rule] | None = None,
    keep: Sequence[str] = (),
    model: str = OFF,
    never_alone: Sequence[str] = (),
) -> Callable[[Text], Iterable[Hit]]:
    """A filter that runs rules over the page of one article.

    Rules that need only a line are run first. Rules that look at neighbours, zones or repetition see
    the page without the lines that are gone by then, and look again while lines go: what one takes
    away may bring together what another looks for. So they judge the page as a second cleaning
    would, which is why a second cleaning finds nothing more. What rules leave is shown to the line
    model in the same way, until both are quiet.

    Args:
        rules: the rules in force; by default those of dechaff, of which the safe ones cut.
        keep: regular expressions; a line in which one is found is never cut.
        model: how sure the line model must be before it cuts what rules leave: `careful`, `balanced`
            or `thorough`; `off` to do without it.
        never_alone: codes, prefixes or names of rules that cut only where another rule, or the model,
            cuts too. Elsewhere they say what they know, and leave the line.
    """
    in_force = list(select(built_in()) if rules is None else rules)
    asked = model if any(rule.code == CODE for rule in in_force) else OFF
    shy = frozenset(rule.code for rule in in_force if any(is_named(rule, name) for name in never_alone))
    engine = cache(partial(_engine, in_force, keep, asked))

    def cruft(text: Text) -> Iterable[Hit]:
        return _spared(engine().hits(text), shy)

    return cruft


def _spared(hits: Iterable[Hit], shy: Set[str]) -> Iterable[Hit]:
    """The hits, of which those of shy rules keep what they would cut where nothing else is cut."""
    bag = list(hits)
    if not shy or any(hit.effect is Effect.CUT and hit.code not in shy for hit in bag):
        return bag
    return [hit._replace(effect=Effect.KEEP) if hit.code in shy else hit for hit in bag]


@dataclass(frozen=True)
class _Engine:
    """All rules, compiled.

    Attributes:
        index: what all of them look for.
        kept: the scanner for lines that stay.
        alone: the scanners of rules that need only a line.
        in_context: the scanners of the others.
        begin: the line model, which begins on a page and gives a look at it; None without it.
    """

    index: Index
    kept: Scanner
    alone: Sequence[Scanner]
    in_context: Sequence[Scanner]
    begin: Callable[[], Look] | None

    def hits(self, text: Text) -> Iterable[Hit]:
        """What the rules and the model find in a text."""
        page = Page(text, self.index)
        hits = dict.fromkeys(self.kept(page))
        hits |= dict.fromkeys(hit for scan in self.alone for hit in scan(page))
        page = self._settled(page, hits)
        if self.begin:
            look = self.begin()
            for _ in range(_MOST_ASKED):
                found = look(page, {hit.span for hit in hits if hit.code == CODE})
                if not found:
                    break
                hits |= dict.fromkeys(found)
                page = self._settled(page, hits)
        return hits

    def _settled(self, page: Page, hits: dict[Hit, None]) -> Page:
        """The page as the rules leave it, whose hits are added to those that are known."""
        for _ in range(_MOST_LOOKS):
            page = page.without(removed(hits))
            known = len(hits)
            if page.changed:
                hits |= dict.fromkeys(hit for scan in self.alone for hit in scan(page.shortened()))
            hits |= dict.fromkeys(hit for scan in self.in_context for hit in scan(page))
            if len(hits) == known:
                break
        return page


def _engine(rules: Sequence[Rule], keep: Sequence[str], model: str) -> _Engine:
    index = Index()
    kept = _keeping(Pattern(keep), index)
    alone = compile_rules([rule for rule in rules if not rule.in_context], index)
    in_context = compile_rules([rule for rule in rules if rule.in_context], index)
    return _Engine(index, kept, alone, in_context, body(model) if model != OFF else None)


def _keeping(expression: Pattern, index: Index) -> Scanner:
    slot = index.slot()
    for needs in expression.literals(whole_line=False):
        index.add_needs(slot, needs)

    def scan(page: Page) -> Iterator[Hit]:
        for line in map(page.lines.__getitem__, page.seen(slot)):
            if any(match.counts() for match in expression.within(line.text)):
                yield Hit(KEPT, line.whole, Effect.KEEP)

    return scan

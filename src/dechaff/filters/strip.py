"""strip: navigation cruft and boilerplate, by rules. It only deletes."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, partial

from dechaff.core.hit import Effect, Hit, removed, resolve
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
_THREAD, _BELOW = "thread", "below"

# Real pages are done after two looks; the bound is for pages that were made to keep us looking.
_MOST_LOOKS = 6
# The model is asked until it is quiet; the bound is for pages that were made to keep it talking.
_MOST_ASKED = 24


class Strip:
    """A filter that runs rules, and the line model, over the page of one article.

    Rules that need only a line are run first. Rules that look at neighbours, zones or repetition see
    the page without the lines that are gone by then, and look again while lines go: what one takes
    away may bring together what another looks for. So they judge the page as a second cleaning
    would, which is why a second cleaning finds nothing more. The line model is shown the page with what
    rules cut, and then in the same way what is left, until both are quiet.

    Called, it does all at once. A pipeline does it in two steps, `comments` and `rest`, so that what readers
    said at length below a short article does not count as a share of it.
    """

    def __init__(self, rules: Sequence[Rule], keep: Sequence[str], model: str, never_alone: Sequence[str]):
        asked = model if any(rule.code == CODE for rule in rules) else OFF
        self._shy = frozenset(r.code for r in rules if any(is_named(r, name) for name in never_alone))
        self._engine = cache(partial(_engine, rules, keep, asked))

    def __call__(self, text: Text) -> Iterable[Hit]:
        """All cruft."""
        engine = self._engine()
        return _spared(engine.hits(text, engine.threads), self._shy)

    def comments(self, text: Text) -> Iterable[Hit]:
        """What readers said below the article."""
        engine = self._engine()
        page = engine.begin_page(text)
        found = [hit for scan in engine.threads for hit in scan(page)]
        return [*found, *engine.kept(page)] if found else ()

    # Above stands an article, whatever share of the page it is.
    comments.unlimited = True  # type: ignore[attr-defined]

    def rest(self, text: Text) -> Iterable[Hit]:
        """All other cruft."""
        return _spared(self._engine().hits(text, ()), self._shy)


def strip(
    rules: Iterable[Rule] | None = None,
    keep: Sequence[str] = (),
    model: str = OFF,
    never_alone: Sequence[str] = (),
) -> Strip:
    """A filter that runs rules over the page of one article, and the line model where it is asked for.

    Args:
        rules: the rules in force; by default those of dechaff, of which the safe ones cut.
        keep: regular expressions; a line in which one is found is never cut.
        model: how sure the line model must be before it cuts what rules leave: `careful`, `balanced`
            or `thorough`; `off` to do without it.
        never_alone: codes, prefixes or names of rules that cut only where another rule, or the model,
            cuts too. Elsewhere they say what they know, and leave the line.
    """
    return Strip(list(select(built_in()) if rules is None else rules), keep, model, never_alone)


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
        threads: the scanners of what readers said.
        below: the scanners of all that stands below the form for a comment and the like.
        begin: the line model, which begins on a page and gives a look at it; None without it.
    """

    index: Index
    kept: Scanner
    alone: Sequence[Scanner]
    in_context: Sequence[Scanner]
    threads: Sequence[Scanner]
    below: Sequence[Scanner]
    begin: Callable[[], Look] | None
    # The page that comments were looked for on, for the rest to go on with; it is not kept any longer.
    _begun: dict[str, tuple[Text, Page]] = field(default_factory=dict)

    def begin_page(self, text: Text) -> Page:
        """The page of a text that is looked at again right after."""
        page = Page(text, self.index)
        self._begun["page"] = text, page
        return page

    def _page(self, text: Text) -> Page:
        known, page = self._begun.pop("page", (None, None))
        return page if page and known is text else Page(text, self.index)

    def hits(self, text: Text, further: Sequence[Scanner]) -> Iterable[Hit]:
        """What the rules, further ones among them, and the model find in a text."""
        whole = self._page(text)
        hits = dict.fromkeys(self.kept(whole))
        hits |= dict.fromkeys(hit for scan in (*self.alone, *further) for hit in scan(whole))
        page = self._settled(whole, hits)
        # After the others, which know more of what stands there, such as other articles.
        below = [hit for scan in self.below for hit in scan(whole)]
        if below:
            hits |= dict.fromkeys(below)
            page = self._settled(page, hits)
        if self.begin:
            look = self.begin()
            cuts = [(edit.span, edit.code) for edit in resolve(hits) if not edit.new]
            found = look(whole, cuts, set()) if cuts else ()
            for _ in range(_MOST_ASKED):
                if found:
                    hits |= dict.fromkeys(found)
                    page = self._settled(page, hits)
                found = look(page, (), {hit.span for hit in hits if hit.code == CODE})
                if not found:
                    break
        return hits

    def _settled(self, page: Page, hits: dict[Hit, None]) -> Page:
        """The page as the rules leave it, whose hits are added to those that are known."""
        before = None
        for _ in range(_MOST_LOOKS):
            page = page.without(removed(hits))
            if page is before:
                break  # what was found cuts nothing more
            before = page
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
    threads = [rule for rule in rules if rule.match == _THREAD]
    below = [rule for rule in rules if rule.match == _BELOW]
    others = [rule for rule in rules if rule.match not in (_THREAD, _BELOW)]
    return _Engine(
        index,
        kept,
        compile_rules([rule for rule in others if not rule.in_context], index),
        compile_rules([rule for rule in others if rule.in_context], index),
        compile_rules(threads, index),
        compile_rules(below, index),
        body(model) if model != OFF else None,
    )


def _keeping(expression: Pattern, index: Index) -> Scanner:
    slot = index.slot()
    for needs in expression.literals(whole_line=False):
        index.add_needs(slot, needs)

    def scan(page: Page) -> Iterator[Hit]:
        for line in map(page.lines.__getitem__, page.seen(slot)):
            if any(match.counts() for match in expression.within(line.text)):
                yield Hit(KEPT, line.whole, Effect.KEEP)

    return scan

"""below: all that stands below a line that stands below an article, such as the form for a comment."""

from collections.abc import Callable, Iterator, Sequence

from dechaff.core.hit import Hit
from dechaff.core.span import Span
from dechaff.rules.asks import bits
from dechaff.rules.index import Index
from dechaff.rules.matchers.marks import expression_of
from dechaff.rules.page import Page
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule

# Between two lines of one form, and in one comment, stand paragraphs of so many words at most.
ENTRY = 100


def below(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner that takes a page from such a line on, with `above` words of paragraphs above it."""
    known = [(rule, expression_of(rule)) for rule in rules]
    slots = [look_for(expression, rule, index) for rule, expression in known]

    def scan(page: Page) -> Iterator[Hit]:
        for (rule, expression), slot in zip(known, slots, strict=True):
            yield from from_last(page, list(lines_like(page, slot, expression, rule)), rule)

    return scan


def from_last(page: Page, headings: Sequence[int], rule: Rule) -> Iterator[Hit]:
    """What goes from the last of these lines on that stand below an article, and the others of them.

    The page goes from one above the last if no paragraphs stand between the two. On a page of several
    articles each may have such a line: only what is below the last of them goes.
    """
    told = page.told if headings else ()
    headings = [at for at in headings if told[at] >= rule.above]
    start = None
    for at in reversed(headings):
        if start is not None and told[start] - told[at] > ENTRY:
            yield Hit(rule.code, page.lines.whole(at), rule.effect)
        else:
            start = at
    if start is not None:
        yield to_the_end(page, start, rule)


def to_the_end(page: Page, start: int, rule: Rule) -> Hit:
    """What goes where a page goes from a line on."""
    last = page.lines.whole(len(page.lines) - 1)
    return Hit(rule.code, Span(page.lines.whole(start).start, last.end), rule.effect)


def look_for(expression: Pattern, rule: Rule, index: Index) -> int:
    """The slot in which lines are seen that an expression may match as a whole."""
    slot = index.slot()
    for number, needs in enumerate(expression.literals(whole_line=True)):
        index.add_needs(slot, needs, number, rule.max_chars)
    return slot


def lines_like(page: Page, slot: int, expression: Pattern, rule: Rule) -> Iterator[int]:
    """The lines that an expression matches as a whole."""
    texts = page.lines.texts
    for at, numbers in page.seen(slot).items():
        if len(texts[at]) <= rule.max_chars and expression.whole(texts[at], bits(numbers)):
            yield at

"""copy: paragraphs that stand on the page already, word for word, in the same order."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from dechaff.core.hit import Hit
from dechaff.rules.index import Index
from dechaff.rules.line import BODY_CHARS_UNSPACED
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule


def copy(rules: Sequence[Rule], _: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner for the second copy of a text, and for every further one.

    A copy has `least` paragraphs or more, no two of them alike, of `above` words or more in all. The lines
    around and between them that are the same go with them, and so do smaller copies up to `lines` lines off.
    """

    def scan(page: Page) -> Iterator[Hit]:
        copies = list(_copies(page.lines.texts))
        for rule in rules if copies else ():
            sure = [lines for lines in copies if _says_enough(page, lines, rule)]
            for lines in copies if sure else ():
                if _is_near(lines, sure, rule.lines):
                    yield from (Hit(rule.code, page.lines.whole(at), rule.effect) for at in lines)

    return scan


def _copies(texts: Sequence[str]) -> Iterator[range]:
    """The lines that stand above in the same order, as long as they do; each stretch has a longer line."""
    long = [text for text in texts if len(text) >= BODY_CHARS_UNSPACED]
    if len(set(long)) == len(long):
        return
    first: dict[str, int] = {}
    at = taken = 0
    while at < len(texts):
        other = first.setdefault(texts[at], at) if len(texts[at]) >= BODY_CHARS_UNSPACED else at
        if other == at:
            at += 1
            continue
        step = at - other
        # The two never overlap: a stretch is no longer than what lies between their beginnings.
        start = at - _as_above(texts, step, range(at - 1, max(taken, step) - 1, -1)[: step - 1])
        stop = at + _as_above(texts, step, range(at, len(texts))[: step - (at - start)])
        yield range(start, stop)
        at = taken = stop


def _as_above(texts: Sequence[str], step: int, rows: range) -> int:
    """How many of these lines, from the first on, are what stands so many lines above them."""
    return next((number for number, row in enumerate(rows) if texts[row] != texts[row - step]), len(rows))


def _says_enough(page: Page, lines: range, rule: Rule) -> bool:
    told = {page.lines.texts[at]: page.lines[at].words for at in lines if page.lines[at].is_body}
    return len(told) >= rule.least and sum(told.values()) >= rule.above


def _is_near(stretch: range, sure: Sequence[range], most: int) -> bool:
    """Whether a stretch is one of these, which are in order, or at most so many lines from one."""
    behind = bisect_left(sure, stretch.start, key=lambda other: other.start)
    return any(
        max(stretch.start - other.stop, other.start - stretch.stop) <= most
        for other in sure[max(behind - 1, 0) : behind + 1]
    )

"""body: lines that are no part of the article, by the learned line model. It only deletes."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.rules.page import Page
from dechaff.rules.sheet import Lines

if TYPE_CHECKING:
    from dechaff.model.characters import Numbers
    from dechaff.model.judge import Reading

CODE = "M101"
# The setting that does without the model.
OFF = "off"
_BETWEEN = "it stands between lines that go"

Cuts = Sequence[tuple[Span, str]]
Look = Callable[[Page, Cuts, Set[Span]], Sequence[Hit]]


def body(model: str) -> Callable[[], Look]:
    """Looks for lines that are no part of the article.

    Args:
        model: how sure the model must be: the name of one of its bars.

    Returns:
        What begins on a page and gives a look: a function to hits from the page as it stands, what rules
        cut of it, and the lines that were cut before. It is asked about the page with what rules cut, since
        buttons and headings tell what stands around them, and about what is left until it finds nothing.
    """
    from dechaff.model.judge import judge
    from dechaff.model.reasons import reasons
    from dechaff.model.verdict import bars

    bar = bars()[model]

    def begin() -> Look:
        known: Known = Known()

        def look(page: Page, cuts: Cuts, cut_before: Set[Span]) -> Sequence[Hit]:
            reading, places = known.read(page)
            verdict = judge(reading, found=found_by_rules(page, places, cuts) if cuts else None)
            cut = verdict.cut(bar).nonzero()[0].tolist()
            if not cut:
                return ()
            sure = [round(chance, 2) for chance in verdict.certainty()[cut].tolist()]
            why = zip(cut, sure, reasons(verdict, cut), strict=True)
            chosen = {places[n]: (score, words) for n, score, words in why}
            gone = {place for place, words in zip(places, verdict.words.tolist(), strict=True) if not words}
            # A line that was cut and is still there is kept by the user, or by a rule.
            return [hit for hit in _hits(page.lines, chosen, gone, places) if hit.span not in cut_before]

        return look

    return begin


def found_by_rules(page: Page, places: Sequence[int], cuts: Cuts) -> "Numbers":
    """What rules found in some of the lines of a whole page, as the model is told it.

    Args:
        page: the page, of which nothing is gone.
        places: which of its lines are asked for.
        cuts: what rules cut, and under which code.
    """
    from dechaff.model.features import ruled

    at = {place: number for number, place in enumerate(places)}
    touched = ((line, code) for span, code in cuts for line in page.lines.covered(span))
    return ruled(len(places), ((at[row], part, of, code) for (row, part, of), code in touched if row in at))


class Known:
    """The page as it was read: while lines only go, what is left need not be read again."""

    def __init__(self) -> None:
        self._reading: Reading | None = None
        # Of the lines that have words, which lines of the text they are.
        self._rows: list[int] = []
        # What was left of those that had lost a part.
        self._changed: dict[int, str] = {}

    def read(self, page: Page) -> tuple["Reading", list[int]]:
        """What there is to know of the lines that have words, and which of the lines these are."""
        from dechaff.model.judge import read_page

        rows, numbers = page.lines.rows, page.lines.numbers()
        changed = {row: line.text for row, line in page.changed.items()}
        if self._reading is None or not changed.items() <= self._changed.items():
            reading, self._changed = read_page("\n".join(page.lines.texts)), changed
            places = reading.words.number.tolist()
            self._reading = reading.at([numbers[place] for place in places])
        else:
            found = list(map(page.places.get, self._rows))
            places = [place for place in found if place is not None]
            kept = [place is not None for place in found]
            self._reading = self._reading.only(kept, [numbers[place] for place in places])
        self._rows = [rows[place] for place in places]
        return self._reading, places


def _hits(
    lines: Lines, chosen: Mapping[int, tuple[float, str]], gone: Set[int], worded: Sequence[int]
) -> Iterator[Hit]:
    """A line without words, such as a rule of dashes, goes with the lines above and below it."""
    score = max(sure for sure, _ in chosen.values())
    going, passed = True, 0
    for place in worded:
        goes = place in chosen or place in gone
        score, why = chosen.get(place, (score, ""))
        if goes and going:
            yield from (_hit(lines, other, score, _BETWEEN) for other in range(passed, place))
        if place in chosen:
            yield _hit(lines, place, score, why)
        going, passed = goes, place + 1
    if going:
        yield from (_hit(lines, other, score, _BETWEEN) for other in range(passed, len(lines)))


def _hit(lines: Lines, place: int, score: float, why: str) -> Hit:
    return Hit(CODE, lines.whole(place), Effect.CUT, "", score, (), why)

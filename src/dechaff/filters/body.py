"""body: lines that are no part of the article, by the learned line model. It only deletes."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.rules.page import Page
from dechaff.rules.sheet import Lines

if TYPE_CHECKING:
    from dechaff.model.judge import Reading

CODE = "M101"
# The setting that does without the model.
OFF = "off"
_BETWEEN = "it stands between lines that go"

Look = Callable[[Page, Set[Span]], Sequence[Hit]]


def body(model: str) -> Callable[[], Look]:
    """Looks for lines that are no part of the article.

    Args:
        model: how sure the model must be: the name of one of its bars.

    Returns:
        What begins on a page and gives a look: a function from the page as it stands, and the lines that
        were cut before, to hits. It is asked again until it finds nothing. Words are read but once.
    """
    from dechaff.model.judge import bars, judge
    from dechaff.model.reasons import reasons

    bar = bars()[model]

    def begin() -> Look:
        known: Known = Known()

        def look(page: Page, cut_before: Set[Span]) -> Sequence[Hit]:
            reading, places = known.read(page)
            verdict = judge(reading)
            cut = verdict.cut(bar).nonzero()[0].tolist()
            if not cut:
                return ()
            sure = [round(chance, 2) for chance in verdict.certainty()[cut].tolist()]
            why = zip(cut, sure, reasons(verdict, cut), strict=True)
            chosen = {places[n]: (score, words) for n, score, words in why}
            # A line that was cut and is still there is kept by the user, or by a rule.
            return [hit for hit in _hits(page.lines, chosen, set(places)) if hit.span not in cut_before]

        return look

    return begin


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


def _hits(lines: Lines, chosen: Mapping[int, tuple[float, str]], worded: Set[int]) -> Iterator[Hit]:
    """A line without words, such as a rule of dashes, goes with the lines above and below it."""
    waiting: list[int] = []
    going = True
    score = max(sure for sure, _ in chosen.values())
    for place in range(len(lines)):
        if place not in worded:
            waiting.append(place)
            continue
        if place in chosen:
            score, why = chosen[place]
            if going:
                yield from (_hit(lines, other, score, _BETWEEN) for other in waiting)
            yield _hit(lines, place, score, why)
        going = place in chosen
        waiting = []
    if going:
        yield from (_hit(lines, other, score, _BETWEEN) for other in waiting)


def _hit(lines: Lines, place: int, score: float, why: str) -> Hit:
    return Hit(CODE, lines.whole(place), Effect.CUT, score=score, detail=why)

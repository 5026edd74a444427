"""body: lines that are no part of the article, by the learned line model. It only deletes."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.rules.line import Line
from dechaff.rules.page import Page

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
            reading, places = known.read(page.lines)
            verdict = judge(reading)
            cut = verdict.cut(bar).nonzero()[0].tolist()
            if not cut:
                return ()
            sure = verdict.certainty()
            why = zip(cut, reasons(verdict, cut), strict=True)
            chosen = {places[n]: (round(float(sure[n]), 2), words) for n, words in why}
            # A line that was cut and is still there is kept by the user, or by a rule.
            return [hit for hit in _hits(page.lines, chosen, set(places)) if hit.span not in cut_before]

        return look

    return begin


class Known:
    """The page as it was read: while lines only go, what is left need not be read again."""

    def __init__(self) -> None:
        self._reading: Reading | None = None
        # Where each line that has words begins, and what is left of it; and the same of every line.
        self._keys: list[tuple[int, str]] = []
        self._every: frozenset[tuple[int, str]] = frozenset()

    def read(self, lines: Sequence[Line]) -> tuple["Reading", list[int]]:
        """What there is to know of the lines that have words, and which of the lines these are."""
        from dechaff.model.judge import read_page

        out, numbers = _text(lines)
        keys = [(line.whole.start, line.text) for line in lines]
        if self._reading is not None and self._every.issuperset(keys):
            there = {key: place for place, key in enumerate(keys)}
            found = [there.get(key) for key in self._keys]
            places = [place for place in found if place is not None]
            self._keys = [keys[place] for place in places]
            kept = [place is not None for place in found]
            self._reading = self._reading.only(kept, [numbers[place] for place in places])
            return self._reading, places
        self._every = frozenset(keys)
        self._reading = read_page("\n".join(out))
        of_number = {number: place for place, number in enumerate(numbers)}
        places = [of_number[number] for number in self._reading.words.number.tolist()]
        self._keys = [keys[place] for place in places]
        return self._reading, places


def _text(lines: Sequence[Line]) -> tuple[list[str], list[int]]:
    """The lines with a blank line where one stands, and where each of them is."""
    out: list[str] = []
    numbers = []
    for place, line in enumerate(lines):
        if place and line.block != lines[place - 1].block:
            out.append("")
        numbers.append(len(out))
        out.append(line.text)
    return out, numbers


def _hits(lines: Sequence[Line], chosen: Mapping[int, tuple[float, str]], worded: Set[int]) -> Iterator[Hit]:
    """A line without words, such as a rule of dashes, goes with the lines above and below it."""
    waiting: list[Line] = []
    going = True
    score = max(sure for sure, _ in chosen.values())
    for place, line in enumerate(lines):
        if place not in worded:
            waiting.append(line)
            continue
        if place in chosen:
            score, why = chosen[place]
            if going:
                yield from (_hit(other, score, _BETWEEN) for other in waiting)
            yield _hit(line, score, why)
        going = place in chosen
        waiting = []
    if going:
        yield from (_hit(other, score, _BETWEEN) for other in waiting)


def _hit(line: Line, score: float, why: str) -> Hit:
    return Hit(CODE, line.whole, Effect.CUT, score=score, detail=why)

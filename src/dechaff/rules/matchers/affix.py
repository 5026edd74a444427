"""affix: a line that starts or ends with a phrase."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dechaff.core.hit import Capture, Hit
from dechaff.core.span import Span
from dechaff.core.text import trim
from dechaff.rules.asks import bits
from dechaff.rules.index import Index
from dechaff.rules.line import Line
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule

# Characters that sites use for one another, one for one so that offsets hold.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\uff07", "'")
    | dict.fromkeys("\u00a0\u202f\u2009\u3000", " ")
    | {"\uff1a": ":", "\uff5c": "|", "\u0130": "i", "\u0131": "i"}
)
# The Greek question mark is a semicolon, and a title may be a question.
_SENTENCE = re.compile(r"(?<!\.)(?:[.:,。؛،।۔]|(?<![\u0370-\u03ff\u1f00-\u1fff]);)[\"'”’»)\]]*$")


class _Phrase(NamedTuple):
    flat: str
    rule: Rule


def affix(rules: Sequence[Rule], index: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner for the phrases that lines start with and those that they end with."""
    starts, ends = (_phrases(rule for rule in rules if rule.side == side) for side in ("start", "end"))
    at_start, at_end = index.slot(), index.slot()
    index.add_each_start(at_start, [phrase.flat for phrase in starts])
    index.add_each_end(at_end, [phrase.flat for phrase in ends])

    def find(page: Page) -> Mapping[int, list[Hit]]:
        texts, found = page.lines.texts, dict[int, list[Hit]]()
        for slot, phrases, rest_of in ((at_start, starts, _after_start), (at_end, ends, _before_end)):
            for at, numbers in page.seen(slot).items():
                flat = flatten(texts[at])
                for phrase in (phrases[number] for number in bits(numbers)):
                    rest = rest_of(phrase, flat)
                    if rest and page.inside(at, phrase.rule.where):
                        found.setdefault(at, []).extend(_hit(phrase.rule, page.lines[at], rest))
                        break
        return found

    return lambda page: chain.from_iterable(page.known(find).values())


def flatten(text: str) -> str:
    """Lower case and one kind of apostrophe, colon and space, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_SAME)


def _phrases(rules: Iterable[Rule]) -> list[_Phrase]:
    """All phrases of some rules, the longest first."""
    found = [
        _Phrase(flat, rule)
        for rule in rules
        for flat in {flatten(p).strip() for phrases in rule.phrases.values() for p in phrases}
    ]
    return sorted(found, key=lambda p: (-len(p.flat), p.flat, p.rule.code))


def _after_start(phrase: _Phrase, flat: str) -> Span | None:
    """What stands behind the phrase that a line starts with."""
    start = trim(flat).start
    if not flat.startswith(phrase.flat, start):
        return None
    at = _after(flat, start + len(phrase.flat), phrase.rule.between)
    return None if at is None else Span(at, len(flat))


def _before_end(phrase: _Phrase, flat: str) -> Span | None:
    """What stands before the phrase that a line ends with."""
    start = trim(flat).end - len(phrase.flat)
    if start <= 0 or not flat.startswith(phrase.flat, start):
        return None
    at = _before(flat, start, phrase.rule.between)
    return None if at is None else Span(0, at)


def _after(flat: str, at: int, between: str) -> int | None:
    """Where the rest begins, if what follows the phrase parts it from the rest."""
    end = at
    while end < len(flat) and (flat[end].isspace() or flat[end] in between):
        end += 1
    if end == len(flat):
        return None
    if between:
        return end if any(c in between for c in flat[at:end]) else None
    return end if end > at or not _glued(flat[at - 1], flat[at]) else None


def _before(flat: str, at: int, between: str) -> int | None:
    start = at
    while start and (flat[start - 1].isspace() or flat[start - 1] in between):
        start -= 1
    if not start:
        return None
    if between:
        return start if any(c in between for c in flat[start:at]) else None
    return start if start < at or not _glued(flat[at - 1], flat[at]) else None


def _glued(left: str, right: str) -> bool:
    # Scripts without spaces have no word boundary to ask for.
    return left.isalnum() and right.isalnum() and left < "\u0e00" and right < "\u0e00"


def _reads_like_title(text: str, rest: Span) -> bool:
    """Whether the rest of a line may be a title: it begins with a capital, a figure or a quote, where
    its script has capitals, and does not end like a sentence."""
    title = text[rest.start : rest.end].strip()
    first = next((c for c in title if c.isalnum()), "")
    return not first.islower() and not _SENTENCE.search(title)


def _hit(rule: Rule, row: Line, rest: Span) -> Iterator[Hit]:
    if not trim(row.text[rest.start : rest.end]).size:
        return
    if rule.take == "line":
        if row.words <= rule.max_words and (rule.rest == "any" or _reads_like_title(row.text, rest)):
            captures = (Capture(rule.fact, row.at(rest)),) if rule.fact else ()
            yield Hit(rule.code, row.whole, rule.effect, captures=captures)
        return
    kept = row.at(rest)
    gone = Span(row.span.start, kept.start) if rule.side == "start" else Span(kept.end, row.span.end)
    yield Hit(rule.code, gone, rule.effect)

"""affix: a line that starts or ends with a phrase."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dechaff.core.hit import Capture, Hit
from dechaff.core.span import Span
from dechaff.core.text import trim
from dechaff.rules.page import Line, Page
from dechaff.rules.rule import Rule

# Characters that sites use for one another, one for one so that offsets hold.
_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\uff07", "'")
    | dict.fromkeys("\u00a0\u202f\u2009\u3000", " ")
    | {"\uff1a": ":", "\uff5c": "|", "\u0130": "i", "\u0131": "i"}
)
_KEY = 2
_SENTENCE = re.compile(r"(?<!\.)[.;:,。؛،।][\"'”’»)\]]*$")


class _Phrase(NamedTuple):
    flat: str
    rule: Rule


def affix(rules: Sequence[Rule]) -> Callable[[Page], Iterator[Hit]]:
    """A scanner with one index of all phrases, by their first (or last) two characters."""
    starts = _index([rule for rule in rules if rule.side == "start"], _first)
    ends = _index([rule for rule in rules if rule.side == "end"], _last)

    def scan(page: Page) -> Iterator[Hit]:
        for index, row in enumerate(page.lines):
            flat = flatten(row.text)
            for phrase, rest in _starting(starts, flat):
                if page.inside(index, phrase.rule.where):
                    yield from _hit(phrase.rule, row, rest)
                    break
            for phrase, rest in _ending(ends, flat):
                if page.inside(index, phrase.rule.where):
                    yield from _hit(phrase.rule, row, rest)
                    break

    return scan


def flatten(text: str) -> str:
    """Lower case and one kind of apostrophe, colon and space, character for character."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_SAME)


def _first(flat: str) -> str:
    return flat[:_KEY]


def _last(flat: str) -> str:
    return flat[-_KEY:]


def _index(rules: Sequence[Rule], key: Callable[[str], str]) -> dict[str, list[_Phrase]]:
    index: dict[str, list[_Phrase]] = {}
    for rule in rules:
        for phrases in rule.phrases.values():
            for phrase in {flatten(p).strip() for p in phrases}:
                index.setdefault(key(phrase), []).append(_Phrase(phrase, rule))
    for found in index.values():
        found.sort(key=lambda p: (-len(p.flat), p.flat, p.rule.code))
    return index


def _starting(index: dict[str, list[_Phrase]], flat: str) -> Iterator[tuple[_Phrase, Span]]:
    start = trim(flat).start
    for phrase in index.get(flat[start : start + _KEY], ()):
        if flat.startswith(phrase.flat, start):
            at = _after(flat, start + len(phrase.flat), phrase.rule.between)
            if at is not None:
                yield phrase, Span(at, len(flat))


def _ending(index: dict[str, list[_Phrase]], flat: str) -> Iterator[tuple[_Phrase, Span]]:
    end = trim(flat).end
    for phrase in index.get(flat[max(end - _KEY, 0) : end], ()):
        start = end - len(phrase.flat)
        if start > 0 and flat.startswith(phrase.flat, start):
            at = _before(flat, start, phrase.rule.between)
            if at is not None:
                yield phrase, Span(0, at)


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

"""echo: a line in the head that says again what stands elsewhere in the article."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from dechaff import dates
from dechaff.core.hit import Capture, Hit
from dechaff.core.span import Span
from dechaff.core.text import fold
from dechaff.rules.index import Index
from dechaff.rules.line import Line, count_words
from dechaff.rules.memory import remembered
from dechaff.rules.page import Page
from dechaff.rules.rule import Rule

_BETWEEN_ITEMS = re.compile(r"[,;|·•،、，；/]")
_ITEMS = re.compile(rf"\s*{_BETWEEN_ITEMS.pattern}\s*")
_WORD = re.compile(r"[^\W_]+")
_COLON = re.compile(r"[:：&]")
_SUFFIX = re.compile(r"\s+[-–—|·»]\s+\S")
# Fewer words than this say too little to be the same title twice.
_TITLE_WORDS = 3
# Further down a page's head are menus and lists, where lines recur for other reasons;
# lines that say the same count as one.
_TITLE_LINES = 12
# Lines above a title of fewer words may be the beginning of a letter or a poem.
_MASTHEAD_TITLE_WORDS = 5
# A site's name with the separator before it is not longer.
_SITE_WORDS = 6
# A page's own lines above a title: a section, a site, not a list.
_MASTHEAD_LINES = 4
# A line with a number, a separator or a stop is a date, a path or a sentence, for other rules to judge.
_SAYS_MORE = re.compile(r"[\d>»›/|\\.:!?,;。：，]")
_ITEM_WORDS = 4
_WORDS_PER_ITEM = 2.5
_SHARE_IN_BODY = 0.6
# Shorter words are mostly function words and stand in every body.
_TELLING_CHARS = 4


class _Pair(NamedTuple):
    """Two lines that say one title, by index."""

    stays: int
    goes: int


def echo(rules: Sequence[Rule], _: Index) -> Callable[[Page], Iterator[Hit]]:
    """A scanner for doubled titles, what stands above them, and lists of tags."""
    of_titles = [rule for rule in rules if rule.of in _OF_TITLES]
    of_lists = [(rule, partial(_lists, rule, _words_of_no_list(rule))) for rule in rules if rule.of == "body"]

    def scan(page: Page) -> Iterator[Hit]:
        pairs = list(_doubles(page)) if of_titles else []
        for rule in of_titles if pairs else ():
            yield from _OF_TITLES[rule.of](page, rule, pairs)
        for rule, find in of_lists:
            yield from _told_again(page, rule, page.known(find))

    return scan


def _doubles(page: Page) -> Iterator[_Pair]:
    """The pairs of lines in the head that say one title."""
    titles: dict[str, int] = {}
    dressed: dict[str, int] = {}
    seen: set[str] = set()
    texts = page.lines.texts
    for index in page.head:
        key, is_title, bare = _said(texts[index])
        seen.add(key)
        if len(seen) > _TITLE_LINES:
            return
        if not is_title:
            continue
        other = titles.get(key, titles.get(bare, dressed.get(key)))
        if other is not None and _are_near(page, other, index):
            is_dressed = key not in titles and key in dressed
            yield _Pair(index, other) if is_dressed else _Pair(other, index)
        titles[key] = index
        if bare:
            dressed[bare] = index


class _Said(NamedTuple):
    """What a line says: folded, whether that may be a title, and without the site's name after it."""

    key: str
    is_title: bool
    bare: str


@remembered
def _said(text: str) -> _Said:
    key = fold(text)
    if count_words(key) < _TITLE_WORDS or text[-1] in ".,。،" or dates.parse(text):
        return _Said(key, False, "")
    return _Said(key, True, _undressed(text))


def _are_near(page: Page, one: int, other: int) -> bool:
    """Whether nothing stands between two lines, or one that is no sentence: a site, a section.

    Dates and bylines between them are gone by the second look.
    """
    between = page.lines.texts[one + 1 : other]
    return not between or (len(between) == 1 and between[0][-1] not in ".!?…,。！？؟")


def _undressed(text: str) -> str:
    """A title folded, without the site's name after it (`Title - The Harrow Post`); empty without one."""
    for suffix in _SUFFIX.finditer(text):
        if count_words(text[suffix.start() :]) <= _SITE_WORDS:
            return fold(text[: suffix.start()])
    return ""


def _title(page: Page, rule: Rule, pairs: Iterable[_Pair]) -> Iterator[Hit]:
    for pair in pairs:
        yield _hit(rule, page.lines[pair.goes], page.lines[pair.stays])


def _masthead(page: Page, rule: Rule, pairs: Iterable[_Pair]) -> Iterator[Hit]:
    first = min(map(min, pairs))
    if not 0 < first <= _MASTHEAD_LINES or page.lines[first].words < _MASTHEAD_TITLE_WORDS:
        return
    for row in page.lines[:first]:
        if row.words <= rule.max_words and not _SAYS_MORE.search(row.text):
            yield _hit(rule, row, row)


_OF_TITLES: Mapping[str, Callable[[Page, Rule, Iterable[_Pair]], Iterator[Hit]]] = {
    "title": _title,
    "masthead": _masthead,
}


def _words_of_no_list(rule: Rule) -> set[str]:
    return {word.casefold() for words in rule.phrases.values() for word in words}


def _lists(rule: Rule, never: set[str], page: Page) -> Mapping[int, Line]:
    """What may be lists of tags in the head."""
    texts = page.lines.texts
    likely = (at for at in page.head if len(_BETWEEN_ITEMS.findall(texts[at])) >= rule.min_items - 1)
    return {at: page.lines[at] for at in likely if _is_list(texts[at], rule, never)}


def _told_again(page: Page, rule: Rule, lists: Mapping[int, Line]) -> Iterator[Hit]:
    """The lists most words of which stand in the body; the first line is no list but a title."""
    rows = [row for at, row in lists.items() if at]
    if not rows:
        return
    assert page.body  # or there were no head
    body = " ".join(
        row.text for row in page.lines[page.body.start : page.body.stop] if row.is_body
    ).casefold()
    words = set(_WORD.findall(body))
    for row in rows:
        if _recurs(row.text.casefold(), body, words):
            yield _hit(rule, row, row)


def _is_list(text: str, rule: Rule, never: set[str]) -> bool:
    items = _ITEMS.split(text)
    sizes = [count_words(item) for item in items]
    return (
        len(items) >= rule.min_items
        and text[-1] not in ".!?…。！？؟"
        and not _COLON.search(text)
        and min(sizes) > 0
        and max(sizes) <= _ITEM_WORDS
        and sum(sizes) <= _WORDS_PER_ITEM * len(items)
        and never.isdisjoint(_WORD.findall(text.casefold()))
        and not all(map(_is_name, items))
    )


def _is_name(item: str) -> bool:
    """Whether an item is two capitalised words or more: a row of these may be of people."""
    words = item.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _recurs(line: str, body: str, words: set[str]) -> bool:
    telling = {w for w in _WORD.findall(line) if len(w) >= _TELLING_CHARS}
    if telling:
        return len(telling & words) >= _SHARE_IN_BODY * len(telling)
    items = _ITEMS.split(line)
    return sum(item in body for item in items) >= _SHARE_IN_BODY * len(items)


def _hit(rule: Rule, row: Line, says: Line) -> Hit:
    captures = (Capture(rule.fact, says.at(Span(0, len(says.text)))),) if rule.fact else ()
    return Hit(rule.code, row.whole, rule.effect, captures=captures)

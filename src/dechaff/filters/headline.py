"""headline: the title of an article that begins with one."""

from collections.abc import Callable, Iterator

from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.line import Line
from dechaff.rules.page import Page

HEADLINE = "K201"

_MOST_WORDS = 40
_LEAST_WORDS = 2
# Above a headline may stand a section, a site, a name; a headline says more.
_TELLING_WORDS = 4
_LIST_COMMAS = 2
_ENDS_LIKE_A_SENTENCE = (".", ":", ";", ",", "。", "،", "؛", "।", "۔")


def headline() -> Callable[[Text], Iterator[Hit]]:
    """A filter that captures the title: of the lines before the body the first that reads like one."""
    return title_line


def title_line(text: Text) -> Iterator[Hit]:
    """The filter itself: it keeps the line, and cuts nothing."""
    page = Page(text)
    able = [index for index in page.head if _may_be_title(page, index)]
    telling = [index for index in able if _is_telling(page.lines[index])]
    for index in (telling or able)[:1]:
        line = page.lines[index]
        span = line.at(Span(0, len(line.text)))
        yield Hit(HEADLINE, span, Effect.KEEP, captures=(Capture("title", span),))


def _is_telling(line: Line) -> bool:
    """Whether a line says more than a section does, and is no list of tags or names."""
    return line.words >= _TELLING_WORDS and sum(map(line.text.count, ",،，、")) < _LIST_COMMAS


def _may_be_title(page: Page, index: int) -> bool:
    line = page.lines[index]
    ends = line.text.endswith(_ENDS_LIKE_A_SENTENCE) and not line.text.endswith("..")
    return _LEAST_WORDS <= line.words <= _MOST_WORDS and not ends and not _goes_on(page, index)


def _goes_on(page: Page, index: int) -> bool:
    """Whether the next line carries on the same sentence: the text is wrapped at some width."""
    following = index + 1
    if following >= len(page.lines) or not page.adjacent(following):
        return False
    return page.lines[following].text[:1].islower()

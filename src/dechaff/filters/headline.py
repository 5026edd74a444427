"""headline: the title of an article that begins with one."""

from collections.abc import Callable, Iterator

from dechaff.core.hit import Capture, Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.rules.page import Page

HEADLINE = "K201"

_MOST_WORDS = 40
_LEAST_WORDS = 2


def headline() -> Callable[[Text], Iterator[Hit]]:
    """A filter that captures the first line as the title, if it reads like one and a body follows."""
    return first_line


def first_line(text: Text) -> Iterator[Hit]:
    """The filter itself: it keeps the line, and cuts nothing."""
    page = Page(text)
    if not page.head:
        return
    line = page.lines[0]
    ends_like_sentence = line.text.endswith((".", ":", ";", ",", "。", "،")) and not line.text.endswith("..")
    if _LEAST_WORDS <= line.words <= _MOST_WORDS and not ends_like_sentence:
        span = line.at(Span(0, len(line.text)))
        yield Hit(HEADLINE, span, Effect.KEEP, captures=(Capture("title", span),))

"""Sound: whether what a layout parts reads like articles, and not like the pages or paragraphs of one."""

from collections.abc import Sequence

from dechaff.filters.split.lines import Line

# What an article has at least to say, in letters; one of a script that writes a word in one or two
# characters says it in a third of them.
_LEAST_TEXT = 160
_WIDE = "\u2e80"
_WEIGHT = 3
_PARAGRAPH = 60
# A page's last line of so many characters that ends without a stop is no heading or credit.
_FULL = 40
_LONGEST_TITLE = 250
# Where nothing stands below it, a line so long is a paragraph.
_LONG_TITLE = 100
_STOPS = ".!?…。！？؟।\"'”’»)]*_-=~#:"
# So far up a sentence is looked for that goes on: above it may stand a page number.
LOOK_BACK = 3
_PERIODS = (".", "。", "…")


def says_enough(body: Sequence[Line]) -> bool:
    """Whether these lines have as much text as the shortest article."""
    size = 0
    for line in body:
        size += len(line.text)
        if line.text > "\x7f" and not line.text.isascii():
            size += (_WEIGHT - 1) * sum(char >= _WIDE for char in line.text)
        if size >= _LEAST_TEXT:
            return True
    return False


def reads_on(above: Sequence[Line], first: str) -> bool:
    """Whether a text that begins so goes on with a sentence of the lines above it."""
    return first[:1].islower() and not _last(above).endswith(tuple(_STOPS))


def goes_on_below_a_header(above: Sequence[Line], body: Sequence[Line]) -> bool:
    """Whether the second line of a page goes on with the page before: the first is a running header."""
    return len(_last(above)) >= _FULL and len(body) > 1 and reads_on(above, body[1].text)


def tells_a_story(lines: Sequence[Line]) -> bool:
    """Whether these lines are an article's text, rather than a page's own lines or a note."""
    return sum(len(line.text) >= _PARAGRAPH and line.text.endswith(_PERIODS) for line in lines) > 1


def _last(above: Sequence[Line]) -> str:
    """The last line that is no page number."""
    return next((line.text for line in reversed(above[-LOOK_BACK:]) if not _is_number(line.text)), ".")


def _is_number(text: str) -> bool:
    return text.strip(" -–—").isdecimal()


def has_title(body: Sequence[Line], first: str) -> bool:
    """Whether the first of these lines, which says so, is a headline and no paragraph, nor a part of one."""
    if len(first) > _LONGEST_TITLE or (len(first) >= _PARAGRAPH and first.endswith(_PERIODS)):
        return False
    if len(body) < 2:
        return len(first) < _LONG_TITLE
    if body[1].blank:
        return True
    # A paragraph in short lines goes on below in small letters; so does a title, but not for long.
    return not all(line.text[:1].islower() for line in body[1:3])

"""Values: where the value of a label stands, in its line and in those below it."""

from collections.abc import Iterator, Sequence

from dechaff.core.facts import NAMES as FACTS
from dechaff.core.span import Span
from dechaff.filters.split.lines import Line
from dechaff.rules.layout import Layout
from dechaff.rules.patterns import compiled

_ITEM = "- "
# What a value of YAML may be wrapped in.
_WRAPS = ('""', "''", "[]")


def values(lines: Sequence[Line], offset: int, fact: str, layout: Layout) -> Iterator[tuple[str, Span]]:
    """What a label's value says: facts, and where their values stand; one, or one for each item of a list.

    Between fences, as in YAML, quotes and brackets around a value and dashes before items are no part of it.

    Args:
        lines: the line of the label and those in which its value goes on.
        offset: where in the first line, its indent left out, the value begins.
        fact: what the label means.
        layout: whose `values` may say more of a value in one line.
    """
    first, last = lines[0], lines[-1]
    start = first.start + first.indent + offset
    if layout.fence:
        yield from ((fact, span) for span in _items(lines, offset))
        return
    like = layout.values.get(fact) if first is last else None
    found = compiled(like).fullmatch(first.text, offset) if like else None
    if found:
        named = (name for name in FACTS if found.groupdict().get(name))
        yield from ((name, Span(*found.span(name)).shift(first.start + first.indent)) for name in named)
    elif start < last.end:
        yield fact, Span(start, last.start + last.indent + len(last.text))


def _items(lines: Sequence[Line], offset: int) -> Iterator[Span]:
    for line, at in ((lines[0], offset), *((line, 2 * line.text.startswith(_ITEM)) for line in lines[1:])):
        text = line.text[at:].strip()
        begin = line.start + line.indent + line.text.index(text, at)
        inner = 1 if len(text) > 1 and text[0] + text[-1] in _WRAPS else 0
        if len(text) > 2 * inner:
            yield Span(begin + inner, begin + len(text) - inner)

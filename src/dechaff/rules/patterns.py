"""Patterns: the regular expressions of rules, their macros and their time limit.

The one module that imports `regex`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from dechaff import dates
from dechaff.core.facts import NAMES as FACTS
from dechaff.core.span import Span

# Built-in expressions are linear and need microseconds; a user's may not be.
SECONDS_PER_LINE = 0.5

# A name is known by its capitals, though all else ignores case.
_NAME = (
    r"(?-i:\p{Lu}[\p{L}\p{M}.'’-]{0,30}(?:\s(?:\p{Lu}|[dlv]['’]|de|da|di|del|van|von|der|el|al|bin|la|le)"
    r"[\p{L}\p{M}.'’-]{0,30}){0,4}|[\p{Lo}\p{M}·‧-]{2,20}(?:\s[\p{Lo}\p{M}·‧-]{1,20}){0,3})"
)


# Among `needs` this stands for a figure of any script.
_DIGIT = "{digit}"


class PatternTimeoutError(Exception):
    """An expression took longer on one line than it may."""


class Match(NamedTuple):
    """What an expression matched: the span that goes, and the facts in it."""

    cut: Span
    groups: tuple[tuple[str, Span], ...]


class Pattern:
    """Several expressions as one, ignoring case; compiled when it is first needed.

    `needs` are strings in lower case, one of which a line must hold to be worth trying: looking for
    them is much faster than a failing match.
    """

    def __init__(self, sources: Iterable[str], needs: Sequence[str] = ()) -> None:
        self._sources = tuple(sources)
        self._needs = needs

    @cached_property
    def _regex(self) -> Any:
        return compiled("|".join(f"(?:{source})" for source in self._sources))

    @cached_property
    def _names(self) -> list[str]:
        return [name for name in self._regex.groupindex if name in FACTS]

    def _worth_trying(self, low: str) -> bool:
        if not self._needs:
            return True
        for need in self._needs:  # a loop, not any(): this is the hottest line of all
            if need in low:
                return True
        return _DIGIT in self._needs and any(map(str.isdigit, low))

    def whole(self, line: str, *, low: str = "", day_first: Callable[[], bool] = bool) -> Match | None:
        """The match of the whole line.

        Args:
            line: the line, trimmed.
            low: the line in lower case, where the caller knows it.
            day_first: asked, where a date has two readings, whether it begins with the day.

        Raises:
            PatternTimeoutError: the expression took too long.
        """
        if not self._worth_trying(low or line.lower()):
            return None
        try:
            found = self._regex.fullmatch(line, timeout=SECONDS_PER_LINE)
        except TimeoutError as error:
            raise PatternTimeoutError from error
        return self._match(found, line, day_first) if found else None

    def within(self, line: str, *, low: str = "", day_first: Callable[[], bool] = bool) -> Iterator[Match]:
        """Each match within the line; arguments and errors as for `whole`."""
        if not self._worth_trying(low or line.lower()):
            return
        try:
            for found in self._regex.finditer(line, timeout=SECONDS_PER_LINE):
                match = self._match(found, line, day_first)
                if match and match.cut.size:
                    yield match
        except TimeoutError as error:
            raise PatternTimeoutError from error

    def _match(self, found: Any, line: str, day_first: Callable[[], bool]) -> Match | None:
        groups = tuple((name, Span(*found.span(name))) for name in self._names if found[name])
        for name, span in groups:
            if name in ("published", "updated") and not _is_date(line[span.start : span.end], day_first):
                return None
        has_cut = "cut" in self._regex.groupindex and found["cut"] is not None
        return Match(Span(*found.span("cut" if has_cut else 0)), groups)


def pattern_mistake(source: str, groups: Sequence[str] = ()) -> str | None:
    """What is wrong with an expression, or None; its groups may have the names of facts, and these."""
    import regex

    try:
        found = compiled(source)
    except regex.error as error:
        return f"not a regular expression: {error}"
    if found.fullmatch(""):
        return "it matches nothing at all: every line would match; make some part of it required"
    strange = [n for n in found.groupindex if n not in FACTS and n not in ("cut", *groups)]
    if strange:
        return f"group {strange[0]!r} is no fact; groups may be named {', '.join(('cut', *groups, *FACTS))}"
    return None


def expand(source: str, macros: Mapping[str, str]) -> str:
    """An expression with a rule's own macros written out; a macro may use those that stand before it."""
    for name, meaning in reversed(list(macros.items())):
        source = source.replace("{" + name + "}", f"(?:{meaning})")
    return source


def _is_date(text: str, day_first: Callable[[], bool]) -> bool:
    # Spanish stands for every language that puts the day first.
    return bool(dates.parse(text) or (day_first() and dates.parse(text, "es")))


@cache
def compiled(source: str) -> Any:
    """An expression with the built-in macros written out, compiled; it ignores case."""
    import regex

    for macro, meaning in (("{date}", dates.SHAPE), ("{time}", dates.TIME), ("{name}", _NAME)):
        source = source.replace(macro, f"(?:{meaning})")
    return regex.compile(source, regex.IGNORECASE | regex.V0)

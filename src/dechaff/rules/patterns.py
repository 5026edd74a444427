"""Patterns: the regular expressions of rules, their macros and their time limit.

The one module that imports `regex`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from dechaff import dates
from dechaff.core.facts import NAMES as FACTS
from dechaff.core.span import Span
from dechaff.rules.form import Form, Needs, required
from dechaff.rules.literals import form_of
from dechaff.rules.memory import remembered

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
    """What an expression matched: the span that goes, the facts in it, and what of these must be dates."""

    cut: Span
    groups: tuple[tuple[str, Span], ...]
    dates: tuple[str, ...]

    def counts(self, day_first: Callable[[], bool] = bool) -> bool:
        """Whether all that must be a date is one.

        Args:
            day_first: asked, where a date has two readings, whether it begins with the day.
        """
        return all(_is_date(text, day_first) for text in self.dates)


class Pattern:
    """Several expressions as one, ignoring case; each is compiled when it is first needed.

    `needs` are strings in lower case, one of which a line must hold to match.
    """

    def __init__(self, sources: Iterable[str], needs: Sequence[str] = ()) -> None:
        self.sources = tuple(sources)
        self._needs = needs

    def literals(self, *, whole_line: bool) -> list[Needs]:
        """For each expression sets of strings, levelled; of each set a line that it matches holds one."""
        return [_literals(source, whole_line) for source in self.sources]

    def matches(self, line: str) -> bool:
        """Whether the whole line matches, and what must be a date is one, whatever page it stands on."""
        match = self.whole(line)
        return match is not None and match.counts()

    def whole(self, line: str, among: Iterable[int] | None = None) -> Match | None:
        """The match of the whole line, whether it counts or not.

        Args:
            line: the line, trimmed.
            among: which of the expressions may match, in order, where the caller knows it.

        Raises:
            PatternTimeoutError: the expression took too long.
        """
        try:
            for source in self._chosen(among):
                found = _whole(line, source)
                if found:
                    return _match(found, line) if self._has_what_it_needs(line) else None
        except TimeoutError as error:
            raise PatternTimeoutError from error
        return None

    def within(self, line: str, among: Iterable[int] | None = None) -> Iterator[Match]:
        """Each match within the line, from left to right; arguments and errors as for `whole`."""
        sources = tuple(self._chosen(among))
        at = 0
        try:
            while found := _first(line, sources, at):
                if not (at or self._has_what_it_needs(line)):
                    return
                match = _match(found, line)
                if match.cut.size:
                    yield match
                at = max(found.end(), found.start() + 1)
        except TimeoutError as error:
            raise PatternTimeoutError from error

    def _chosen(self, among: Iterable[int] | None) -> Iterable[str]:
        return self.sources if among is None else map(self.sources.__getitem__, among)

    def _has_what_it_needs(self, line: str) -> bool:
        low = line.lower()
        return (
            not self._needs
            or any(need in low for need in self._needs)
            or (_DIGIT in self._needs and any(map(str.isdigit, low)))
        )


@remembered
def _whole(line: str, source: str) -> Any:
    return compiled(source).fullmatch(line, timeout=SECONDS_PER_LINE)


def _first(line: str, sources: Sequence[str], at: int) -> Any:
    """The leftmost match from some place on; of several there, that of the first expression."""
    every = (compiled(source).search(line, at, timeout=SECONDS_PER_LINE) for source in sources)
    return min(filter(None, every), key=_start, default=None)


def _start(found: Any) -> int:
    return int(found.start())


def _match(found: Any, line: str) -> Match:
    names = found.re.groupindex
    groups = tuple((name, Span(*found.span(name))) for name in names if name in FACTS and found[name])
    dates = tuple(line[span.start : span.end] for name, span in groups if name in ("published", "updated"))
    has_cut = "cut" in names and found["cut"] is not None
    return Match(Span(*found.span("cut" if has_cut else 0)), groups, dates)


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
    if "{" not in source:
        return source
    for name, meaning in reversed(list(macros.items())):
        source = source.replace("{" + name + "}", f"(?:{meaning})")
    return source


def _is_date(text: str, day_first: Callable[[], bool]) -> bool:
    # Spanish stands for every language that puts the day first.
    return bool(_date(text, None) or (_date(text, "es") and day_first()))


@remembered
def _date(text: str, language: str | None) -> str | None:
    return dates.parse(text, language)


# The built-in macros.
_MACROS = {"date": dates.SHAPE, "time": dates.TIME, "name": _NAME}


@cache
def _known_macros() -> Mapping[str, Form]:
    return {macro: form_of(meaning, {}) for macro, meaning in _MACROS.items()}


# Literals that were read off expressions before, when the packs were compiled.
_read_before: dict[tuple[str, bool], tuple[tuple[str, ...], ...]] = {}


def remember_literals(
    sources: Sequence[str], literals: Sequence[Sequence[Sequence[str]]], *, whole_line: bool
) -> None:
    """Take the literals of these expressions as given."""
    for source, sets in zip(sources, literals, strict=True):
        # Tuples of strings are not looked at when garbage is collected.
        _read_before[source, whole_line] = tuple(map(tuple, sets))


def _literals(source: str, whole_line: bool) -> Needs:
    known = _read_before.get((source, whole_line))
    return _read_off(source, whole_line) if known is None else tuple(map(frozenset, known))


@cache
def _read_off(source: str, whole_line: bool) -> Needs:
    return required(form_of(source, _known_macros()), whole_line=whole_line)


@cache
def compiled(source: str) -> Any:
    """An expression with the built-in macros written out, compiled; it ignores case."""
    import regex

    return regex.compile(expand(source, _MACROS), regex.IGNORECASE | regex.V0)

"""Checks: what is wrong with one value, said with what is allowed. msgspec by itself stops at the first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import FieldInfo

from dechaff.language.backends import detector_names

if TYPE_CHECKING:
    from dechaff.rules.rule import Rule

CHOICES: Mapping[str, Sequence[str]] = {
    "model": ("off", "careful", "balanced", "thorough"),
    "detector": detector_names(),
    "other-languages": ("keep", "note", "drop"),
}
# The settings that are lists of rules.
RULE_LISTS = ("select", "extend-select", "ignore", "never-alone")

_KINDS = {
    bool: "true or false",
    float: "a share from 0 to 1",
    tuple: "a list of strings",
    str: "a string",
    dict: "a table of lists of strings",
}


def fields_of(struct: type[msgspec.Struct]) -> Mapping[str, FieldInfo]:
    """The fields of a struct by the names under which they are written."""
    return {field.encode_name: field for field in msgspec.structs.fields(struct)}


def default_of(field: FieldInfo) -> Any:
    """What a field holds where nobody says otherwise."""
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """That there is no such name, and which may have been meant."""
    close = get_close_matches(name, list(known), 1)
    hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
    return f"unknown {what} {name!r}; {hint}"


def mistakes_in(name: str, value: Any, field: FieldInfo, choices: Sequence[str] = ()) -> Iterator[str]:
    """What is wrong with a value for the field of this name.

    Args:
        name: the name.
        value: the value, as TOML has it.
        field: the field, which knows its type.
        choices: all that the value may be; empty where that is not known.
    """
    try:
        msgspec.convert(value, field.type)
    except msgspec.ValidationError:
        yield f"found {value!r}, expected {_KINDS[type(default_of(field))]}"
        return
    if choices and value not in choices:
        yield f"found {value!r}, must be one of {', '.join(choices)}"
    if name in _CHECKS:
        yield from _CHECKS[name](value)


def _patterns(sources: Iterable[str]) -> Iterator[str]:
    from dechaff.rules.patterns import pattern_mistake

    for source in sources:
        mistake = pattern_mistake(source)
        if mistake:
            yield f"{source!r}: {mistake}"


def _charset(name: str) -> Iterator[str]:
    from dechaff.filters.charsets import charset_named

    try:
        charset_named(name)
    except LookupError as mistake:
        yield str(mistake)


_CHECKS: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "keep": lambda sources: _patterns(sources) if sources else (),
    "separator": lambda source: _patterns([source]) if source else (),
    "charset": lambda name: _charset(name) if name else (),
}


def unnamed(names: Iterable[str], rules: Sequence["Rule"]) -> Mapping[str, str]:
    """The names that mean none of the rules, each with what to say of it."""
    from dechaff.rules.select import is_named

    strange = [name for name in names if not any(is_named(rule, name) for rule in rules)]
    known = [word for rule in rules for word in (rule.code, rule.name)]
    return {name: f"{name!r} is no rule, prefix or name; {_hint(name, known)}" for name in strange}


def _hint(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"did you mean {close[0]!r}?" if close else "`dechaff rule` lists them"

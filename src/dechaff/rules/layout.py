"""Layout: the grammar of a file of several records, such as a database's export, as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dechaff.core.facts import NAMES as FACTS
from dechaff.rules.patterns import expand, pattern_mistake

TIMES = ("one", "maybe", "some", "any", "all")
# What a label may mean beside a fact: nothing that is kept; text that stays where it is, such as a
# standfirst; and "the article begins here".
DROP = ""
TEXT = "text"
BODY = "body"
# Groups of the expressions that find records: what the export says of itself, the site that an address
# names, and what of a marker line belongs to the article.
REST = "rest"
GROUPS = ("number", "total", "site", REST)
# The label that stands for every label.
ANY_LABEL = "*"

_LINES = ("starts", "ends", "between", "proof", "claims", "preamble", "footer", "skip", "drop")
_FLAGS = ("counted", "distinct", "wrapped", "sound", "full", "headed", "colon", "below")
_COUNTS = ("least", "block")
_KNOWN = (*_LINES, *_FLAGS, *_COUNTS, "needs", "head", "tail", "fence", "replies", "values", "labels")
_ELEMENT_FLAGS = ("keep", "inset", "near", "labels")
_ELEMENT_KEYS = ("like", "fact", "times", "most", *_ELEMENT_FLAGS)


@dataclass(frozen=True, slots=True)
class Element:
    """One line of a record's head or tail, or several alike.

    Attributes:
        like: the expression that the whole line matches.
        fact: what the line says, unless groups of the expression do.
        times: how many such lines: one, maybe (none or one), some (one or more), any, or all that there are.
        most: where there may be several, how many at most.
        keep: whether the line stays in the article.
        inset: whether the line begins further in than the record does, as a centred line.
        near: whether the line stands right below the one before, in a record that has blank lines.
        labels: there is no such line: at this place one or more labels must have stood.
    """

    like: str = ".+"
    fact: str | None = None
    times: str = "one"
    most: int = 40
    keep: bool = False
    inset: bool = False
    near: bool = False
    labels: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How records follow one another, and how one is built; `docs/writing-layouts.md` explains the fields."""

    needs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    block: int = 0
    fence: str = ""
    replies: str = ""
    least: int = 2
    proof: tuple[str, ...] = ()
    sound: bool = False
    distinct: bool = False
    counted: bool = False
    full: bool = False
    headed: bool = False
    claims: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    heads: tuple[tuple[Element, ...], ...] = ()
    tail: tuple[Element, ...] = ()
    wrapped: bool = False
    colon: bool = True
    below: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


def build_layout(data: Mapping[str, Any], macros: Mapping[str, str]) -> Layout:
    """The layout of a table that is known to be right, with a rule's macros written out."""
    plain: dict[str, Any] = dict(data)
    for key in _LINES:
        plain[key] = tuple(expand(source, macros) for source in data.get(key, ()))
    for key in ("fence", "replies"):
        plain[key] = expand(data.get(key, ""), macros)
    plain["values"] = {fact: expand(source, macros) for fact, source in data.get("values", {}).items()}
    plain["needs"] = tuple(data.get("needs", ()))
    plain["heads"] = tuple(_elements(head, macros) for head in _heads(plain.pop("head", [])))
    plain["tail"] = _elements(data.get("tail", []), macros)
    # A label in capitals is one in capitals only: "LENGTH:" begins no sentence, "Length:" might.
    plain["labels"] = {_label(label): fact for label, fact in data.get("labels", {}).items()}
    return Layout(**plain)


def _label(label: str) -> str:
    return label if label.isupper() else label.casefold()


def _elements(elements: Sequence[Mapping[str, Any]], macros: Mapping[str, str]) -> tuple[Element, ...]:
    return tuple(Element(**{**e, "like": expand(e.get("like", ".+"), macros)}) for e in elements)


def _heads(head: Sequence[Any]) -> Sequence[Sequence[Any]]:
    """The sequences that a head may be: one, or several of which the first that fits counts."""
    return head if head and isinstance(head[0], list) else [head]


def layout_mistakes(data: Mapping[str, Any], macros: Mapping[str, str]) -> Iterator[str]:
    """Every mistake of a `[layout]` table."""
    for key in data:
        if key not in _KNOWN:
            yield f"layout: unknown key {key!r}; known are {', '.join(sorted(_KNOWN))}"
    if not any(data.get(key) for key in ("starts", "ends", "between", "block")):
        yield "layout: nothing says where a record begins; give starts, ends, between or block"
    for key in _LINES:
        yield from _expressions(key, data.get(key, []), macros)
    for key in ("fence", "replies"):
        if key in data:
            yield from _expressions(key, [data[key]], macros)
    for fact, source in data.get("values", {}).items():
        if fact not in FACTS:
            yield f"layout.values: {fact!r} is no fact; known are {', '.join(FACTS)}"
        yield from _expressions(f"values.{fact}", [source], macros)
    for key in _FLAGS:
        if not isinstance(data.get(key, False), bool):
            yield f"layout.{key}: found {data[key]!r}, expected true or false"
    for key in _COUNTS:
        yield from _whole(f"layout.{key}", data.get(key, 1))
    needs = data.get("needs", [])
    if not isinstance(needs, list) or not all(isinstance(n, str) and n == n.lower() != "" for n in needs):
        yield f"layout.needs: found {needs!r}, expected a list of strings in lower case"
    for head in _heads(data.get("head", [])):
        yield from _sequence("head", head, macros)
    yield from _sequence("tail", data.get("tail", []), macros)
    yield from _labels(data.get("labels", {}))


def _expressions(key: str, sources: object, macros: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(sources, list) or not all(isinstance(source, str) and source for source in sources):
        yield f"layout.{key}: found {sources!r}, expected a list of regular expressions"
        return
    for source in sources:
        mistake = pattern_mistake(expand(source, macros), GROUPS)
        if mistake:
            yield f"layout.{key}: {source!r}: {mistake}"


def _whole(where: str, value: object) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        yield f"{where}: found {value!r}, expected a whole number from 1"


def _sequence(key: str, elements: Sequence[object], macros: Mapping[str, str]) -> Iterator[str]:
    for number, element in enumerate(elements, 1):
        yield from _element(f"layout.{key}: line {number}", element, macros)


def _element(where: str, element: object, macros: Mapping[str, str]) -> Iterator[str]:
    if not isinstance(element, Mapping):
        yield f"{where}: found {element!r}, expected a table such as {{ fact = 'title' }}"
        return
    for key in element:
        if key not in _ELEMENT_KEYS:
            yield f"{where}: unknown key {key!r}; known are {', '.join(_ELEMENT_KEYS)}"
    yield from (f"{where}: {m}" for m in _one_of(element, "fact", FACTS))
    yield from (f"{where}: {m}" for m in _one_of(element, "times", TIMES))
    yield from _whole(f"{where}: most", element.get("most", 1))
    for key in _ELEMENT_FLAGS:
        if not isinstance(element.get(key, False), bool):
            yield f"{where}: {key}: found {element[key]!r}, expected true or false"
    mistake = pattern_mistake(expand(str(element.get("like", ".+")), macros), GROUPS)
    if mistake:
        yield f"{where}: {element['like']!r}: {mistake}"


def _one_of(element: Mapping[str, Any], key: str, allowed: Sequence[str]) -> Iterator[str]:
    if key in element and element[key] not in allowed:
        yield f"{key}: found {element[key]!r}, must be one of {', '.join(allowed)}"


def _labels(labels: object) -> Iterator[str]:
    if not isinstance(labels, Mapping):
        yield f"layout.labels: found {labels!r}, expected a table such as LENGTH = 'length'"
        return
    for label, fact in labels.items():
        if fact not in (DROP, TEXT, BODY, *FACTS):
            yield f"layout.labels: {label!r} means {fact!r}, which is no fact; known are {', '.join(FACTS)}"

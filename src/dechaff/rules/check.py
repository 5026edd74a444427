"""What makes a rule file a rule: every key checked, every mistake named with what is allowed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dechaff.core.facts import NAMES as FACTS
from dechaff.core.hit import Effect
from dechaff.core.text import fold
from dechaff.rules.example import Example
from dechaff.rules.families import families
from dechaff.rules.layout import build_layout, layout_mistakes
from dechaff.rules.patterns import expand, pattern_mistake
from dechaff.rules.rule import MATCHES, WHERES, Phrases, Rule

_CODE = re.compile(r"[A-Z]\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TABLES = ("phrases", "anchors", "patterns", "beside")
_MACRO = re.compile(r"[a-z_]{1,20}")
_ONE_OF: Mapping[str, Sequence[str]] = {
    "match": MATCHES,
    "effect": ("cut", "keep", "note", "write"),
    "fix": ("safe", "unsafe"),
    "status": ("stable", "preview", "optional"),
    "where": WHERES,
    "side": ("start", "end"),
    "take": ("line", "phrase", "match"),
    "direction": ("down", "up"),
    "of": ("title", "masthead", "body"),
    "rest": ("any", "title"),
    "fact": FACTS,
}
_LISTS = ("needs",)
_FLAGS = ("same", "single", "quiet")
_STRINGS = ("code", "name", "summary", "since", "between", "filter")
_NUMBERS = ("max_words", "max_chars", "repeats", "min", "min_items", "lines", "least", "above")
_REQUIRED = ("code", "name", "summary", "match", "effect", "fix", "since", "status")
_KNOWN = (*_STRINGS, *_LISTS, *_FLAGS, *_NUMBERS, *_ONE_OF, *_TABLES, "macros", "example", "layout")
_EXAMPLE_KEYS = ("lang", "diff", "why", "facts")


class RuleError(ValueError):
    """A rule pack is wrong. `mistakes` lists every mistake, each with its file and what to do."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def read_rule(data: Mapping[str, Any], file: Path) -> Rule:
    """The rule that a TOML file says.

    Raises:
        RuleError: with every mistake of the file.
    """
    mistakes = [*_keys(data), *_values(data)] or [*_contents(data, file.stem)]
    if mistakes:
        raise RuleError([f"{file}: {mistake}" for mistake in mistakes])
    rule = build_rule(data)
    mistakes = [*_examples(rule)]
    if mistakes:
        raise RuleError([f"{file}: {mistake}" for mistake in mistakes])
    return rule


def check_pack(rules: Sequence[Rule]) -> Iterator[str]:
    """The mistakes that only show when rules stand side by side."""
    codes: dict[str, Rule] = {}
    claims: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        if codes.setdefault(rule.code, rule) is not rule:
            yield f"{rule.code}: the code is taken by rule {codes[rule.code].name!r}; take a free one"
        for lang, phrase in _phrases(rule):
            other = claims.setdefault((rule.match, fold(phrase)), rule)
            if other.code != rule.code and not _apart(rule, other):
                yield (
                    f"{rule.code}: phrases.{lang}: {phrase!r} is claimed by {other.code}"
                    f" ({other.name}) too; a phrase belongs to one rule"
                )


def _apart(rule: Rule, other: Rule) -> bool:
    return rule.side != other.side


def _phrases(rule: Rule) -> Iterator[tuple[str, str]]:
    for table in (rule.phrases, rule.anchors):
        for lang, phrases in table.items():
            for phrase in phrases:
                yield lang, phrase


def _keys(data: Mapping[str, Any]) -> Iterator[str]:
    for key in data:
        if key not in _KNOWN:
            yield f"unknown key {key!r}{_nearest(key, _KNOWN)}"
    for key in _REQUIRED:
        if key not in data:
            yield f"key {key!r} is missing; a rule needs {', '.join(_REQUIRED)}"


def _nearest(word: str, allowed: Iterable[str]) -> str:
    close = get_close_matches(word, list(allowed), 1)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(allowed))}"


def _values(data: Mapping[str, Any]) -> Iterator[str]:
    for key in _STRINGS:
        if key in data and not isinstance(data[key], str):
            yield f"{key}: found {data[key]!r}, expected a string"
    for key in _LISTS:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v == v.lower() != "" for v in value):
            yield f"{key}: found {value!r}, expected a list of strings in lower case"
    for key in _FLAGS:
        if not isinstance(data.get(key, False), bool):
            yield f"{key}: found {data[key]!r}, expected true or false"
    for key in _NUMBERS:
        value = data.get(key, 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"{key}: found {value!r}, expected a whole number from 1"
    for key, allowed in _ONE_OF.items():
        if key in data and data[key] not in allowed:
            yield f"{key}: found {data[key]!r}, must be one of {', '.join(allowed)}"
    for key in _TABLES:
        yield from _table(key, data.get(key, {}))
    yield from _macros(data.get("macros", {}))


def _macros(macros: object) -> Iterator[str]:
    if not isinstance(macros, Mapping):
        yield f"macros: found {macros!r}, expected a table such as [macros] with word = '[a-z]+'"
        return
    for name, source in macros.items():
        if not isinstance(source, str):
            yield f"macros.{name}: found {source!r}, expected a string"
        if not _MACRO.fullmatch(name):
            yield f"macros.{name}: a macro's name is made of lower-case letters"


def _table(key: str, table: object) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield f'{key}: found {table!r}, expected a table such as [{key}] with en = ["..."]'
        return
    for lang, entries in table.items():
        if not isinstance(entries, list) or not all(isinstance(e, str) and e for e in entries):
            yield f"{key}.{lang}: found {entries!r}, expected a list of strings, none of them empty"


def _contents(data: Mapping[str, Any], stem: str) -> Iterator[str]:
    code = data["code"]
    if not _CODE.fullmatch(code) or code[0] not in families():
        yield f"code: found {code!r}, expected a family letter ({''.join(families())}) and three digits"
    elif code != stem:
        yield f"code: found {code!r} in a file named {stem!r}; the file is named for its code"
    if not _NAME.fullmatch(data["name"]):
        yield f"name: found {data['name']!r}, expected lower-case words joined by hyphens"
    if data.get("same") and data.get("repeats", 1) < 2:
        yield "same: means something only where repeats is 2 or more"
    if data["match"] == "thread" and not (data.get("beside") or data.get("patterns")):
        yield "match: 'thread' needs [patterns] for its heading, or [beside] for the marks of its entries"
    yield from _entries(data)
    yield from _layout(data)
    for number, example in enumerate(data.get("example", []), 1):
        yield from _example(number, example)


def _layout(data: Mapping[str, Any]) -> Iterator[str]:
    if ("layout" in data) != (data["match"] == "layout"):
        yield "match and layout: a rule whose match is 'layout' has a table [layout], and no other has"
    elif not isinstance(data.get("layout", {}), Mapping):
        yield f"layout: found {data['layout']!r}, expected a table"
    elif "layout" in data:
        yield from layout_mistakes(data["layout"], data.get("macros", {}))


def _entries(data: Mapping[str, Any]) -> Iterator[str]:
    for table in ("phrases", "anchors"):
        for lang, phrases in data.get(table, {}).items():
            for phrase in phrases:
                if not fold(phrase):
                    yield f"{table}.{lang}: {phrase!r} folds to nothing: no letter or digit is left"
    for table in ("patterns", "beside"):
        for lang, patterns in data.get(table, {}).items():
            for pattern in patterns:
                mistake = pattern_mistake(expand(pattern, data.get("macros", {})))
                if mistake:
                    yield f"{table}.{lang}: {pattern!r}: {mistake}"


def _example(number: int, example: object) -> Iterator[str]:
    if not isinstance(example, Mapping):
        yield f"example {number}: found {example!r}, expected a table [[example]]"
        return
    for key in example:
        if key not in _EXAMPLE_KEYS:
            yield f"example {number}: unknown key {key!r}{_nearest(key, _EXAMPLE_KEYS)}"
    for key in ("lang", "diff"):
        if not isinstance(example.get(key), str):
            yield f"example {number}: key {key!r} is missing or no string"
            return
    bad = Example(example["lang"], example["diff"]).malformed()
    if bad is not None:
        yield (
            f"example {number}: line {bad!r} is not ndiff: it must begin with '- ' (goes), '+ ' (comes)"
            " or two spaces (stays)"
        )


def _examples(rule: Rule) -> Iterator[str]:
    if rule.match == "filter":
        return
    shown = {example.lang for example in rule.examples if not example.is_negative}
    if rule.effect is not Effect.CUT:
        shown = {example.lang for example in rule.examples}
    for lang in rule.languages:
        if lang not in shown:
            yield f"language {lang!r} has entries but no example that shows one go"
    if not shown:
        yield "no example shows the rule at work; add an [[example]] with a '- ' line"
    if not any(example.is_negative for example in rule.examples):
        yield "no negative: add an [[example]] of innocent text with no '- ' and no '+ ' line"


def build_rule(data: Mapping[str, Any]) -> Rule:
    """The rule of a TOML file that is known to be right."""
    plain = {key: data[key] for key in _KNOWN if key in data}
    for key in ("fix", "example", "macros", "layout"):
        plain.pop(key, None)
    plain["effect"] = Effect(data["effect"])
    plain["needs"] = tuple(data.get("needs", ()))
    for table in _TABLES:
        plain[table] = _tuples(data.get(table, {}), data.get("macros", {}))
    return Rule(
        **plain,
        safe=data["fix"] == "safe",
        layout=build_layout(data["layout"], data.get("macros", {})) if "layout" in data else None,
        examples=read_examples(data),
    )


def read_examples(data: Mapping[str, Any]) -> tuple[Example, ...]:
    """The examples of a TOML file that is known to be right."""
    return tuple(Example(**example) for example in data.get("example", []))


def _tuples(table: Mapping[str, list[str]], macros: Mapping[str, str]) -> Phrases:
    return {lang: tuple(expand(entry, macros) for entry in entries) for lang, entries in table.items()}

"""sarif_rules: what a SARIF log says about a rule, with its examples as help."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from dechaff.lint.diagnostic import Diagnostic
from dechaff.lint.formats.json import level
from dechaff.rules.example import Example
from dechaff.rules.families import families
from dechaff.rules.load import built_in, examples_of
from dechaff.rules.rule import Rule

_MOST_EXAMPLES = 3


def descriptor(some: Sequence[Diagnostic]) -> Mapping[str, Any]:
    """The rule of these findings; of one that is not built in only what they say."""
    first = next((found for found in some if found.error), some[0])
    rule = next((rule for rule in built_in() if rule.code == first.code), None)
    name = {"name": first.name} if first.name else {}
    return {
        "id": first.code,
        **name,
        "defaultConfiguration": {"level": level(first)},
        **(_explained(rule) if rule else _unexplained(first)),
    }


def literal(text: str) -> str:
    """A message in which no words are taken for a link or a place to be filled in."""
    return re.sub(r"([{}])", r"\1\1", re.sub(r"([\\\[\]])", r"\\\1", text))


def _unexplained(found: Diagnostic) -> Mapping[str, Any]:
    said = {"text": literal(found.message)}
    return {"shortDescription": said, "fullDescription": said, "help": said}


def _explained(rule: Rule) -> Mapping[str, Any]:
    hint = f"`dechaff rule {rule.code}` says more; `--ignore {rule.code}` leaves it alone."
    examples = list(_chosen(examples_of(rule)))
    text = [rule.summary, *(f"{_title(one)}:\n{one.diff.strip(chr(10))}" for one in examples)]
    markdown = [
        rule.summary,
        *(f"{_title(one)}:\n\n````diff\n{one.diff.strip(chr(10))}\n````" for one in examples),
    ]
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {_grade(rule)}"},
        "help": {"text": "\n\n".join([*text, hint]), "markdown": "\n\n".join([*markdown, hint])},
        "properties": {"tags": [families()[rule.code[0]].name], "since": rule.since},
    }


def _chosen(examples: Sequence[Example]) -> Iterator[Example]:
    yield from islice((one for one in examples if not one.is_negative), _MOST_EXAMPLES)
    yield from islice((one for one in examples if one.is_negative), 1)


def _title(example: Example) -> str:
    what = "What stays" if example.is_negative else "Example"
    return f"{what} ({example.lang})" + (f", {example.why}" if example.why else "")


def _grade(rule: Rule) -> str:
    if rule.on_request:
        return "Off, unless it is asked for."
    return "Every preset applies it." if rule.safe else "Only noted, unless it is asked for."

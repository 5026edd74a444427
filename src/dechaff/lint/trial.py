"""Trial: rules held against their examples, and against the text of which other rules say that it stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import NamedTuple

from dechaff.core.facts import Value
from dechaff.core.pipeline import Filters, Pipeline
from dechaff.filters import facts, repair, split, strip, tidy
from dechaff.rules.example import Example
from dechaff.rules.load import examples_of
from dechaff.rules.rule import Rule


class Case(NamedTuple):
    """An example, and whose it is.

    Attributes:
        rule: the rule that gives the example.
        number: which of the rule's examples it is, from 1.
        example: what goes and what stays.
    """

    rule: Rule
    number: int
    example: Example


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not come out as it says.

    Attributes:
        case: the example.
        blamed: the codes of the rules that acted, sorted.
        expected: what must come out: the text, and below it the facts.
        found: what came out.
    """

    case: Case
    blamed: tuple[str, ...]
    expected: str
    found: str

    @property
    def diff(self) -> list[str]:
        """What came out against what must, line by line, with what `-` and `+` stand for above it."""
        both = _lines(self.expected), _lines(self.found)
        lines = unified_diff(*both, "expected", "came out", n=len(both[0]), lineterm="")
        return [line for line in lines if not line.startswith("@@")]


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def cases(rules: Iterable[Rule]) -> Iterator[Case]:
    """The examples of these rules."""
    for rule in rules:
        for number, example in enumerate(examples_of(rule), 1):
            yield Case(rule, number, example)


def innocents(rules: Iterable[Rule]) -> Iterator[Case]:
    """The examples of text that stays, which no rule may touch; those of filters are about other things."""
    return (case for case in cases(rules) if case.example.is_negative and not case.rule.filter)


def alone(rule: Rule) -> Pipeline:
    """A pipeline that runs one rule; it cuts though it be unsafe."""
    if rule.match == "layout":
        return Pipeline(split=split([rule]), facts=facts())
    return Pipeline(each=_filters(rule), facts=facts())


def _filters(rule: Rule) -> Filters:
    if rule.filter == "repair":
        return repair([rule])
    return (tidy(),) if rule.filter == "tidy" else (strip([rule]),)


def together(rules: Sequence[Rule]) -> Pipeline:
    """A pipeline that runs all of these rules at once, unsafe ones too."""
    layouts = [rule for rule in rules if rule.match == "layout"]
    return Pipeline(split=split(layouts) if layouts else None, each=(strip(rules),), facts=facts())


def failure(pipeline: Pipeline, case: Case, *, only_text: bool = False) -> Failure | None:
    """What is wrong with what a pipeline makes of an example; None where it comes out as it says.

    Args:
        pipeline: what runs the rules, see `alone` and `together`.
        case: the example.
        only_text: leave aside which facts are found.
    """
    cleaned = pipeline.run(case.example.before)
    wanted = {} if only_text else case.example.facts
    known = cleaned.articles[0].facts if cleaned.articles else {}
    expected = _said(case.example.after, wanted)
    found = _said(cleaned.text, {name: known[name] for name in wanted if name in known})
    if found == expected:
        return None
    blamed = sorted({finding.code for finding in cleaned.findings if finding.applied})
    return Failure(case, tuple(blamed), expected, found)


def _said(text: str, known: Mapping[str, Value]) -> str:
    return text + "".join(f"[{name}: {value}]\n" for name, value in known.items())


def trial(pack: Sequence[Rule], others: Iterable[Rule]) -> Iterator[Failure]:
    """Everything that is wrong with the rules of a pack.

    Each example is run under its own rule. Then all text that stays, by the pack or by other rules, is
    run under all rules of the pack at once.

    Args:
        pack: the rules to try.
        others: the rules beside which they are to work.
    """
    failed = set()
    for rule in pack:
        pipeline = alone(rule)
        for case in cases([rule]):
            wrong = failure(pipeline, case)
            if wrong:
                failed.add((rule.code, case.number))
                yield wrong
    pipeline = together(pack)
    for case in innocents([*pack, *others]):
        if (case.rule.code, case.number) not in failed:
            wrong = failure(pipeline, case, only_text=True)
            if wrong:
                yield wrong

"""Trials: a user's own rules held against their examples, and what a person sees of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dechaff.cli.options import fail
from dechaff.lint.trial import Failure
from dechaff.rows import Row, Word, plural, visible
from dechaff.rules.check import RuleError
from dechaff.rules.load import combine, load_pack
from dechaff.rules.rule import Rule


def load_packs(folders: Iterable[str], others: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules of packs that stand side by side with each other and with other rules.

    Packs that do not end the program, with every mistake of all of them.
    """
    packs: list[Sequence[Rule]] = []
    mistakes: list[str] = []
    for folder in folders:
        try:
            packs.append(load_pack(Path(folder)))
        except RuleError as error:
            mistakes += error.mistakes
    try:
        combine([others, *packs])
    except RuleError as error:
        mistakes += error.mistakes
    if mistakes:
        fail(mistakes)
    return tuple(rule for pack in packs for rule in pack)


def failure_rows(failure: Failure, names: Mapping[str, str]) -> Iterator[Row]:
    """Which rules failed at which example, and what came out against what must; `names` are by code."""
    whose, example = failure.case.rule.code, f"example {failure.case.number} ({failure.case.example.lang})"
    codes = failure.blamed or (whose,)
    yield [
        Word(", ".join(f"{code} {names.get(code, '')}".rstrip() for code in codes), "bold"),
        Word(f": {example}" if codes == (whose,) else f": {example} of {whose} must stay as it is"),
    ]
    for line in failure.diff:
        yield [Word(f"    {visible(line)}", {"-": "red", "+": "green"}.get(line[:1], ""))]


def summary(pack: Sequence[Rule], failed: int) -> str:
    """How many rules and examples were tried, and how that went."""
    examples = sum(len(rule.examples) for rule in pack)
    end = plural(failed, "failure") if failed else "all pass"
    return f"{plural(len(pack), 'rule')}, {plural(examples, 'example')}, {end}"

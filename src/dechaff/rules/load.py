"""The loader of rule packs: TOML files in, rules out, and errors that teach."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dechaff.rules.check import RuleError, build_rule, check_pack, read_examples, read_rule
from dechaff.rules.codes import PACKS
from dechaff.rules.compiled import compiled_packs, sources
from dechaff.rules.example import Example
from dechaff.rules.rule import Rule


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules that come with dechaff, by code, without their examples.

    The tests have checked them, so that loading need not.
    """
    found = sources()
    anew = (build_rule({**_tables(data, file), "example": ()}) for file, data in found)
    return compiled_packs(found) or tuple(anew)


def all_rules(packs: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that come with dechaff together with those of packs, the folders of which are given.

    Raises:
        RuleError: a pack is wrong.
    """
    found = [load_pack(Path(folder)) for folder in packs]
    return combine([built_in(), *found]) if found else built_in()


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule, which those that come with dechaff are loaded without."""
    if rule.examples:
        return rule.examples
    file = _files().get(rule.code)
    return read_examples(_parse(file)) if file else ()


@cache
def _files() -> Mapping[str, Path]:
    """The files of the rules that come with dechaff, by code."""
    return {file.stem: file for file in PACKS.rglob("*.toml")}


def load_pack(folder: Path) -> tuple[Rule, ...]:
    """The rules of every TOML file below a folder, by code.

    Raises:
        RuleError: a file is no rule; the message names each mistake, where it is, and what is allowed.
    """
    if not folder.is_dir():
        raise RuleError([f"{folder}: no such folder; a rule pack is a folder of TOML files"])
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise RuleError([f"{folder}: no TOML files in it; a rule pack has one file for each rule"])
    return combine([load_rules(files)])


def combine(packs: Iterable[Iterable[Rule]]) -> tuple[Rule, ...]:
    """The rules of several packs as one, by code.

    Raises:
        RuleError: two rules share a code or claim one phrase; the one of the later pack is blamed.
    """
    rules = [rule for pack in packs for rule in pack]
    mistakes = list(check_pack(rules))
    if mistakes:
        raise RuleError(mistakes)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def load_rules(files: Iterable[Path]) -> list[Rule]:
    """The rules of these files.

    Raises:
        RuleError: with the mistakes of all the files, not only of the first.
    """
    rules, mistakes = [], []
    for file in files:
        try:
            rules.append(read_rule(_parse(file), file))
        except RuleError as error:
            mistakes += error.mistakes
    if mistakes:
        raise RuleError(mistakes)
    return rules


def _parse(file: Path) -> Mapping[str, Any]:
    try:
        return _tables(file.read_bytes(), file)
    except OSError as error:
        raise RuleError([f"{file}: cannot be read: {error.strerror or error}"]) from error


def _tables(data: bytes, file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError([f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError([f"{file}: not valid TOML: {error}"]) from error

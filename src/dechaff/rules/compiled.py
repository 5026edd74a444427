"""Compiled: the packs that come with dechaff as one file that loads ten times as fast as TOML.

The file is made when dechaff is built or installed (`hatch_build.py`), and used only where it was made of
exactly the files that are there: whoever edits a pack sees the change at once. It is made before dechaff's
dependencies are there: nothing that this module imports may import them at the top.
"""

import json
import tomllib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from dechaff.rules.check import build_rule
from dechaff.rules.codes import PACKS
from dechaff.rules.patterns import Pattern, remember_literals
from dechaff.rules.rule import Rule

COMPILED = Path(__file__).with_name("packs.json")


def sources() -> list[tuple[Path, bytes]]:
    """The files of the packs and what is in them, by code."""
    files = sorted(PACKS.rglob("*.toml"), key=lambda file: file.stem)
    return [(file, file.read_bytes()) for file in files]


def compile_packs() -> None:
    """Write the compiled file.

    Rules go without their examples, which only readers and tests need, and with the literals of their
    expressions, which take a second to read off.
    """
    found = sources()
    rules = [tomllib.loads(data.decode("utf-8")) for _, data in found]
    for rule in rules:
        rule.pop("example", None)
    literals = [_literals(build_rule(rule)) for rule in rules]
    data = {"digest": _digest(found), "rules": rules, "literals": literals}
    COMPILED.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def compiled_packs(found: Sequence[tuple[Path, bytes]]) -> tuple[Rule, ...] | None:
    """The rules of these files; None where they were not compiled, or changed since then."""
    try:
        data = json.loads(COMPILED.read_bytes())
        if data["digest"] != _digest(found):
            return None
        rules = tuple(map(build_rule, data["rules"]))
        for rule, literals in zip(rules, data["literals"], strict=True):
            remember_literals(_expressions(rule), literals, whole_line=_is_of_whole_lines(rule))
    except (OSError, ValueError, LookupError):
        return None
    return rules


def _literals(rule: Rule) -> list[list[list[str]]]:
    needs = Pattern(_expressions(rule)).literals(whole_line=_is_of_whole_lines(rule))
    return [[sorted(strings) for strings in every] for every in needs]


def _expressions(rule: Rule) -> list[str]:
    return [source for sources in rule.patterns.values() for source in sources]


def _is_of_whole_lines(rule: Rule) -> bool:
    return rule.match == "reach" or rule.take == "line"


def _digest(found: Sequence[tuple[Path, bytes]]) -> str:
    digest = sha256()
    for file, data in found:
        digest.update(f"{file.stem} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()

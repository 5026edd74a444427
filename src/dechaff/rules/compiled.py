"""Compiled: the packs that come with dechaff as one file that loads ten times as fast as TOML.

The file is made when dechaff is built or installed (`hatch_build.py`), and used only where it was made of
exactly the files that are there: whoever edits a pack sees the change at once. Standard library only, as it
runs before dechaff's dependencies are there.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

PACKS = Path(__file__).with_name("packs")
COMPILED = Path(__file__).with_name("packs.json")


def sources() -> list[tuple[Path, bytes]]:
    """The files of the packs and what is in them, by code."""
    files = sorted(PACKS.rglob("*.toml"), key=lambda file: file.stem)
    return [(file, file.read_bytes()) for file in files]


def compile_packs() -> None:
    """Write the compiled file; rules without their examples, which only readers and tests need."""
    found = sources()
    rules = [tomllib.loads(data.decode("utf-8")) for _, data in found]
    for rule in rules:
        rule.pop("example", None)
    text = json.dumps({"digest": _digest(found), "rules": rules}, ensure_ascii=False)
    COMPILED.write_text(text, "utf-8")


def compiled_packs(found: Sequence[tuple[Path, bytes]]) -> list[Mapping[str, Any]] | None:
    """The rules of these files as tables; None where they were not compiled, or changed since then."""
    try:
        data = json.loads(COMPILED.read_bytes())
        rules: list[Mapping[str, Any]] = data["rules"]
        return rules if data["digest"] == _digest(found) else None
    except (OSError, ValueError, LookupError):
        return None


def _digest(found: Sequence[tuple[Path, bytes]]) -> str:
    digest = sha256()
    for file, data in found:
        digest.update(f"{file.stem} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()

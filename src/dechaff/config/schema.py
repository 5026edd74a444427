"""The JSON Schema of configuration files, for editors, and the table of all keys, for people."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from dechaff.config.keys import choices, keys, meanings, usual

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The JSON Schema of a `dechaff.toml`."""
    return {
        "$schema": _DRAFT,
        "title": "dechaff.toml",
        "description": "The configuration of dechaff, which `docs/configuration.md` explains.",
        "type": "object",
        "properties": {key: _property(key) for key in keys()},
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _property(key: str) -> dict[str, Any]:
    allowed = {"enum": list(choices()[key])} if key in choices() else {}
    return {
        # Without docstrings (python -OO) there are no meanings.
        "description": meanings().get(key, ""),
        **msgspec.json.schema(keys()[key].type),
        **allowed,
        "default": msgspec.to_builtins(usual(key)),
    }


def table() -> Iterator[str]:
    """The rows of a table in Markdown: each key, what it is where nobody says anything, what it means."""
    yield "| key | by default | |"
    yield "|---|---|---|"
    for key in keys():
        yield f"| `{key}` | `{toml(usual(key))}` | {meanings()[key]} |"


def toml(value: Any) -> str:
    """A value of a configuration as TOML, on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(name)} = {toml(one)}' for name, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    # Strings, numbers and truth are written in TOML as they are in JSON.
    return json.dumps(value, ensure_ascii=False)

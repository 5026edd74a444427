"""Lines: where in a TOML file each key stands, which the TOML reader of Python does not tell."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dechaff.config.layer import Place

_TOKEN = re.compile(
    r"""
    (?P<blank> [ \t\r]+ | \#[^\n]* )
  | (?P<string>
        \"{3} (?: \\. | (?!\"{3}) [^\\] )* \"{3,5}
      | '{3} (?: (?!'{3}) . )* '{3,5}
      | " (?: \\. | [^"\\\n] )* "
      | ' [^'\n]* '
    )
  | (?P<mark> [\[\]{}=,.\n] )
  | (?P<word> [^\s\[\]{}=,.\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    text: str
    line: int


def lines_of_keys(text: str) -> Mapping[Place, int]:
    """The line, from 1, in which each key first stands, and each table.

    Args:
        text: TOML that is known to be valid.
    """
    found: dict[Place, int] = {}
    table: Place = ()
    for statement in _statements(_tokens(text)):
        if statement[0].text == "[":
            table = tuple(_name(token.text) for token in statement if token.text not in ("[", "]", "."))
            named: Iterable[tuple[Place, int]] = [(table, statement[0].line)]
        else:
            named = _keys(statement, table)
        for place, line in named:
            for size in range(1, len(place) + 1):
                found.setdefault(place[:size], line)
    return found


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield _Token(match[0], line)
        line += match[0].count("\n")


def _statements(tokens: Iterable[_Token]) -> Iterator[Sequence[_Token]]:
    """The tokens of each header, and of each key with its value; brackets may hold several lines."""
    statement: list[_Token] = []
    depth = 0
    for token in tokens:
        depth += (token.text in ("[", "{")) - (token.text in ("]", "}"))
        if token.text != "\n":
            statement.append(token)
        elif statement and not depth:
            yield statement
            statement = []
    if statement:
        yield statement


def _keys(statement: Sequence[_Token], table: Place) -> Iterator[tuple[Place, int]]:
    """The key of a statement in a table, and those of inline tables in its value."""
    around = [("{", table)]  # each open bracket, and what stands in it
    key, expected = table, True
    for text, line in statement:
        if text in ("]", "}"):
            around.pop()
            expected = False
        elif expected and text == "=":
            yield key, line
            expected = False
        elif expected and text != ".":
            key = (*key, _name(text))
        elif text in ("[", "{"):
            bracket, within = around[-1]
            around.append((text, key if bracket == "{" else within))
        if not expected and text in ("{", ",") and around[-1][0] == "{":
            key, expected = around[-1][1], True


def _name(text: str) -> str:
    name: str = tomllib.loads(f"name = {text}")["name"] if text[0] in "\"'" else text
    return name

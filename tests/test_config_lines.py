"""The line in which a key stands, in files that are kind and in files that are not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.config.lines import lines_of_keys
from dechaff.rules.codes import PACKS

ROOT = Path(__file__).parent.parent
TRICKY = '''# a = 1
"quoted key" = "x # no comment" # one
multi = """
b = 2
\\""" c = 3
""""            # ends in a "quote" [
literal = \'\'\'d = 4
[not.a.table]
\'\'\'
list = [
    "e = 5", # f = 6
    { g = 7, "h.i" = 8 }, [1, [2]],
    { g = 9 },
]
j.k . "l" = 10
inline = { m = 11, n.o = [
    1 ], p = {}, q = 12 }
empty = {}
date = 1979-05-27T07:32:00.5Z
[ table . "t.u" ]   # [v]
v = 13
[[rows]]
w = 14
[[rows]]
w = 15
[after]
x = 16'''


def test_the_line_of_every_key_in_an_unkind_file() -> None:
    assert lines_of_keys(TRICKY) == {
        ("quoted key",): 2,
        ("multi",): 3,
        ("literal",): 7,
        ("list",): 10,
        ("list", "g"): 12,
        ("list", "h.i"): 12,
        ("j",): 15,
        ("j", "k"): 15,
        ("j", "k", "l"): 15,
        ("inline",): 16,
        ("inline", "m"): 16,
        ("inline", "n"): 16,
        ("inline", "n", "o"): 16,
        ("inline", "p"): 17,
        ("inline", "q"): 17,
        ("empty",): 18,
        ("date",): 19,
        ("table",): 20,
        ("table", "t.u"): 20,
        ("table", "t.u", "v"): 21,
        ("rows",): 22,
        ("rows", "w"): 23,
        ("after",): 26,
        ("after", "x"): 27,
    }
    assert lines_of_keys(TRICKY.replace("\n", "\r\n")) == lines_of_keys(TRICKY)


def paths(data: object, place: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """The places of all keys, those in tables and in lists of tables too."""
    if isinstance(data, list):
        return {found for one in data for found in paths(one, place)}
    if not isinstance(data, dict):
        return set()
    inner = {found for name, value in data.items() for found in paths(value, (*place, name))}
    return inner | {(*place, name) for name in data}


@pytest.mark.parametrize(
    "file", [ROOT / "pyproject.toml", *sorted(PACKS.rglob("*.toml"))], ids=lambda f: f.name
)
def test_every_key_of_real_files_is_found_where_it_stands(file: Path) -> None:
    text = file.read_text("utf-8")
    found, rows = lines_of_keys(text), text.split("\n")
    assert set(found) == paths(tomllib.loads(text))
    for place, line in found.items():
        assert place[-1] in rows[line - 1]


VALUES = st.sampled_from(
    [
        *("1", "-0.5", "true", "'#'", '"[x]"', '"\\"]"', "[]", "{}", "[1, 2]", "[\n1, # 2\n[3],\n]"),
        *('"""\nk0 = 1\n"""', "'''\n[k0]\n'''", '"""a""""', "'''b'''''", "{ k0 = '}', k1 = [\n'],'\n] }"),
        *("1979-05-27", "[{ k0 = 1 }, { k0 = 2 }]", '"""\\\n  x"""', '""""""'),
    ]
)
PIECES = st.sampled_from(["# [k1]", "", "  ", "\t# k1 = '''"])


@given(st.lists(st.tuples(st.sampled_from(["key", "header", "other"]), VALUES, PIECES), max_size=12))
def test_the_line_of_every_key_in_any_file(parts: list[tuple[str, str, str]]) -> None:
    lines: list[str] = []
    expected: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, (kind, value, other) in enumerate(parts):
        if kind == "other":
            lines.append(other)
            continue
        name = f"n{number}"
        if kind == "header":
            table = (name,)
            lines.append(f" [{name}] {other if other.strip() else ''}")
            expected[table] = len(lines)
        else:
            expected[(*table, name)] = len(lines) + 1
            lines += f"{name} = {value} # {other.strip()}".split("\n")
    text = "\n".join(lines)
    tomllib.loads(text)
    found = lines_of_keys(text)
    assert {place: line for place, line in found.items() if place[-1].startswith("n")} == expected

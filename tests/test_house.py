"""The house stands straight: import layers, sizes, lint, types, and words that agree with the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dechaff"
MODULES = sorted(SOURCE.rglob("*.py"))

# Each room may import itself and what stands before it.
ROOMS = (
    *("core", "rows", "dates", "rules", "model", "language", "filters"),
    *("settings", "config", "api", "corpus", "lint", "cli"),
)
# Packages that cost start-up time: only here, inside the function that needs them.
HOMES = {
    "ahocorasick_rs": {"rules/index.py"},
    "ftfy": {"filters/repair/unscramble.py"},
    "chardet": {"filters/decode/guess.py", "filters/repair/mixup.py"},
    "regex": {"rules/patterns.py"},
    "langdetect": {"language/backends/of_langdetect.py"},
    "pycld2": {"language/backends/of_cld2.py"},
    "eld": {"language/backends/of_eld.py"},
    "lingua": {"language/backends/of_lingua.py"},
    "rich": {"cli/show.py", "cli/progress.py"},
    "msgspec": {"settings", "config", "corpus/outputs.py", "lint"},
    "click": {"cli"},
    "numpy": {"filters/split/evidence", "model", "language"},
}
LAZY = {"chardet", "ftfy", "langdetect", "pycld2", "eld", "lingua", "rich"}


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, ast.stmt, bool]]:
    """Module names that a file imports, and whether at the top level."""
    tree = ast.parse(path.read_text("utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [
                f"{node.module}.{a.name}" if node.module == "dechaff" else node.module for a in node.names
            ]
            yield from ((module, node, id(node) in top) for module in names)


def room(module: str) -> int:
    part = module.removeprefix("dechaff.").split(".")[0]
    return ROOMS.index(part) if part in ROOMS else -1


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    own = room("dechaff." + name(path).removesuffix(".py").replace("/", "."))
    if own < 0:
        return
    for module, _, _ in imports(path):
        if module.startswith("dechaff."):
            assert room(module) <= own, f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_packages_live_in_one_place_and_load_late(path: Path) -> None:
    for module, _, at_top in imports(path):
        package = module.split(".")[0]
        if package in HOMES:
            homes = HOMES[package]
            assert any(name(path) == home or name(path).startswith(f"{home}/") for home in homes), module
            assert not (at_top and package in LAZY), f"{name(path)} imports {module} at the top"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            assert node.end_lineno - first.lineno < 45, f"{name(path)}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_things_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), name(path)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name(path)}: {node.name}"


def test_no_phrase_list_in_code() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.List | ast.Tuple | ast.Set) and len(node.elts) > 20:
                assert name(path) == "__init__.py", f"{name(path)}:{node.lineno}: data belongs in a data file"


@pytest.mark.parametrize(
    "command", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]], ids=["lint", "format", "types"]
)
def test_linters_are_content(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_doctests() -> None:
    import doctest
    from importlib import import_module

    for path in MODULES:
        module = "dechaff." + name(path).removesuffix(".py").removesuffix("__init__").replace("/", ".")
        if not module.endswith("__main__"):
            assert doctest.testmod(import_module(module.rstrip("."))).failed == 0, module


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", readme, re.S)
    commands = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    (test_command,) = [c for c in commands if c.endswith("-m pytest")]
    assert test_command in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_changelog_knows_the_version() -> None:
    import dechaff

    assert f"## {dechaff.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readmes_python_runs() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for block in re.findall(r"```python\n(.*?)```", readme, re.S):
        exec(compile(block, "README.md", "exec"), {"__name__": "readme"})

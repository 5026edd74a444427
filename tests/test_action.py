"""action.yml: the steps of the GitHub Action, run in bash as a runner runs them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
# As runners call it for `shell: bash`.
BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]

DIRTY = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"
CLEAN = "The river rose again overnight, and the lower road stayed closed until noon.\n"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def step(name: str, folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """Runs the script of a step in a folder, with these variables for those that the step is given."""
    script = folder / "step.sh"
    script.write_text(STEPS[name]["run"], "utf-8")
    runner = {"RUNNER_TEMP": str(folder / "temp"), "GITHUB_OUTPUT": str(folder / "output")}
    return subprocess.run(
        [*BASH, str(script)],
        cwd=folder,
        env={**os.environ, **dict.fromkeys(STEPS[name]["env"], ""), **runner, **env},
        capture_output=True,
        text=True,
        timeout=120,
    )


def check(folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    own = {"PYTHON": sys.executable, "PATHS": ".", "OUTPUT_FORMAT": "concise"}
    return step("Check", folder, **{**own, **env})


def asked(folder: Path, **env: str) -> list[str]:
    """What the check asks Python for: each argument."""
    python = folder / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    python.chmod(0o755)
    done = check(folder, **{"PYTHON": str(python), **env})
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a page.txt").write_text(CLEAN, "utf-8")
    return tmp_path


def test_no_input_is_written_into_a_script() -> None:
    for each in STEPS.values():
        assert "${{" not in each.get("run", "")
    given = {value for each in STEPS.values() for value in each.get("env", {}).values()}
    used = set(re.findall(r"inputs\.([\w-]+)", " ".join(given)))
    assert used == ACTION["inputs"].keys()
    for each in ACTION["inputs"].values():
        assert each["description"].endswith(".")


def test_steps_read_only_what_earlier_ones_give() -> None:
    known = set()
    for each in STEPS.values():
        for name in re.findall(r"steps\.(\w+)\.", str(each)):
            assert name in known
        known.add(each.get("id"))


@needs_bash
def test_the_check_ends_as_dechaff_does(folder: Path) -> None:
    done = check(folder)
    assert done.returncode == 0, done.stderr
    (folder / "other.txt").write_text(DIRTY, "utf-8")
    done = check(folder)
    assert done.returncode == 1
    assert "other.txt:1:1" in done.stdout
    assert check(folder, PATHS="nowhere").returncode == 2


@needs_bash
def test_paths_stand_one_a_line_and_options_between_blanks(folder: Path) -> None:
    assert asked(folder, PATHS="a page.txt\n\nother.txt\n", ARGS="--ignore N101  --fix\n --diff") == [
        *("-m", "dechaff", "check", "--output-format", "concise"),
        *("--ignore", "N101", "--fix", "--diff", "--", "a page.txt", "other.txt"),
    ]


@needs_bash
def test_lines_are_marked_for_github(folder: Path) -> None:
    (folder / "other.txt").write_text(DIRTY, "utf-8")
    done = check(folder, OUTPUT_FORMAT=ACTION["inputs"]["output-format"]["default"])
    assert re.search(r"^::error .*file=other\.txt,line=1", done.stdout, re.M)


@needs_bash
def test_a_baseline_is_handed_over(folder: Path) -> None:
    (folder / "other.txt").write_text(DIRTY, "utf-8")
    check(folder, ARGS="--write-baseline known.lst")
    assert check(folder, BASELINE="known.lst").returncode == 0


@needs_bash
@pytest.mark.parametrize(
    "evil", ["$(touch stolen)", "`touch stolen`", ";touch stolen", '";touch stolen;"', "*"]
)
def test_an_input_is_never_a_command(folder: Path, evil: str) -> None:
    given = dict.fromkeys(["PATHS", "ARGS", "OUTPUT_FORMAT", "BASELINE"], evil)
    assert asked(folder, **given) == [
        *("-m", "dechaff", "check", "--output-format", evil, "--baseline", evil, *evil.split(" "), "--", evil)
    ]
    assert not (folder / "stolen").exists()


# Makes an environment that holds only itself, and says what it is asked for.
PYTHON = """\
#!/bin/sh
[ "$2" != venv ] || { mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; }
printf "%s " "$@"
"""


@needs_bash
@pytest.mark.parametrize(
    ("version", "wanted"), [("", "/the/action"), ("0.1.0", "dechaff==0.1.0"), ("$(id)", "dechaff==$(id)")]
)
def test_what_is_installed(tmp_path: Path, version: str, wanted: str) -> None:
    python, place = tmp_path / "python", tmp_path / "temp" / "dechaff"
    python.write_text(PYTHON, "utf-8")
    python.chmod(0o755)
    done = step("Install dechaff", tmp_path, PYTHON=str(python), HERE="/the/action", VERSION=version)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"-m venv {place} -m pip install --quiet {wanted} "
    assert (tmp_path / "output").read_text() == f"python={place / 'bin' / 'python'}\n"

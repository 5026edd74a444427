"""docs/ci.md can be copied: what it names is there, and what it shows is what the tools take."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import yaml

from dechaff import __version__
from dechaff.cli import main
from dechaff.config.options import FORMATS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.S)]
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.S))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def block(key: str) -> dict[str, Any]:
    (found,) = [block for block in BLOCKS if key in block]
    return found


def options_of(name: str) -> set[str]:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return {option for one in command.params for option in (*one.opts, *one.secondary_opts)}


def test_every_command_is_one_that_dechaff_takes() -> None:
    scripts = [*SHELL.splitlines(), *block("dechaff")["dechaff"]["script"]]
    commands = [line for line in scripts if re.search(r"(^|/)dechaff check", line)]
    assert len(commands) == 3
    named = {word for line in commands for word in shlex.split(line) if word.startswith("--")}
    named |= set(re.findall(r"`(--[a-z-]+)", PAGE)) - {"--all-files"}
    assert named >= {"--fix", "--write-baseline", "--output-file", "--exit-zero"}
    assert named <= options_of("check")


def test_every_format_is_named() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("Other formats"))
    assert re.findall(r"`(\w+)`", line) == list(FORMATS)


def test_the_configuration_of_pre_commit_is_valid(tmp_path: Path) -> None:
    (repository,) = block("repos")["repos"]
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in repository["hooks"]} < {hook["id"] for hook in manifest}
    assert all(f"`{hook['id']}`" in PAGE or f"id: {hook['id']}" in PAGE for hook in manifest)
    assert repository["rev"] == f"v{__version__}"
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(yaml.safe_dump(block("repos")), "utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(config)], check=True)


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    step = block("jobs")["jobs"]["check"]["steps"][-1]
    assert step["uses"] == f"OWNER/dechaff@v{__version__}"
    assert step["with"].keys() <= ACTION["inputs"].keys()
    table = PAGE.split("| input | |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([\w-]+)`", table, re.M) == list(ACTION["inputs"])


def test_the_report_for_gitlab_is_the_one_that_is_written() -> None:
    job = block("dechaff")["dechaff"]
    report = job["artifacts"]["reports"]["codequality"]
    assert f"--output-format gitlab --output-file {report}" in job["script"][-1]
    # The check fails where something is found, and then the report is wanted most.
    assert job["artifacts"]["when"] == "always"

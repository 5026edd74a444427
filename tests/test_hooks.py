"""The hooks of .pre-commit-hooks.yaml, run by pre-commit and prek as a project that uses them runs them.

The environments of hooks are built by pip, from the package index: where that cannot be reached, what needs
them is skipped. They are built from a copy of this repository as it stands, committed or not.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from identify import identify

from dechaff.config.options import Options

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}

DIRTY = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"
CLEAN = "The river rose again overnight, and the lower road stayed closed until noon.\n"
# What pip and uv say where there is no index.
NO_INDEX = re.compile(r"from versions: none|NewConnectionError|ProxyError|[Ff]ailed to (?:fetch|download)")

# What a package is built from beside its source, and the manifest.
PARTS = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE", MANIFEST.name)


class Tools:
    """Runs git, pre-commit and prek, which keep what they build in one folder."""

    def __init__(self, home: Path) -> None:
        foreign = ("GIT_", "PYTHON", "DECHAFF_")
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | {
            "GIT_AUTHOR_NAME": "Maud Kettering",
            "GIT_AUTHOR_EMAIL": "maud@example.org",
            "GIT_COMMITTER_NAME": "Maud Kettering",
            "GIT_COMMITTER_EMAIL": "maud@example.org",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "PREK_HOME": str(home / "prek"),
            "NO_COLOR": "1",
        }
        # Without an index, pip would go on trying for minutes.
        self.env.setdefault("PIP_RETRIES", "1")

    def run(self, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=folder,
            env=self.env,
            timeout=300,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def git(self, folder: Path, *args: str) -> str:
        done = self.run(folder, "git", *args)
        assert done.returncode == 0, done.stdout
        return done.stdout.strip()

    def pre_commit(self, folder: Path, *args: str) -> "subprocess.CompletedProcess[str]":
        return self.run(folder, sys.executable, "-m", "pre_commit", *args)

    def prek(self, folder: Path, *args: str) -> "subprocess.CompletedProcess[str]":
        beside = Path(sys.executable).with_name("prek")
        return self.run(folder, str(beside) if beside.exists() else "prek", *args)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    return Tools(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def dechaff(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """A repository that holds what this one holds."""
    copy = tmp_path_factory.mktemp("dechaff")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "packs.json"))
    for part in PARTS:
        shutil.copy(ROOT / part, copy / part)
    return committed(copy, tools)


def committed(folder: Path, tools: Tools) -> Path:
    tools.git(folder, "init", "-q", "-b", "main")
    tools.git(folder, "add", "-A")
    tools.git(folder, "commit", "-q", "-m", "Everything")
    return folder


@pytest.fixture
def project(tmp_path: Path, tools: Tools, dechaff: Path) -> Path:
    """A repository with a page that is not clean, and the hooks in its configuration."""
    tools.git(tmp_path, "init", "-q", "-b", "main")
    hooks: list[dict[str, Any]] = [{"id": "dechaff-check"}, {"id": "dechaff-fix"}]
    rev = tools.git(dechaff, "rev-parse", "HEAD")
    config = {"repos": [{"repo": str(dechaff), "rev": rev, "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    (tmp_path / "page.txt").write_text(DIRTY, "utf-8")
    (tmp_path / "readme.md").write_text(DIRTY, "utf-8")
    tools.git(tmp_path, "add", "-A")
    return tmp_path


@pytest.fixture
def built(project: Path, tools: Tools) -> Path:
    """The same, with the hooks' environment, which is built once."""
    done = tools.pre_commit(project, "install-hooks")
    if done.returncode and NO_INDEX.search(done.stdout):
        pytest.skip("the package index cannot be reached, from which pip builds the hooks' environment")
    assert done.returncode == 0, done.stdout
    return project


def test_the_manifest_is_valid(tools: Tools) -> None:
    done = tools.pre_commit(ROOT, "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


def test_hooks_look_at_the_files_that_the_command_looks_at() -> None:
    assert set(HOOKS) == {"dechaff-check", "dechaff-fix"}
    for hook in HOOKS.values():
        for pattern in Options().include:
            name = pattern.replace("*", "a/Page")
            assert re.search(hook["files"], name)
            assert re.search(hook["files"], name.upper())
        assert not re.search(hook["files"], "a/txt.md")
        assert not re.search(hook["files"], "a/page.txt.png")
        assert set(hook["types"]) <= identify.tags_from_filename("page.txt")
        assert "--force-exclude" in hook["entry"].split()


def test_a_project_is_checked_and_mended(built: Path, tools: Tools) -> None:
    first = tools.pre_commit(built, "run", "--all-files")
    assert first.returncode == 1
    assert re.search(r"dechaff check\.+Failed", first.stdout)
    assert "N101" in first.stdout
    assert "readme.md" not in first.stdout
    assert re.search(r"dechaff fix\.+Failed\n.*\n- files were modified by this hook", first.stdout)
    assert (built / "page.txt").read_text("utf-8") == CLEAN
    assert (built / "readme.md").read_text("utf-8") == DIRTY
    second = tools.pre_commit(built, "run", "--all-files")
    assert second.returncode == 0, second.stdout
    assert len(re.findall(r"dechaff (?:check|fix)\.+Passed", second.stdout)) == 2


def test_a_commit_waits_until_the_page_is_clean(built: Path, tools: Tools) -> None:
    assert tools.pre_commit(built, "install").returncode == 0
    refused = tools.run(built, "git", "commit", "-m", "A page")
    assert refused.returncode == 1
    assert "page.txt:1:1" in refused.stdout
    assert tools.run(built, "git", "rev-parse", "HEAD").returncode != 0
    tools.git(built, "add", "page.txt")
    tools.git(built, "commit", "-m", "A page")
    assert tools.git(built, "show", "HEAD:page.txt") == CLEAN.strip()


def test_excluded_files_are_left_out_though_hooks_name_them(built: Path, tools: Tools) -> None:
    (built / "dechaff.toml").write_text('exclude = ["page.txt"]\n', "utf-8")
    done = tools.pre_commit(built, "run", "--files", "page.txt")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert (built / "page.txt").read_text("utf-8") == DIRTY


def test_prek_runs_the_same_hooks(built: Path, tools: Tools) -> None:
    done = tools.prek(built, "run", "--all-files")
    if done.returncode and NO_INDEX.search(done.stdout):
        pytest.skip("the package index cannot be reached, from which prek builds the hooks' environment")
    assert done.returncode == 1, done.stdout
    assert "N101" in done.stdout
    assert (built / "page.txt").read_text("utf-8") == CLEAN


def test_the_repository_can_be_tried_without_configuration(built: Path, dechaff: Path, tools: Tools) -> None:
    (built / ".pre-commit-config.yaml").unlink()
    done = tools.pre_commit(built, "try-repo", str(dechaff), "dechaff-check", "--files", "page.txt")
    assert done.returncode == 1, done.stdout
    assert re.search(r"dechaff check\.+Failed", done.stdout)
    assert "page.txt:1:1" in done.stdout

"""What a terminal gets: completion, as shells ask for it, and colours where they are wanted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dechaff.cli import main
from dechaff.config.options import FORMATS

COMPLETE = "_DECHAFF_COMPLETE"


def run(*args: str, **env: str) -> str:
    command = [sys.executable, "-m", "dechaff", *args]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env}, timeout=60)
    assert done.stderr == ""
    return done.stdout


def completed(words: str, shell: str = "bash") -> list[str]:
    """What a shell offers for the last word of these; a space at the end begins a new one."""
    typed = words.split(" ")
    if shell == "fish":
        answer = run(COMP_WORDS=words, COMP_CWORD=typed[-1], **{COMPLETE: "fish_complete"})
    else:
        answer = run(COMP_WORDS=words, COMP_CWORD=str(len(typed) - 1), **{COMPLETE: f"{shell}_complete"})
    return answer.splitlines()


def test_commands_are_completed_with_their_help() -> None:
    assert completed("dechaff c") == ["plain,clean", "plain,check", "plain,config", "plain,completion"]
    assert completed("dechaff cl", "zsh") == ["plain", "clean", "Turn scraped files into clean articles."]
    fish = " ".join(completed("dechaff ru", "fish"))
    assert "rule" in fish
    assert "Explain the rules." in fish
    assert "plain,--version" in completed("dechaff --")


def test_commands_are_completed_without_importing_them() -> None:
    code = (
        "import sys; from dechaff.cli import main\n"
        "try: main(prog_name='dechaff')\n"
        "finally: print(sorted(m for m in sys.modules if m.startswith('dechaff.')), file=sys.stderr)"
    )
    env = {**os.environ, "COMP_WORDS": "dechaff ", "COMP_CWORD": "1", COMPLETE: "bash_complete"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert "plain,split" in done.stdout
    assert done.stderr == "['dechaff._version', 'dechaff.cli']\n"


def test_rules_are_completed() -> None:
    assert completed("dechaff rule N10") == ["plain,N101", "plain,N102"]
    assert completed("dechaff rule share-b") == ["plain,share-bar"]
    assert "plain,W103" in completed("dechaff rule ")
    assert "plain,share-bar" not in completed("dechaff rule ")
    assert completed("dechaff clean --ignore B101,N10") == ["plain,B101,N101", "plain,B101,N102"]
    assert completed("dechaff rule N102", "zsh") == [
        *("plain", "N102", "A line that asks to follow the site on a network.")
    ]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("clean --preset ", ["careful", "balanced", "thorough"]),
        ("clean --model c", ["careful"]),
        ("clean --other-languages ", ["keep", "note", "drop"]),
        ("detect --detector l", ["langdetect", "lingua"]),
        ("rule --format ", ["text", "json"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("check --output-format ", list(FORMATS)),
    ],
)
def test_values_of_a_fixed_set_are_completed(words: str, offered: list[str]) -> None:
    assert completed(f"dechaff {words}") == [f"plain,{word}" for word in offered]


@pytest.mark.parametrize("words", ["clean arti", "check arti", "split arti", "detect arti", "clean -o arti"])
def test_paths_are_left_to_the_shell(words: str) -> None:
    assert completed(f"dechaff {words}") == ["file,arti"]


def test_folders_are_left_to_the_shell() -> None:
    assert completed("dechaff rule --test pa") == ["dir,pa"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell(shell: str) -> None:
    script = CliRunner().invoke(main, ["completion", shell]).stdout
    assert f"{COMPLETE}={shell}_complete" in script
    found = shutil.which(shell)
    if found:
        subprocess.run([found, "-n"], input=script, text=True, check=True)


def test_the_script_works_in_bash(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    command = tmp_path / "dechaff"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dechaff "$@"\n')
    command.chmod(0o755)
    program = (
        'eval "$(dechaff completion bash)"\n'
        "COMP_WORDS=(dechaff rule N10); COMP_CWORD=2\n"
        '_dechaff_completion dechaff; echo "${COMPREPLY[*]}"\n'
    )
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [bash, "--norc", "-c", program], capture_output=True, text=True, env=env, check=True
    )
    assert done.stdout.split() == ["N101", "N102"]


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "yes", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colours_are_a_matter_of_the_environment(env: dict[str, str], coloured: bool) -> None:
    page = run("rule", "N101", **{"NO_COLOR": "", **env})
    assert ("\x1b[" in page) == coloured


@pytest.mark.parametrize(("env", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "yes"}, False)])
def test_a_terminal_gets_colours_unless_they_are_not_wanted(env: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    # A page without examples: more than a few kilobytes would wait until somebody reads them.
    command = [sys.executable, "-m", "dechaff", "rule", "M101"]
    subprocess.run(command, stdout=theirs, env={**os.environ, "TERM": "xterm", **env}, check=True, timeout=60)
    os.close(theirs)
    page = os.read(ours, 100_000)
    os.close(ours)
    assert page.startswith(b"\x1b[1mM101" if coloured else b"M101")

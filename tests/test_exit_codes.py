"""The exit codes of `dechaff check`: docs/ci.md lists them, and each row of its table is tried here."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dechaff.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "ci.md"

DIRTY = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"
CLEAN = "The river rose again overnight, and the lower road stayed closed until noon.\n"

Situation = Callable[[Path], int]


def rows() -> dict[str, int]:
    """What the table says: the exit code of each situation."""
    table = PAGE.read_text("utf-8").split("## Exit codes")[1]
    return {what: int(code) for what, code in re.findall(r"^\| (.+?) +\| (\d+) \|$", table, re.M)}


def check(*args: object, given: str | None = None) -> int:
    """The exit code of a check in the folder of the test; what goes wrong is said without a traceback."""
    result = CliRunner().invoke(main, ["check", "--no-cache", *map(str, args)], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code < 2 or result.stderr.startswith("dechaff: "), result.stderr
    return result.exit_code


def dirty(folder: Path) -> Path:
    file = folder / "dirty.txt"
    file.write_text(DIRTY, "utf-8")
    return file


def nothing_found(folder: Path) -> int:
    (folder / "clean.txt").write_text(CLEAN, "utf-8")
    return check(".")


def something_found(folder: Path) -> int:
    return check(dirty(folder))


def all_mended(folder: Path) -> int:
    code = check("--fix", dirty(folder))
    assert (folder / "dirty.txt").read_text("utf-8") == CLEAN
    return code


def changes_shown(folder: Path) -> int:
    code = check("--diff", dirty(folder))
    assert (folder / "dirty.txt").read_text("utf-8") == DIRTY
    return code


def no_such_path(folder: Path) -> int:
    return check("nowhere.txt")


def wrong_configuration(folder: Path) -> int:
    (folder / "dechaff.toml").write_text('outptu-format = "json"\n', "utf-8")
    return check(dirty(folder))


def unreadable(folder: Path) -> int:
    file = dirty(folder)
    if os.geteuid():
        file.chmod(0)
    else:
        # Nothing is closed to root, but there is nothing where this leads.
        file.unlink()
        file.symlink_to(folder / "nowhere")
    return check(file)


def not_text(folder: Path) -> int:
    (folder / "paper.txt").write_bytes(b"%PDF-1.7 ...")
    return check("paper.txt")


def nothing_to_do(folder: Path) -> int:
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return check(".")


def all_excluded(folder: Path) -> int:
    (folder / "dechaff.toml").write_text('exclude = ["dirty.txt"]\n', "utf-8")
    return check("--force-exclude", dirty(folder).name)


def found_in_standard_input(folder: Path) -> int:
    return check("-", given=DIRTY)


def all_known(folder: Path) -> int:
    dirty(folder)
    assert check("--write-baseline", "known.lst", ".") == 0
    code = check("--baseline", "known.lst", ".")
    (folder / "new.txt").write_text(DIRTY, "utf-8")
    assert check("--baseline", "known.lst", ".") == 1
    return code


# Runs the command with a standard input that says when it is waited for.
WAITING = """
import os, signal, sys, types
from dechaff.cli import main

# A shell lets what it runs in the background ignore the signal.
signal.signal(signal.SIGINT, signal.default_int_handler)

def read():
    print("waiting", flush=True)
    return os.read(0, 1)

sys.stdin = types.SimpleNamespace(buffer=types.SimpleNamespace(read=read))
main(prog_name="dechaff")
"""


def interrupted(folder: Path) -> int:
    command = [sys.executable, "-c", WAITING, "check", "-"]
    pipe = subprocess.PIPE
    # In a session of its own: what interrupts it must not interrupt the tests.
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True, cwd=folder
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (out, err) == ("", "dechaff: interrupted\n")
    return process.returncode


SITUATIONS: dict[str, Situation] = {
    "nothing was found": nothing_found,
    "something was found": something_found,
    "`--fix` mended all that was found": all_mended,
    "`--diff` shows changes": changes_shown,
    "a path does not exist": no_such_path,
    "the configuration is wrong": wrong_configuration,
    "a file cannot be read": unreadable,
    "a file is not text": not_text,
    "a folder holds no text files": nothing_to_do,
    "`--force-exclude` leaves out every file that was named": all_excluded,
    "something was found in standard input (`-`)": found_in_standard_input,
    "the baseline knows all that was found": all_known,
    "Ctrl-C ended it": interrupted,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_knows_every_situation_and_no_other() -> None:
    assert list(rows()) == list(SITUATIONS)


@pytest.mark.parametrize("what", SITUATIONS)
def test_exit_code(what: str, folder: Path) -> None:
    assert SITUATIONS[what](folder) == rows()[what]

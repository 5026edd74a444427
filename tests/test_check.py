"""dechaff check as a maintainer uses it: mending, diff, baseline, cache, exclusions, standard input."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dechaff.cli import main
from dechaff.corpus.outputs import overwrite
from test_cli import CLEAN, DIRTY, TWO

MOJIBAKE = "The cafÃ© by the harbour opened again on Monday, said the mate of the ferry.\n"


def check(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, args)], input=stdin)


def codes(result: Result) -> list[str]:
    return [record["code"] for record in map(json.loads, result.stdout.splitlines())]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dirty.txt").write_text(DIRTY)
    (tmp_path / "data" / "clean.txt").write_text(CLEAN)
    (tmp_path / "data" / "two.txt").write_text(TWO)
    return tmp_path


def test_fix_mends_what_it_can_and_reports_the_rest(folder: Path) -> None:
    result = check("--fix", "data")
    assert (folder / "data" / "dirty.txt").read_text() == CLEAN
    assert (folder / "data" / "two.txt").read_text() == TWO
    assert result.exit_code == 1
    said = "data/two.txt:4:1 S101 end-marker: 2 articles in one file; `dechaff split` parts them"
    assert result.stdout.splitlines()[0] == said
    assert result.stderr == "1 finding mended in 1 file, 1 finding left in 1 file, 3 files checked\n"
    again = check("--fix", "data/dirty.txt")
    assert (again.exit_code, again.stderr) == (0, "no findings, 1 file checked\n")


def test_a_file_may_hold_several_articles_where_that_is_said(folder: Path) -> None:
    assert check("data/two.txt").exit_code == 1
    assert check("data/two.txt", "--allow-several").exit_code == 0
    (folder / "dechaff.toml").write_text("allow-several = true\n")
    assert check("data/two.txt").exit_code == 0
    assert check("data/two.txt", "--no-allow-several").exit_code == 1


def test_diff_shows_what_fix_would_do_and_writes_nothing(folder: Path) -> None:
    result = check("--diff", "--fix", "data")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:5] == [
        "--- a/data/dirty.txt",
        "+++ b/data/dirty.txt",
        "@@ -1,3 +1,1 @@",
        "-Share this",
        "-",
    ]
    assert result.stderr == "1 file would change, 3 files checked\n"
    assert (folder / "data" / "dirty.txt").read_text() == DIRTY
    assert check("--diff", "data/clean.txt", "data/two.txt").exit_code == 0
    assert check("--diff", "--exit-zero", "data").exit_code == 0


def test_unsafe_fixes_are_notes_unless_they_are_asked_for(folder: Path) -> None:
    page = CLEAN * 3 + "\nTo leave a comment, please sign in first and then come back to this page.\n"
    file = folder / "unsafe.txt"
    pack = folder / "pack"
    pack.mkdir()
    (pack / "N901.toml").write_text(
        'code="N901"\nname="sign-in"\nsummary="A prompt."\nmatch="affix"\neffect="cut"\nfix="unsafe"\n'
        'since="1"\nstatus="stable"\nbetween=" "\n[phrases]\nen=["to leave a comment, please"]\n'
        '[[example]]\nlang="en"\ndiff="- To leave a comment, please sign in"\n'
        '[[example]]\nlang="en"\ndiff="  The river."\n'
    )
    file.write_text(page)
    noted = check(file, "--pack", pack)
    assert (noted.exit_code, "N901 sign-in note" in noted.stdout) == (0, True)
    assert check(file, "--pack", pack, "--fix").exit_code == 0
    assert file.read_text() == page
    assert check(file, "--pack", pack, "--unsafe-fixes").exit_code == 1
    assert check(file, "--pack", pack, "--unsafe-fixes", "--fix").exit_code == 0
    assert file.read_text() == CLEAN * 3


def test_statistics_and_exit_zero(folder: Path) -> None:
    result = check("--statistics", "--exit-zero", "data")
    assert result.exit_code == 0
    assert [line.split()[:2] for line in result.stdout.splitlines()[:2]] == [["1", "N101"], ["1", "S101"]]


def test_rules_that_do_not_hold_in_some_files(folder: Path) -> None:
    (folder / "dechaff.toml").write_text('[per-file-ignores]\n"data/dirty*" = ["N1", "W"]\n"*.md" = ["N"]\n')
    assert codes(check("data", "--output-format", "jsonl")) == ["S101"]
    (folder / "other").mkdir()
    (folder / "other" / "dirty.txt").write_text(DIRTY)
    assert codes(check("other", "--output-format", "jsonl")) == ["N101"]


def test_excluded_files_are_left_out_even_where_a_hook_names_them(folder: Path) -> None:
    (folder / "dechaff.toml").write_text('extend-exclude = ["data/d*"]\n')
    assert codes(check("data", "--output-format", "jsonl")) == ["S101"]
    assert check("data/dirty.txt").exit_code == 1
    forced = check("--force-exclude", "data/dirty.txt")
    assert (forced.exit_code, forced.stderr) == (0, "no findings, 0 files checked\n")
    assert check("--exclude", "data", "data").stderr.count("left out by `exclude` or .gitignore") == 0


def test_what_git_ignores_is_left_out(folder: Path) -> None:
    (folder / ".gitignore").write_text("data/\n")
    assert check(".").exit_code == 2
    assert "left out by `exclude` or .gitignore" in check(".").stderr
    assert check(".", "--no-respect-gitignore").exit_code == 1
    assert check("data").exit_code == 1


def test_known_findings_do_not_count_and_new_ones_do(folder: Path) -> None:
    made = check("--write-baseline", "known.txt", "data")
    assert (made.exit_code, made.stderr) == (0, "2 findings written to known.txt as known\n")
    assert check("--baseline", "known.txt", "data").exit_code == 0
    (folder / "dechaff.toml").write_text('baseline = "known.txt"\n')
    assert check("data").stderr == "no findings, 2 known, 3 files checked\n"
    (folder / "data" / "dirty.txt").write_text("\n" * 3 + DIRTY + "\nRead more\n")
    result = check("data", "--output-format", "jsonl")
    assert (result.exit_code, "N101" in codes(result)) == (1, False)
    (folder / "data" / "dirty.txt").write_text(CLEAN)
    assert "known.txt: 1 of its findings are gone" in check("data").stderr
    check("--write-baseline", "known.txt", "data")
    assert (folder / "known.txt").read_text().count("\n") == 2


def test_a_baseline_that_is_not_there(folder: Path) -> None:
    result = check("--baseline", "none.txt", "data")
    assert result.exit_code == 2
    assert "none.txt: cannot be read" in result.stderr


def test_a_second_run_asks_no_rule(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check("data")
    monkeypatch.setattr("dechaff.lint.linter.check", pytest.fail)
    assert check("data").stdout == first.stdout
    monkeypatch.undo()
    (folder / "data" / "clean.txt").write_text(DIRTY)
    assert check("data").stdout != first.stdout
    assert check("data", "--ignore", "N101").stdout != first.stdout


def test_no_cache_leaves_nothing_behind(folder: Path) -> None:
    check("data", "--no-cache")
    assert not (folder / ".dechaff_cache").exists()
    check("data", "--cache-dir", "here")
    assert (folder / "here" / ".gitignore").exists()


def test_standard_input_may_have_a_name(folder: Path) -> None:
    assert check("-", stdin=DIRTY).stdout.startswith("-:1:1 N101")
    (folder / "dechaff.toml").write_text(
        'extend-exclude = ["old"]\n[per-file-ignores]\n"new/*" = ["N101", "W"]\n'
    )
    assert check("-", "--stdin-filename", "data/a.txt", stdin=DIRTY).stdout.startswith("data/a.txt:1:1 N101")
    assert check("-", "--stdin-filename", "new/a.txt", stdin=DIRTY).exit_code == 0
    excluded = check("-", "--stdin-filename", "old/a.txt", "--force-exclude", stdin=DIRTY)
    assert excluded.exit_code == 0
    assert check("-", "--stdin-filename", "old/a.txt", stdin=DIRTY).exit_code == 1
    assert check("-", "data", stdin=DIRTY).exit_code == 2


def test_standard_input_is_mended_to_standard_output(folder: Path) -> None:
    result = check("-", "--fix", stdin=DIRTY)
    assert (result.exit_code, result.stdout) == (0, CLEAN)
    assert check("-", "--diff", stdin=DIRTY).stdout.startswith("--- a/-\n")


def test_findings_go_to_a_file(folder: Path) -> None:
    result = check("data", "--output-format", "sarif", "--output-file", "out/found.sarif")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads((folder / "out" / "found.sarif").read_text())["version"] == "2.1.0"
    check("data", "--output-file", "found.txt")
    assert "N101 share-bar" in (folder / "found.txt").read_text()


def test_github_gets_a_summary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    (folder / "summary.md").write_text("before\n")
    result = check("data", "--output-format", "github")
    assert result.stdout.startswith("::error file=data/dirty.txt,")
    assert (folder / "summary.md").read_text().startswith("before\n## dechaff\n")


def test_a_model_and_evidence_only_where_they_are_asked_for(folder: Path) -> None:
    from dechaff.cli.check import _for_check
    from dechaff.config import load

    plain = _for_check(load({}), unsafe=False).settings
    assert (plain.model, plain.evidence, plain.unsafe) == ("off", False, False)
    careful = _for_check(load({"preset": "careful"}), unsafe=True).settings
    assert (careful.model, careful.evidence, careful.unsafe) == ("careful", True, True)
    parted = _for_check(load({"evidence": True}), unsafe=False).settings
    assert (parted.model, parted.evidence) == ("off", True)


def test_mode_and_links_stay(folder: Path) -> None:
    file, link = folder / "data" / "dirty.txt", folder / "link.txt"
    file.chmod(0o640)
    link.symlink_to(file)
    assert check("--fix", "link.txt").exit_code == 0
    assert link.is_symlink()
    assert file.read_text() == CLEAN
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_stays_and_is_a_failure(folder: Path) -> None:
    file = folder / "data" / "dirty.txt"
    file.chmod(0o444)
    result = check("--fix", file)
    assert (result.exit_code, file.read_text()) == (2, DIRTY)
    assert "cannot be written" in result.stderr


def test_what_the_charset_does_not_have_is_not_written(folder: Path) -> None:
    file = folder / "latin.txt"
    good = "Die Brücke über den Fluß öffnet am Montag, sagte die Bürgermeisterin.\n" * 4
    data = good.encode("latin-1") + b"Der Preis: &#1046; und die F\xe4hre.\n"
    file.write_bytes(data)
    result = check("--fix", file)
    assert (result.exit_code, file.read_bytes()) == (2, data)
    assert "has no 'Ж'; convert it to UTF-8" in result.stderr


def test_a_failed_write_leaves_the_old_file_and_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "data" / "dirty.txt"
    before = sorted(folder.rglob("*"))
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError(28, "No space left")))
    result = check("--fix", "--no-cache", file)
    assert (result.exit_code, file.read_text()) == (2, DIRTY)
    assert f"dechaff: {file}: cannot be written: No space left; it is as it was" in result.stderr
    assert sorted(folder.rglob("*")) == before


_WRITER = """
import sys
from pathlib import Path
from dechaff.corpus.outputs import overwrite
while True:
    for text in (b"a", b"b"):
        overwrite(Path(sys.argv[1]), text * 300_000)
"""


def test_killed_at_any_moment_a_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 300_000)
    for pause in (0.0, 0.003, 0.007, 0.011, 0.02):
        before = file.stat().st_ino
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(file)])
        while file.stat().st_ino == before and writer.poll() is None:
            time.sleep(0.001)
        time.sleep(pause)
        assert writer.poll() is None
        writer.kill()
        writer.wait()
        assert file.read_bytes() in (b"a" * 300_000, b"b" * 300_000)


def test_overwriting_keeps_owner_and_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o600)
    before = file.stat()
    overwrite(file, b"new")
    after = file.stat()
    assert file.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_mojibake_is_a_finding_that_fix_mends(folder: Path) -> None:
    file = folder / "cafe.txt"
    file.write_text(MOJIBAKE)
    assert codes(check(file, "--output-format", "jsonl")) == ["E201"]
    check("--fix", file)
    assert file.read_text() == MOJIBAKE.replace("Ã©", "é")

"""The command: what it prints, what it writes, how it fails. Bad input costs no neighbour."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dechaff.cli import main

DIRTY = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"
CLEAN = "The river rose again overnight, and the lower road stayed closed until noon.\n"
TWO = (
    "The river rises\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n\n"
    "Source link\n\n"
    "The bridge opens\n\nThe bridge opened on Monday, and nobody asked the ferrymen what they thought.\n\n"
    "Source link\n"
)


def dechaff(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "dirty.txt").write_text(DIRTY)
    (tmp_path / "in" / "two.txt").write_text(TWO)
    (tmp_path / "in" / "deep" / "dirty.txt").write_text(CLEAN)
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_clean_writes_one_file_an_article_laid_out_like_the_input(folder: Path) -> None:
    result = dechaff("clean", folder / "in", "-o", folder / "out")
    assert result.exit_code == 0
    written = {str(p.relative_to(folder / "out")): p.read_text() for p in (folder / "out").rglob("*.txt")}
    assert sorted(written) == ["deep/dirty.txt", "dirty.txt", "two-01.txt", "two-02.txt"]
    assert written["dirty.txt"] == CLEAN
    assert written["two-02.txt"].startswith("The bridge opens\n\nThe bridge opened")
    assert "N101 share-bar" in result.stdout
    assert "✓ balances" in result.stdout
    assert "3 originals rebuilt" in result.stdout


def test_clean_writes_one_record_an_article(folder: Path) -> None:
    out = folder / "out.jsonl"
    assert dechaff("clean", folder / "in" / "two.txt", "-o", out, "--quiet").exit_code == 0
    one, two = map(json.loads, out.read_text().splitlines())
    assert list(one) == ["id", "source", "part", "title", "language", "facts", "text", "findings"]
    assert (one["part"], two["part"], two["title"]) == (1, 2, "The bridge opens")
    assert two["id"].endswith("two.txt#2")
    assert two["facts"] == {"title": "The bridge opens"}


def test_clean_without_an_output_writes_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    result = dechaff("clean", folder / "in")
    assert "nothing was written" in result.stdout
    assert sorted(folder.rglob("*")) == before


def test_clean_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["clean", "-"], input=DIRTY)
    assert (result.exit_code, result.stdout) == (0, CLEAN)


def test_clean_never_writes_over_an_input(folder: Path) -> None:
    result = dechaff("clean", folder / "in", "-o", folder / "in")
    assert result.exit_code == 2
    assert "is an input and would be overwritten; choose another output folder" in result.stderr
    assert (folder / "in" / "dirty.txt").read_text() == DIRTY


def test_records_are_never_written_over_an_input(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(DIRTY)
    result = dechaff("clean", tmp_path / "in.jsonl", "-o", tmp_path / "in.jsonl")
    assert result.exit_code == 2
    assert "in.jsonl is an input and would be overwritten; choose another output" in result.stderr
    assert (tmp_path / "in.jsonl").read_text() == DIRTY


def test_clean_gives_two_articles_of_one_name_two_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TWO)
    (tmp_path / "a-01.txt").write_text(CLEAN)
    dechaff("clean", tmp_path, "-o", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a-01.2.txt", "a-01.txt", "a-02.txt"]


def test_check_prints_places_and_exits_with_1(folder: Path) -> None:
    path = folder / "in" / "dirty.txt"
    result = dechaff("check", path)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        f"{path}:1:1 N101 share-bar: Share buttons flattened into lines of their own.",
        "  1 - Share this",
    ]
    assert result.stderr == "1 finding in 1 file (--fix mends 1), 1 file checked\n"


def test_check_of_clean_text_is_silent(folder: Path) -> None:
    result = dechaff("check", folder / "in" / "deep")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no findings, 1 file checked\n"


def test_check_diff_keeps_a_file_of_several_articles_one_file(folder: Path) -> None:
    result = dechaff("check", "--diff", folder / "in" / "dirty.txt", folder / "in" / "two.txt")
    assert result.exit_code == 1
    assert "\n-Share this\n-\n The river" in result.stdout
    assert "Source link" not in result.stdout


def test_settings_reach_the_pipeline(folder: Path) -> None:
    path = folder / "in" / "dirty.txt"
    assert dechaff("check", path, "--ignore", "N101").exit_code == 0
    assert dechaff("check", path, "--select", "B").exit_code == 0
    assert dechaff("check", path, "--keep", "^Share").exit_code == 0
    assert dechaff("check", path, "--select", "share-bar").exit_code == 1


def test_a_pack_of_the_users_own(folder: Path) -> None:
    pack = folder / "pack"
    pack.mkdir()
    (pack / "N901.toml").write_text(
        'code="N901"\nname="river"\nsummary="Rivers."\nmatch="line"\neffect="cut"\nfix="safe"\n'
        'since="1"\nstatus="stable"\n[phrases]\nen=["the river rises"]\n'
        '[[example]]\nlang="en"\ndiff="- The river rises"\n[[example]]\nlang="en"\ndiff="  The river."\n'
    )
    result = dechaff("check", folder / "in" / "two.txt", "--pack", pack, "--select", "N901")
    assert "two.txt:1:1 N901" in result.stdout
    assert "river" in dechaff("rule", "N901", "--pack", pack).stdout


def test_rule_lists_and_explains() -> None:
    listing = dechaff("rule").stdout
    assert "N101 share-bar" in listing
    assert "navigation" in listing
    page = dechaff("rule", "share-bar").stdout
    assert page.startswith("N101 share-bar\n")
    assert "    - " in page
    result = dechaff("rule", "N1O1")
    assert result.exit_code == 2
    assert "no rule 'N1O1'; did you mean N101?" in result.stderr


BAD = {
    "missing": ("no such file or folder; check the spelling", None),
    "empty-folder": ("no *.txt or *.text files in this folder", "folder"),
    "paper.txt": ("looks like a PDF file, not text", b"%PDF-1.7 ..."),
    "noise.txt": ("looks like a binary file, not text", bytes(range(256)) * 20),
}


@pytest.mark.parametrize("command", ["clean", "check"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_its_neighbours_are_done(folder: Path, command: str, name: str) -> None:
    message, content = BAD[name]
    if content == "folder":
        (folder / name).mkdir()
    elif isinstance(content, bytes):
        (folder / name).write_bytes(content)
    result = dechaff(command, folder / name, folder / "in" / "dirty.txt")
    assert result.exit_code == 2
    assert f"dechaff: {folder / name}: {message}" in result.stderr
    assert "1 path left out" in result.output
    assert "N101" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(folder: Path) -> None:
    (folder / "locked.txt").write_text(DIRTY)
    (folder / "locked.txt").chmod(0)
    result = dechaff("check", folder / "locked.txt", folder / "in" / "dirty.txt")
    assert result.exit_code == 2
    assert "locked.txt: cannot be read: Permission denied" in result.stderr
    assert "N101" in result.stdout


def test_a_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "two.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = dechaff("check", folder / "in")
    assert result.exit_code == 2
    assert "two.txt: cannot be read: Permission denied; check the file and its permissions" in result.stderr
    assert "dirty.txt:1:1 N101" in result.stdout


def test_special_files_and_dangling_links_are_named(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    result = dechaff("check", folder / "link.txt", folder / "pipe.txt")
    assert result.exit_code == 2
    assert result.stderr.count("is not a regular file; name a text file") == 2


def test_a_file_with_nul_bytes_and_an_empty_file_are_text(tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"The river\x00rose \x00again overnight.\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    result = dechaff("clean", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "nul.txt").read_text() == "The river rose again overnight.\n"
    assert not (tmp_path / "out" / "empty.txt").exists()
    assert "(nothing is left)" in result.stdout


def test_a_defect_in_one_file_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        if data.startswith(b"Share"):
            raise RuntimeError("boom")

    monkeypatch.setattr("dechaff.corpus.inputs.binary_kind", broken)
    result = dechaff("clean", folder / "in")
    assert result.exit_code == 2
    assert "failed with RuntimeError: boom; this is a defect of dechaff" in result.stderr
    assert "2 originals rebuilt" in result.stdout


def test_wrong_settings_are_all_named_at_once(folder: Path) -> None:
    result = dechaff("check", folder / "in", "--preset", "blanced")
    assert result.exit_code == 2
    assert "preset: found 'blanced', must be one of careful, balanced, thorough" in result.stderr
    result = dechaff("check", folder / "in", "--keep", "(", "--keep", "a*")
    assert result.exit_code == 2
    assert "keep: '(': not a regular expression" in result.stderr
    assert "keep: 'a*': it matches nothing at all" in result.stderr


def test_output_to_a_terminal_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("Share \x1b]0;title\x07\x1b[31m \u202ereversed\n" + CLEAN)
    for arguments in (["check"], ["check", "--diff"], ["clean"]):
        result = dechaff(*arguments, tmp_path)
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output


def run(*code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *code], capture_output=True, text=True, check=True)


def test_start_up_imports_nothing_heavy() -> None:
    heavy = "{'ftfy','langdetect','regex','rich','msgspec','tomllib','dataclasses'}"
    show = f"print(sorted({heavy} & set(__import__('sys').modules)))"
    assert run("-c", f"import dechaff; {show}").stdout == "[]\n"
    code = f"from dechaff.cli import main; main(['--version'], standalone_mode=False); {show}"
    assert run("-c", code).stdout.splitlines()[-1] == "[]"


def test_module_and_version() -> None:
    assert run("-m", "dechaff", "--version").stdout.startswith("dechaff 0.")


def test_a_wrong_pack_is_named_with_every_mistake(folder: Path) -> None:
    pack = folder / "pack"
    pack.mkdir()
    (pack / "N901.toml").write_text('code="N901"\nmatch="lines"\n')
    for arguments in (["check", folder / "in"], ["clean", folder / "in"], ["rule"]):
        result = dechaff(*arguments, "--pack", pack)
        assert result.exit_code == 2
        assert f"dechaff: {pack / 'N901.toml'}: key 'name' is missing" in result.stderr
        assert "match: found 'lines', must be one of line, affix" in result.stderr


def test_names_of_rules_are_checked_and_may_be_joined_by_commas(folder: Path) -> None:
    path = folder / "in" / "dirty.txt"
    assert dechaff("check", path, "--select", "B,N101").exit_code == 1
    result = dechaff("check", path, "--select", "N999", "--ignore", "share-baar")
    assert result.exit_code == 2
    assert "select: 'N999' is no rule, prefix or name" in result.stderr
    assert "ignore: 'share-baar' is no rule, prefix or name; did you mean 'share-bar'?" in result.stderr


def test_check_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["check", "-"], input=DIRTY)
    assert result.exit_code == 1
    assert result.stdout.startswith("-:1:1 N101")


def test_records_are_not_written_to_a_folder_by_mistake(folder: Path) -> None:
    result = dechaff("clean", folder / "in", "-o", folder / "out.json")
    assert result.exit_code == 2
    assert "out.json: records are written as JSON lines; call the file" in result.stderr


def test_rule_lists_a_family() -> None:
    listing = dechaff("rule", "N1").stdout
    assert "N101 share-bar" in listing
    assert "N201" not in listing


def test_a_file_with_carriage_returns_is_not_blamed_for_them(tmp_path: Path) -> None:
    file = tmp_path / "windows.txt"
    file.write_bytes(CLEAN.encode().replace(b"\n", b"\r\n") * 3)
    assert dechaff("check", file).exit_code == 0
    assert dechaff("check", "--diff", file).stdout == ""
    file.write_bytes(file.read_bytes() + b"One more line.\rAnd the last.\r\n")
    result = dechaff("check", file)
    assert (result.exit_code, result.stdout.count("E206")) == (1, 1)


def test_standard_input_keeps_its_line_breaks() -> None:
    given = DIRTY.replace("\n", "\r\n").encode()
    result = CliRunner().invoke(main, ["clean", "-"], input=given)
    assert result.stdout_bytes == CLEAN.replace("\n", "\r\n").encode()


def test_rules_on_request_are_off_until_they_are_named(tmp_path: Path) -> None:
    file = tmp_path / "quotes.txt"
    file.write_text("“The river rose again overnight,” the mayor said, “and nobody slept.”\n", "utf-8")
    assert dechaff("check", file).exit_code == 0
    result = dechaff("check", "--extend-select", "E401", file)
    assert (result.exit_code, result.stdout.count("E401")) == (1, 4)
    assert "did you mean" in dechaff("check", "--extend-select", "curly-quote", file).stderr


def test_detect_says_language_confidence_and_what_else_is_in_a_file(tmp_path: Path) -> None:
    german = "Der Fluss stieg in der Nacht erneut, und die untere Straße blieb für Lastwagen gesperrt.\n"
    (tmp_path / "de.txt").write_text(german * 3)
    (tmp_path / "none.txt").write_text("12 / 40\n")
    (tmp_path / "two.txt").write_text(german * 3 + "\n" + CLEAN)
    result = dechaff("detect", "--segments", tmp_path)
    assert result.exit_code == 0
    rows = result.output.splitlines()
    assert rows[0].split() == ["language", "confidence", "languages", "in", "it", "file"]
    assert rows[1].split() == ["de", "1.00", "de", "100", "%", str(tmp_path / "de.txt")]
    assert rows[2].split()[:2] == ["und", "0.00?"]
    assert rows[3].split()[0] == "de"
    assert [row.split()[0] for row in rows[4:]] == ["de", "en"]
    assert rows[4].endswith("lines 1 to 4")


def test_detect_in_json_and_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(CLEAN)
    (record,) = map(json.loads, dechaff("detect", "--json", tmp_path / "en.txt").output.splitlines())
    assert record["language"] == "en"
    assert record["reliable"]
    assert record["alternatives"][0] == {"code": "en", "confidence": record["confidence"]}
    assert [(s["start"], s["end"], s["code"]) for s in record["segments"]] == [(0, len(CLEAN), "en")]
    result = CliRunner().invoke(main, ["detect", "--json", "-"], input=CLEAN)
    assert json.loads(result.output)["language"] == "en"


def test_detect_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(CLEAN)
    for arguments, message in [
        ([tmp_path / "no.txt"], "no.txt: "),
        ([tmp_path, "--detector", "best"], "detector: found 'best', must be one of default"),
        ([tmp_path, "--charset", "klingon"], "charset: "),
    ]:
        result = dechaff("detect", *arguments)
        assert result.exit_code == 2
        assert message in result.stderr


def test_clean_leaves_out_what_is_in_other_languages(tmp_path: Path) -> None:
    german = "Der Fluss stieg in der Nacht erneut, und die untere Straße blieb für Lastwagen gesperrt.\n"
    (tmp_path / "de.txt").write_text(german * 3)
    (tmp_path / "en.txt").write_text(CLEAN)
    out = tmp_path / "out.jsonl"
    result = dechaff("clean", tmp_path, "--language", "en", "--other-languages", "drop", "-o", out)
    assert result.exit_code == 0
    assert "L101 other-language" in result.output
    assert [json.loads(line)["language"] for line in out.read_text().splitlines()] == ["en"]
    assert dechaff("clean", tmp_path, "--language", "xx").exit_code == 2

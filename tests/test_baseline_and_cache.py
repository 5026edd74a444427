"""What is known does not count; what did not change is not looked at again."""

import subprocess
from pathlib import Path

import msgspec
import pytest

from dechaff.lint.baseline import Baseline, BaselineError, Entry, read_baseline, write_baseline
from dechaff.lint.cache import Cache, state_of
from dechaff.lint.diagnostic import Diagnostic, Result


def finding(old: str, line: int = 1, code: str = "N101", *, error: bool = True) -> Diagnostic:
    end = len(old)
    return Diagnostic(code, "share-bar", "Share buttons.", 0, end, line, 1, line, 1 + end, old, error=error)


def result(place: str, *found: Diagnostic) -> Result:
    return Result(place, place, found)


def git(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    name = ["-c", "user.name=Ada Quill", "-c", "user.email=ada@example.org"]
    return subprocess.run(["git", *name, *args], cwd=folder, capture_output=True, text=True, check=False)


def test_a_known_finding_is_excused_wherever_it_stands_as_often_as_it_is_known(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    assert write_baseline(file, [result("a.txt", finding("Share"), finding("Share", 9))], tmp_path) == 2
    known = Baseline(read_baseline(file))
    assert known.excuses("a.txt", finding("Share ", 70))
    assert not known.excuses("b.txt", finding("Share"))
    assert not known.excuses("a.txt", finding("Tweet"))
    assert not known.excuses("a.txt", finding("Share", code="N102"))
    assert known.gone(["a.txt"]) == 1
    assert known.excuses("a.txt", finding("Share"))
    assert not known.excuses("a.txt", finding("Share"))
    assert known.gone(["a.txt", "b.txt"]) == 0


def test_notes_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    assert write_baseline(file, [result("a.txt", finding("Share", error=False))], tmp_path) == 0


def test_lines_are_sorted_and_say_neither_line_nor_time(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    found = [result("b.txt", finding("Share", 3)), result("a b.txt", finding("Tweet", 5), finding("Share"))]
    write_baseline(file, found, tmp_path)
    first = file.read_bytes()
    head, *lines = first.decode().splitlines()
    assert head.startswith("# ")
    assert lines == sorted(lines)
    assert [line.rsplit(" ", 1)[0] for line in lines] == ["a b.txt N101", "a b.txt N101", "b.txt N101"]
    later = [result("a b.txt", finding("Share", 90), finding("Tweet", 1)), result("b.txt", finding("Share"))]
    write_baseline(file, later, tmp_path)
    assert file.read_bytes() == first


def test_mended_findings_drop_out_and_those_of_other_files_stay(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    found = [result(name, finding("Share")) for name in ("a.txt", "b.txt", "gone.txt")]
    write_baseline(file, found, tmp_path)
    write_baseline(file, [result("a.txt")], tmp_path)
    assert [entry.place for entry in read_baseline(file)] == ["b.txt"]


@pytest.mark.parametrize(
    "place", ["a b.txt", "a\nb.txt", "a\\nb.txt", "\\", "ü\r.txt", "a\udcff.txt", " ", "# a.txt", "\\#"]
)
def test_any_name_comes_back(tmp_path: Path, place: str) -> None:
    file = tmp_path / "baseline.txt"
    write_baseline(file, [result(place, finding("Share"))], tmp_path)
    assert [entry.place for entry in read_baseline(file)] == [place]


def test_a_damaged_baseline_says_where(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    file.write_text("# x\na.txt N101 12ab\n<<<<<<< HEAD\n")
    with pytest.raises(
        BaselineError, match=r"baseline\.txt:3: found '<<<<<<< HEAD', expected a file, a rule"
    ):
        read_baseline(file)
    with pytest.raises(BaselineError, match="--write-baseline"):
        read_baseline(tmp_path / "none.txt")


def test_two_branches_merge(tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    (tmp_path / ".gitattributes").write_text("baseline.txt merge=union\n")
    old = [result("a.txt", finding("Share")), result("m.txt", finding("Tweet"))]
    git(tmp_path, "init", "-q", "-b", "main")

    def commit(more: list[Result]) -> None:
        write_baseline(file, [*old, *more], tmp_path)
        git(tmp_path, "add", "-A")
        assert git(tmp_path, "commit", "-qm", "x").returncode == 0

    commit([])
    git(tmp_path, "checkout", "-qb", "other")
    commit([result("b.txt", finding("Pin it"))])
    git(tmp_path, "checkout", "-q", "main")
    commit([result("c.txt", finding("Print"))])
    merge = git(tmp_path, "merge", "other", "-m", "both")
    assert merge.returncode == 0, merge.stdout
    assert sorted({e.place for e in read_baseline(file)}) == ["a.txt", "b.txt", "c.txt", "m.txt"]
    assert len(read_baseline(file)) == 4


def test_an_entry_says_file_rule_and_hash() -> None:
    assert str(Entry("a.txt", "N101", "12ab")) == "a.txt N101 12ab"


FOUND = (finding("Share"), finding("Tweet", 3))


def test_a_cache_gives_back_what_was_found_in_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    cache = Cache(tmp_path / "cache", "s1")
    assert cache.get("a.txt", b"Share") is None
    cache.put("a.txt", b"Share", FOUND)
    cache.save(tmp_path)
    again = Cache(tmp_path / "cache", "s1")
    assert again.get("a.txt", b"Share") == FOUND
    assert again.get("a.txt", b"share") is None
    assert again.get("b.txt", b"Share") is None
    assert Cache(tmp_path / "cache", "s2").get("a.txt", b"Share") is None
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"
    assert (
        (tmp_path / "cache" / "CACHEDIR.TAG")
        .read_text()
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_two_that_write_at_once_keep_what_both_found(tmp_path: Path) -> None:
    names = ["a.txt", "b.txt"]
    caches = [Cache(tmp_path / "cache", "s1") for _ in names]
    for name, cache in zip(names, caches, strict=True):
        (tmp_path / name).touch()
        cache.put(name, b"Share", FOUND)
    for cache in caches:
        cache.save(tmp_path)
    again = Cache(tmp_path / "cache", "s1")
    assert [again.get(name, b"Share") for name in names] == [FOUND, FOUND]


def test_entries_of_files_that_are_gone_are_dropped(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", "s1")
    cache.put("gone.txt", b"Share", FOUND)
    cache.save(tmp_path)
    assert Cache(tmp_path / "cache", "s1").get("gone.txt", b"Share") is None


DAMAGE = [b"", b"\x00", b"not msgpack", msgspec.msgpack.encode({"a.txt": ["x", 1]}), b"\xc1" * 99]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "s1.msgpack").write_bytes(damage)
    assert Cache(tmp_path, "s1").get("a.txt", b"Share") is None


def test_what_no_file_can_hold_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    cache = Cache(tmp_path / "cache", "s1")
    cache.put("a.txt", b"1", (finding("half of a character: \ud800"),))
    cache.put("b.txt", b"2", FOUND)
    cache.save(tmp_path)
    again = Cache(tmp_path / "cache", "s1")
    assert again.get("a.txt", b"1") is None
    assert again.get("b.txt", b"2") == FOUND


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache", "s1")
    cache.put("file", b"1", FOUND)
    cache.save(tmp_path)
    assert cache.get("file", b"1") == FOUND


def test_the_state_names_settings_packs_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "N901.toml").write_text("code")
    states = [state_of(["a"], []), state_of(["b"], []), state_of(["a"], [str(pack)])]
    (pack / "N901.toml").write_text("other")
    states.append(state_of(["a"], [str(pack)]))
    code = tmp_path / "code"
    code.mkdir()
    (code / "rule.py").write_text("1")
    monkeypatch.setattr("dechaff.lint.cache._PACKAGE", code)
    states.append(state_of(["a"], []))
    (code / "rule.py").write_text("12")
    states.append(state_of(["a"], []))
    monkeypatch.setattr("dechaff.lint.cache._BUILT_ON", ("msgspec",))
    states.append(state_of(["a"], []))
    assert len(set(states)) == len(states)
    assert state_of(["a"], []) == states[-1]

"""Configuration: where it is found, what wins, where each word came from, and every mistake at once."""

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dechaff
from dechaff import Settings, SettingsError
from dechaff.cli import main
from dechaff.config import Configuration, load
from dechaff.config.keys import choices, keys, meanings
from dechaff.settings import fingerprint, resolve_settings, rules_for

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "config_schema.py"
spec = importlib.util.spec_from_file_location("config_schema", TOOL)
assert spec is not None
assert spec.loader is not None
config_schema = importlib.util.module_from_spec(spec)
spec.loader.exec_module(config_schema)

DIRTY = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"
PACK = (
    'code="N901"\nname="river"\nsummary="Rivers."\nmatch="line"\neffect="cut"\nfix="safe"\n'
    'since="1"\nstatus="stable"\n[phrases]\nen=["the river rises"]\n'
    '[[example]]\nlang="en"\ndiff="- The river rises"\n[[example]]\nlang="en"\ndiff="  The river."\n'
)


def write(file: Path, *lines: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def loaded(start: Path, environ: Mapping[str, str] | None = None, **flags: object) -> Configuration:
    return load(flags, start=start, environ=environ or {})


def mistakes(start: Path, environ: Mapping[str, str] | None = None, **flags: object) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        loaded(start, environ, **flags)
    return caught.value.mistakes


def origins(configured: Configuration, *names: str) -> list[str]:
    return [configured.origins[name].text for name in names]


# Where it is found.


def test_the_nearest_file_counts_and_names_the_root(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", 'preset = "careful"', "split = false")
    near = write(tmp_path / "a" / "dechaff.toml", 'preset = "thorough"')
    (tmp_path / "a" / "b").mkdir()
    found = loaded(tmp_path / "a" / "b")
    assert (found.preset, found.root, found.files) == ("thorough", tmp_path / "a", (near,))
    assert found.settings.split
    assert origins(found, "preset", "unsafe", "split") == ["../dechaff.toml:1", "preset thorough", "default"]


def test_a_pyproject_counts_where_it_has_a_table_and_stands_alone(tmp_path: Path) -> None:
    write(
        tmp_path / "pyproject.toml", "[project]", 'name = "dechaff-user"', "[tool.dechaff]", "max-cut = 0.5"
    )
    write(tmp_path / "a" / "pyproject.toml", "[project]", 'dependencies = ["dechaff"]')
    found = loaded(tmp_path / "a")
    assert (found.settings.max_cut, found.root) == (0.5, tmp_path)
    assert origins(found, "max-cut") == ["../pyproject.toml:4"]
    write(tmp_path / "dechaff.toml", "max-cut = 0.25")
    assert loaded(tmp_path / "a").settings.max_cut == 0.25


def test_a_broken_pyproject_is_told_only_where_it_may_be_meant(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.other", "x = 1")
    assert loaded(tmp_path).files == ()
    write(tmp_path / "pyproject.toml", "[tool.dechaff", "x = 1")
    (mistake,) = mistakes(tmp_path)
    assert mistake.startswith("pyproject.toml:1:14: not valid TOML: Expected ']'")
    write(tmp_path / "pyproject.toml", "[tool]", "dechaff = 3")
    assert mistakes(tmp_path) == [
        "pyproject.toml: tool.dechaff: found 3, expected a table [tool.dechaff]",
    ]


def test_without_a_file_the_root_is_under_git_or_here(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert loaded(tmp_path / "a" / "b").root == tmp_path / "a" / "b"
    (tmp_path / "a" / ".git").mkdir()
    assert loaded(tmp_path / "a" / "b").root == tmp_path / "a"
    elsewhere = write(tmp_path / "shared" / "house.toml", "split = false")
    found = load({}, file=elsewhere, start=tmp_path / "a" / "b", environ={})
    assert (found.root, found.settings.split) == (tmp_path / "a", False)


def test_a_file_may_be_named_by_a_flag_or_the_environment(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", "max-cut = 0.1")
    write(tmp_path / "one.toml", "max-cut = 0.25")
    write(tmp_path / "two.toml", "max-cut = 0.5")
    environ = {"DECHAFF_CONFIG": "one.toml"}
    assert load({}, start=tmp_path, environ=environ).settings.max_cut == 0.25
    assert load({}, start=tmp_path, environ=environ, file=Path("two.toml")).settings.max_cut == 0.5
    assert mistakes(tmp_path, {"DECHAFF_CONFIG": "three.toml"}) == [
        "DECHAFF_CONFIG: found 'three.toml', but there is no such file; check the spelling"
    ]
    with pytest.raises(SettingsError, match=r"--config: found 'three\.toml'"):
        load({}, start=tmp_path, environ=environ, file=Path("three.toml"))


def test_isolated_reads_neither_file_nor_environment(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", "max-cut = 3")
    found = load({"split": False}, isolated=True, start=tmp_path, environ={"DECHAFF_PRESET": "x"})
    assert (found.settings, found.files) == (resolve_settings("balanced", {"split": False}), ())
    with pytest.raises(SettingsError, match="--isolated reads no configuration file"):
        load({}, isolated=True, start=tmp_path, file=tmp_path / "dechaff.toml", environ={})


# What wins.


def test_later_layers_win(tmp_path: Path) -> None:
    write(
        tmp_path / "base.toml", 'preset = "thorough"', "max-cut = 0.1", 'charset = "cp1252"', "split = false"
    )
    write(tmp_path / "dechaff.toml", 'extend = "base.toml"', "max-cut = 0.25", 'charset = "cp1251"')
    found = loaded(tmp_path, {"DECHAFF_MAX_CUT": "0.5", "DECHAFF_CHARSET": "cp1250"}, max_cut=0.75)
    assert found.preset == "thorough"
    assert found.settings == resolve_settings(
        "thorough", {"max_cut": 0.75, "charset": "cp1250", "split": False}
    )
    assert origins(found, "max-cut", "charset", "split", "preset", "model", "cache") == [
        *("--max-cut", "DECHAFF_CHARSET", "base.toml:4", "base.toml:1", "preset thorough", "default"),
    ]


def test_the_preset_of_the_last_layer_lies_under_everything(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", 'preset = "thorough"', 'never-alone = ["N1"]')
    found = loaded(tmp_path, preset="careful")
    assert found.settings == resolve_settings("careful", {"never_alone": ("N1",)})
    assert loaded(tmp_path).settings.unsafe


def test_lists_replace_but_those_that_extend_add_up(tmp_path: Path) -> None:
    write(
        tmp_path / "base.toml",
        'ignore = ["N101"]',
        'extend-select = ["E401"]',
        'extend-exclude = ["raw/"]',
        "[per-file-ignores]",
        '"a/*" = ["N1"]',
        '"b/*" = ["N2"]',
    )
    write(
        tmp_path / "dechaff.toml",
        'extend = "base.toml"',
        'ignore = ["N201"]',
        'extend-select = ["E402", "E401"]',
        'per-file-ignores."b/*" = ["W"]',
    )
    found = loaded(tmp_path, {"DECHAFF_EXTEND_EXCLUDE": "old/, older/"}, extend_select=["E403"])
    assert found.settings.ignore == ("N201",)
    assert found.settings.extend_select == ("E401", "E402", "E403")
    assert found.options.extend_exclude == ("raw/", "old/", "older/")
    assert found.options.per_file_ignores == {"a/*": ("N1",), "b/*": ("W",)}
    assert origins(found, "extend-select", "per-file-ignores") == [
        "base.toml:2, dechaff.toml:3, --extend-select",
        "base.toml:4, dechaff.toml:4",
    ]


def test_paths_are_relative_to_the_file_that_says_them(tmp_path: Path) -> None:
    write(tmp_path / "house" / "rules" / "N901.toml", PACK)
    write(tmp_path / "house" / "base.toml", 'packs = ["rules"]', 'cache-dir = "kept"')
    write(tmp_path / "work" / "dechaff.toml", 'extend = "../house/base.toml"', 'baseline = "known.json"')
    (tmp_path / "work" / "deep").mkdir()
    found = loaded(tmp_path / "work" / "deep")
    assert found.settings.packs == (str(tmp_path / "house" / "rules"),)
    assert found.options.cache_dir == str(tmp_path / "house" / "kept")
    assert found.options.baseline == str(tmp_path / "work" / "known.json")
    assert [str(file.relative_to(tmp_path)) for file in found.files] == [
        "work/dechaff.toml",
        "house/base.toml",
    ]
    found = loaded(tmp_path / "work" / "deep", {"DECHAFF_CACHE_DIR": "x"}, baseline="y")
    assert found.options.cache_dir == str(tmp_path / "work" / "deep" / "x")
    assert found.options.baseline == str(tmp_path / "work" / "deep" / "y")


def test_the_cache_is_in_the_root_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", "")
    (tmp_path / "a").mkdir()
    assert loaded(tmp_path / "a").options.cache_dir == str(tmp_path / ".dechaff_cache")


# The environment.


def test_every_key_has_a_variable_and_every_kind_of_value_can_be_said(tmp_path: Path) -> None:
    write(tmp_path / "rules" / "N901.toml", PACK)
    environ = {
        "DECHAFF_PRESET": "careful",
        "DECHAFF_IGNORE": "N101, W",
        "DECHAFF_KEEP": "^a{1,2}\n^b",
        "DECHAFF_PACKS": "rules",
        "DECHAFF_RESPECT_GITIGNORE": "false",
        "DECHAFF_UNSAFE": "1",
        "DECHAFF_MAX_CUT": "0.5",
        "DECHAFF_PER_FILE_IGNORES": "drafts/*: N101, W\nc:/x:N2",
        "DECHAFF_CHARSET": "",
        "OTHER": "x",
    }
    found = loaded(tmp_path, environ)
    assert found.settings == resolve_settings(
        "careful",
        {
            "ignore": ("N101", "W"),
            "keep": ("^a{1,2}", "^b"),
            "packs": (str(tmp_path / "rules"),),
            "unsafe": True,
            "max-cut": 0.5,
        },
    )
    assert not found.options.respect_gitignore
    assert found.options.per_file_ignores == {"drafts/*": ("N101", "W"), "c:/x": ("N2",)}
    assert origins(found, "unsafe", "charset") == ["DECHAFF_UNSAFE", "default"]


def test_wrong_variables_are_named(tmp_path: Path) -> None:
    environ = {
        "DECHAFF_PRSET": "careful",
        "DECHAFF_EXTEND": "base.toml",
        "DECHAFF_SPLIT": "maybe",
        "DECHAFF_MAX_CUT": "much",
        "DECHAFF_PER_FILE_IGNORES": "N101",
    }
    first, second, *rest = mistakes(tmp_path, environ)
    assert first == "unknown variable 'DECHAFF_PRSET'; did you mean 'DECHAFF_PRESET'?"
    assert second.startswith("unknown variable 'DECHAFF_EXTEND'; did you mean ")
    assert rest == [
        "DECHAFF_SPLIT: found 'maybe', expected true or false",
        "DECHAFF_MAX_CUT: found 'much', expected a share from 0 to 1",
        "DECHAFF_PER_FILE_IGNORES: found 'N101', expected a table of lists of strings",
    ]


# What is wrong.


def test_every_mistake_of_every_layer_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", 'select = ["Q"]', 'output_format = "full"')
    write(
        tmp_path / "dechaff.toml",
        'preset = "carefull"',
        'extend = "base.toml"',
        "",
        "max-cut = 3",
        'ingore = ["N101"]',
        "ignore = [",
        '  "N1O1",  # a letter',
        '  "W",',
        "]",
        'keep = ["("]',
        'output-format = "xml"',
        'split = "yes"',
        "never-alone = [3]",
        'charset = "klingon"',
        "[per-file-ignores]",
        '"drafts/*" = ["N101", "share-baar"]',
        '"*" = "N101"',
    )
    assert mistakes(tmp_path, {"DECHAFF_MODEL": "big"}, preset="blanced", ignore=["N1O2"]) == [
        "base.toml:1: select: 'Q' is no rule, prefix or name; `dechaff rule` lists them",
        "base.toml:2: unknown key 'output_format'; did you mean 'output-format'?",
        "dechaff.toml:1: preset: found 'carefull', must be one of careful, balanced, thorough",
        "dechaff.toml:4: max-cut: found 3, expected a share from 0 to 1",
        "dechaff.toml:5: unknown key 'ingore'; did you mean 'ignore'?",
        "dechaff.toml:6: ignore: 'N1O1' is no rule, prefix or name; did you mean 'N101'?",
        "dechaff.toml:10: keep: '(': not a regular expression: missing ) at position 1",
        "dechaff.toml:11: output-format: found 'xml', must be one of full, concise, json, jsonl, github,"
        " gitlab, sarif, junit",
        "dechaff.toml:12: split: found 'yes', expected true or false",
        "dechaff.toml:13: never-alone: found [3], expected a list of strings",
        "dechaff.toml:14: charset: 'klingon' is no charset; utf-8 and cp1252 are examples",
        "dechaff.toml:16: per-file-ignores: drafts/*: 'share-baar' is no rule, prefix or name;"
        " did you mean 'share-bar'?",
        "dechaff.toml:17: per-file-ignores: *: found 'N101', expected a list of strings",
        "DECHAFF_MODEL: found 'big', must be one of off, careful, balanced, thorough",
        "--preset: found 'blanced', must be one of careful, balanced, thorough",
        "--ignore: 'N1O2' is no rule, prefix or name; did you mean 'N102'?",
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("max-cut = nan", "found nan, expected a share from 0 to 1"),
        ('max-cut = "0.5"', "found '0.5', expected a share from 0 to 1"),
        ("select = ['']", "'' is no rule, prefix or name; `dechaff rule` lists them"),
        ("ignore = 'N101'", "found 'N101', expected a list of strings"),
        ("per-file-ignores = ['N101']", "found ['N101'], expected a table of lists of strings"),
        ("separator = 3", "found 3, expected a string"),
        ("extend = ['a']", "found ['a'], expected a string"),
        ("preset = 3", "found 3, expected a string"),
        ("cache = 1", "found 1, expected true or false"),
    ],
)
def test_values_of_a_wrong_kind(tmp_path: Path, line: str, found: str) -> None:
    write(tmp_path / "dechaff.toml", "# first", line)
    assert mistakes(tmp_path) == [f"dechaff.toml:2: {line.split(' = ')[0]}: {found}"]


def test_rules_of_a_pack_may_be_named_once_the_pack_is_right(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", 'packs = ["rules"]', 'ignore = ["river", "N901", "rivr"]')
    assert mistakes(tmp_path) == [
        f"dechaff.toml:1: packs: {tmp_path / 'rules'}: no such folder; a rule pack is a folder of TOML files"
    ]
    write(tmp_path / "rules" / "N901.toml", PACK.replace('"line"', '"lines"'))
    (mistake,) = mistakes(tmp_path)
    assert mistake.startswith(f"{tmp_path / 'rules' / 'N901.toml'}: match: found 'lines'")
    write(tmp_path / "rules" / "N901.toml", PACK)
    (mistake,) = mistakes(tmp_path)
    assert mistake == "dechaff.toml:2: ignore: 'rivr' is no rule, prefix or name; did you mean 'river'?"


def test_what_extends_itself_is_shown_as_a_circle(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", "", 'extend = "deep/one.toml"', "max-cut = 3")
    write(tmp_path / "deep" / "one.toml", 'extend = "../dechaff.toml"', "split = 3")
    assert mistakes(tmp_path) == [
        "deep/one.toml:1: extend: found a circle, dechaff.toml → deep/one.toml → dechaff.toml;"
        " take one of these out",
        "deep/one.toml:2: split: found 3, expected true or false",
        "dechaff.toml:3: max-cut: found 3, expected a share from 0 to 1",
    ]


def test_what_cannot_be_extended_is_named(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", 'extend = "../nowhere/base.toml"')
    assert mistakes(tmp_path) == [
        "dechaff.toml:1: extend: found '../nowhere/base.toml', but there is no file"
        " ../nowhere/base.toml; check the spelling"
    ]
    write(tmp_path / "dechaff.toml", 'extend = "a/pyproject.toml"', "max-cut = 3")
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]")
    assert mistakes(tmp_path) == [
        "a/pyproject.toml: there is no table [tool.dechaff] in it",
        "dechaff.toml:2: max-cut: found 3, expected a share from 0 to 1",
    ]
    write(tmp_path / "a" / "pyproject.toml", "[tool]", "dechaff.max-cut = 0.25")
    write(tmp_path / "dechaff.toml", 'extend = "a/pyproject.toml"')
    found = loaded(tmp_path)
    assert (found.settings.max_cut, origins(found, "max-cut")) == (0.25, ["a/pyproject.toml:2"])


def test_what_is_no_toml_is_named_with_its_place(tmp_path: Path) -> None:
    file = write(tmp_path / "dechaff.toml", "split = true", "ignore = [")
    (mistake,) = mistakes(tmp_path)
    assert mistake.startswith("dechaff.toml")
    assert mistake.endswith("at the end of the file")
    write(file, "split = true", "max-cut 0.5")
    assert mistakes(tmp_path) == [
        "dechaff.toml:2:9: not valid TOML: Expected '=' after a key in a key/value pair"
    ]
    file.write_bytes(b"charset = '\xff'\n")
    assert mistakes(tmp_path) == ["dechaff.toml: byte 11 is not UTF-8; save the file as UTF-8"]
    file.write_bytes(b"\xef\xbb\xbfsplit = false\r\nunsafe = 3\r\n")
    assert mistakes(tmp_path) == ["dechaff.toml:2: unsafe: found 3, expected true or false"]


# The command.


def run(*args: object, **more: Any) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], **more)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a dirty file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dirty.txt").write_text(DIRTY)
    return tmp_path


def test_clean_takes_its_settings_from_the_file_with_options_on_top(project: Path) -> None:
    assert "N101" in run("clean", "dirty.txt").stdout
    write(project / "dechaff.toml", 'ignore = ["N101"]')
    assert "N101" not in run("clean", "dirty.txt").stdout
    assert "N101" in run("clean", "dirty.txt", "--ignore", "N2,W").stdout
    assert "N101" in run("clean", "dirty.txt", "--ignore", "").stdout
    assert "N101" in run("clean", "dirty.txt", "--isolated").stdout
    assert "N101" not in run("clean", "dirty.txt", "--isolated", "--keep", "^S.{1,4} this").stdout
    other = write(project / "other.toml", "ignore = []")
    assert "N101" in run("clean", "dirty.txt", "--config", other).stdout
    assert "N101" in run("clean", "dirty.txt", env={"DECHAFF_IGNORE": "B"}).stdout


def test_check_asks_the_line_model_where_a_file_names_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def pipeline(settings: Settings) -> object:
        asked.append(settings.model)
        raise SettingsError(["model: enough"])

    monkeypatch.setattr("dechaff.settings.pipeline_for", pipeline)
    file = project / "dechaff.toml"
    for line in ("", 'preset = "careful"', 'model = "thorough"'):
        write(file, line)
        result = run("check", "dirty.txt")
    assert asked == ["off", "careful", "thorough"]
    assert result.stderr == "dechaff: dechaff.toml:1: model: enough\n"


def test_split_parts_as_the_file_says_and_though_clean_should_not(project: Path) -> None:
    (project / "two.txt").write_text(f"{DIRTY}=====\n{DIRTY}")
    write(project / "dechaff.toml", 'separator = "=+"', "split = false")
    assert "2 articles" in run("split", "two.txt").stdout
    assert "1 article\n" in run("clean", "two.txt").stdout
    assert "1 article\n" in run("split", "two.txt", "--separator", "-+").stdout


def test_detect_reads_and_judges_as_the_file_says(project: Path) -> None:
    (project / "a.txt").write_bytes("Der Fluß stieg erneut.".encode("cp037"))
    write(project / "dechaff.toml", 'charset = "cp037"')
    assert run("detect", "a.txt").stdout.splitlines()[1].split()[0] == "de"
    write(project / "dechaff.toml", "", 'detector = "best"')
    result = run("detect", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dechaff: dechaff.toml:2: detector: found 'best', must be one of default")


def test_mistakes_that_show_later_are_told_with_their_place_too(project: Path) -> None:
    write(project / "dechaff.toml", "", 'languages = ["xx"]')
    result = run("clean", "dirty.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("dechaff: dechaff.toml:2: languages: the detector does not know 'xx'")
    result = run("clean", "dirty.txt", "--language", "yy")
    assert result.stderr.startswith("dechaff: --language: the detector does not know 'yy'")


def test_rule_knows_the_packs_of_the_project_and_works_beside_mistakes(project: Path) -> None:
    write(project / "rules" / "N901.toml", PACK)
    write(project / "dechaff.toml", 'packs = ["rules"]')
    assert run("rule", "river").stdout.startswith("N901 river")
    write(project / "dechaff.toml", 'ignore = ["N1O1"]')
    result = run("rule", "N101")
    assert (result.exit_code, result.stdout.split("\n")[0]) == (2, "N101 share-bar")
    assert "dechaff.toml:1: ignore: 'N1O1' is no rule" in result.stderr


def test_config_prints_what_is_in_force_as_toml(project: Path) -> None:
    write(
        *(project / "dechaff.toml", 'preset = "careful"', r"keep = ['^\d+ \"x\"']", "[per-file-ignores]"),
        '"a \\"b\\"" = ["W"]',
    )
    result = run("config", env={"DECHAFF_CACHE": "0"})
    assert result.exit_code == 0
    configured = load({}, environ={"DECHAFF_CACHE": "0"})
    assert tomllib.loads(result.stdout) == json.loads(json.dumps(configured.values))
    rows = {row.split(" = ")[0]: row.rpartition("  # ")[2] for row in result.stdout.splitlines()}
    assert rows["# root: " + str(project)]
    assert rows["# file: " + str(project / "dechaff.toml")]
    shown = [rows[key] for key in ("preset", "unsafe", "keep", "per-file-ignores", "cache", "exclude")]
    assert shown == [
        *("dechaff.toml:1", "preset careful", "dechaff.toml:2", "dechaff.toml:3", "DECHAFF_CACHE", "default"),
    ]


def test_config_for_machines(project: Path) -> None:
    file = write(project / "dechaff.toml", "max-cut = 0.5")
    record = json.loads(run("config", "--json").stdout)
    assert (record["root"], record["files"]) == (str(project), [str(file)])
    assert record["values"]["max-cut"] == {"value": 0.5, "origin": "dechaff.toml:1", "kind": "file"}
    assert list(record["values"]) == [key for key in keys() if key != "extend"]


def test_config_names_mistakes(project: Path) -> None:
    write(project / "dechaff.toml", "max-cut = 3", 'charset = "klingon"')
    result = run("config")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 2)


# What is written about it.


@pytest.mark.parametrize("file", [config_schema.SCHEMA, config_schema.PAGE], ids=lambda f: f.name)
def test_what_editors_and_people_are_told_is_up_to_date(file: Path) -> None:
    assert file.read_text("utf-8") == config_schema.files()[file], "run python tools/config_schema.py"


def test_the_schema_knows_every_key_and_what_it_may_be() -> None:
    schema = json.loads(run("config", "--schema").stdout)
    assert schema == json.loads(config_schema.SCHEMA.read_text("utf-8"))
    assert list(schema["properties"]) == list(keys())
    assert not schema["additionalProperties"]
    for key, told in schema["properties"].items():
        assert told.get("enum", []) == list(choices().get(key, []))
        assert told["description"]
    share = schema["properties"]["max-cut"]
    assert (share["minimum"], share["maximum"]) == (0, 1)


def test_every_value_that_a_key_may_have_is_in_its_description() -> None:
    for key, allowed in choices().items():
        assert [word for word in allowed if f"`{word}`" not in meanings()[key]] == []


def test_the_example_of_the_page_is_right(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.S)
    write(tmp_path / "dechaff.toml", example)
    write(tmp_path / "rules" / "N901.toml", PACK)
    assert loaded(tmp_path).options.per_file_ignores == {"drafts/*": ("N101", "tags")}


def test_the_library_reads_no_configuration(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project / "dechaff.toml", 'ignore = ["N101"]', "max-cut = 3")
    monkeypatch.setenv("DECHAFF_IGNORE", "N101")
    assert dechaff.clean(DIRTY).text == DIRTY.split("\n\n")[1]


def test_a_small_file_is_read_without_rules_and_filters(tmp_path: Path) -> None:
    write(tmp_path / "dechaff.toml", 'ignore = ["N101", "W"]', 'preset = "careful"', "[per-file-ignores]")
    code = (
        "import sys; from dechaff.config import load; load({});"
        "print([name for name in sys.modules if name in ('numpy', 'regex', 'dechaff.filters',"
        " 'dechaff.rules.load', 'dechaff.core', 'dechaff.rules.patterns')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_fingerprint_tells_what_rules_there_are_and_not_where_they_lie(tmp_path: Path) -> None:
    for name, text in (("a", PACK), ("b", PACK), ("c", PACK.replace("rises", "fell"))):
        write(tmp_path / name / "N901.toml", text)
    a, b, c = (resolve_settings(settings={"packs": [str(tmp_path / name)]}) for name in "abc")
    prints = [fingerprint(settings, rules_for(settings)) for settings in (a, b, c)]
    assert prints[0] == prints[1] != prints[2]
    no_evidence = resolve_settings(settings={"evidence": False})
    rules = rules_for(no_evidence)
    assert fingerprint(no_evidence, rules) != fingerprint(resolve_settings(), rules)

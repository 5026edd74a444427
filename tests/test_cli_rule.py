"""dechaff rule: the page, the record, and the trial of a user's own rules."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dechaff.cli import main
from dechaff.lint.trial import innocents
from dechaff.rules.families import families
from dechaff.rules.load import built_in, examples_of

RIVER = {
    "code": '"N901"',
    "name": '"river-watch"',
    "summary": '"The button of a river gauge."',
    "match": '"line"',
    "effect": '"cut"',
    "fix": '"safe"',
    "since": '"1"',
    "status": '"stable"',
}
GOES = ("en", "- Watch the river\n  The river rose again overnight.")
STAYS = ("en", "  Watch the river, said the ferryman, and it will tell you.")

Make = Callable[..., Path]


def dechaff(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def pack(tmp_path: Path) -> Make:
    """Writes a rule into a pack, and gives the pack."""

    def make(
        code: str = "N901",
        phrases: str = '["watch the river"]',
        examples: tuple[tuple[str, str], ...] = (GOES, STAYS),
        folder: str = "pack",
        **keys: str,
    ) -> Path:
        table = {**RIVER, "code": f'"{code}"', "name": f'"rule-{code.lower()}"', **keys}
        lines = [f"{key} = {value}" for key, value in table.items()]
        lines += ["[phrases]", f"en = {phrases}"]
        for lang, diff in examples:
            lines += ["[[example]]", f'lang = "{lang}"', f'diff = """\n{diff}\n"""']
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{code}.toml").write_text("\n".join(lines), "utf-8")
        return tmp_path / folder

    return make


def test_a_page_says_what_and_why_and_how_to_keep_a_line() -> None:
    page = dechaff("rule", "N201").stdout
    assert page.startswith("N201 related-link\nA line in the body that points to another article.\n")
    assert "why        Buttons, menus and links to other articles are left in scraped text" in page
    assert "keep       everywhere: --ignore N201, or ignore = " in page
    assert 'files: "old/*.txt" = ["N201"] under [per-file-ignores]' in page
    assert "lines: --keep REGEX" in page
    assert "example (en)\n" in page
    assert max(map(len, page.split("example")[0].split("\n"))) <= 96


def test_the_page_of_a_layout_says_what_it_finds() -> None:
    page = dechaff("rule", "S301").stdout
    assert "finds      the layout of an export" in page
    assert "--keep" not in page


def test_every_family_has_a_reason_and_rules() -> None:
    assert set(families()) == {rule.code[0] for rule in built_in()}
    for family in families().values():
        assert family.why.endswith(".")
        assert "  " not in family.why
        assert "\n" not in family.why


def test_a_record_holds_all_that_is_known_of_a_rule() -> None:
    (record,) = json.loads(dechaff("rule", "related-link", "--format", "json").stdout)
    rule = next(rule for rule in built_in() if rule.code == "N201")
    examples = record.pop("examples")
    assert record == {
        "code": "N201",
        "name": "related-link",
        "family": "navigation",
        "summary": rule.summary,
        "why": families()["N"].why,
        "effect": "cut",
        "safe": True,
        "status": "stable",
        "since": "0.1",
        "where": "anywhere",
        "match": "affix",
        "filter": None,
        "fact": "related",
        "languages": list(rule.languages),
        "keep": {
            "everywhere": '--ignore N201, or ignore = ["N201"] in dechaff.toml',
            "files": '"old/*.txt" = ["N201"] under [per-file-ignores] in dechaff.toml',
            "lines": '--keep REGEX, or keep = ["REGEX"] in dechaff.toml',
        },
    }
    first = examples_of(rule)[0]
    assert len(examples) == len(examples_of(rule))
    assert examples[0] == {
        "lang": first.lang,
        "why": first.why,
        "stays": False,
        "diff": first.diff,
        "before": first.before,
        "after": first.after,
        "facts": dict(first.facts),
    }
    assert any(example["stays"] for example in examples)


def test_records_of_a_family_and_of_all() -> None:
    family = json.loads(dechaff("rule", "N1", "--format", "json").stdout)
    assert [rule["code"] for rule in family] == ["N101", "N102"]
    every = json.loads(dechaff("rule", "--format", "json").stdout)
    assert [rule["code"] for rule in every] == [rule.code for rule in built_in()]
    assert all(rule["summary"] and rule["why"] for rule in every)


@pytest.mark.parametrize("code", ["N101", "E201", "S301", "W101", "E210"])
def test_what_a_page_says_of_ignoring_is_so(code: str, tmp_path: Path) -> None:
    (record,) = json.loads(dechaff("rule", code, "--format", "json").stdout)
    example = next(example for example in record["examples"] if not example["stays"])
    (tmp_path / "in.txt").write_bytes(example["before"].encode())
    told = dechaff("clean", tmp_path / "in.txt").stdout
    ignored = dechaff("clean", tmp_path / "in.txt", "--ignore", code).stdout
    shown = code[0] if code[0] == "W" else code
    assert f" {shown} " in told
    assert (f" {shown} " not in ignored) == bool(record["keep"])


def test_a_pack_that_does_what_it_says_passes(pack: Make) -> None:
    result = dechaff("rule", "--test", pack())
    assert (result.exit_code, result.stdout) == (0, "1 rule, 2 examples, all pass\n")


def test_packs_are_tried_together(pack: Make) -> None:
    one = pack()
    other = pack("N902", '["mind the ferry"]', (("en", "- Mind the ferry"), STAYS), folder="other")
    result = dechaff("rule", "--test", one, "--test", other)
    assert (result.exit_code, result.stdout) == (0, "2 rules, 4 examples, all pass\n")


def test_an_example_that_comes_out_otherwise_is_shown(pack: Make) -> None:
    result = dechaff("rule", "--test", pack(examples=(GOES, ("en", "- Watch the rivers"), STAYS)))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "N901 rule-n901: example 2 (en)",
        "    --- expected",
        "    +++ came out",
        "    +Watch the rivers",
        "1 rule, 3 examples, 1 failure",
    ]


def test_a_fact_that_is_not_found_is_shown(pack: Make) -> None:
    folder = pack()
    file = folder / "N901.toml"
    file.write_text(file.read_text().replace("[[example]]", "[[example]]\nfacts = {section=['Rivers']}", 1))
    result = dechaff("rule", "--test", folder)
    assert result.exit_code == 1
    assert "    -[section: ['Rivers']]" in result.stdout


def test_a_negative_that_another_rule_of_the_pack_cuts_is_shown(pack: Make) -> None:
    quiet = ("en", "  Mind the ferry")
    pack(examples=(GOES, STAYS, quiet))
    result = dechaff(
        "rule", "--test", pack("N902", '["mind the ferry"]', (("en", "- Mind the ferry"), STAYS))
    )
    assert result.exit_code == 1
    assert "N902 rule-n902: example 3 (en) of N901 must stay as it is\n" in result.stdout
    assert "    -Mind the ferry\n" in result.stdout
    assert result.stdout.endswith("2 rules, 5 examples, 1 failure\n")


def test_text_that_built_in_rules_leave_alone_must_stay(pack: Make) -> None:
    code, quiet = next(
        (case.rule.code, case.example.before.strip())
        for case in innocents(built_in())
        if case.example.lang == "en" and case.example.before.strip().isascii()
        if re.fullmatch(r"[\w ,.]+", case.example.before.strip())
    )
    folder = pack(match='"pattern"', examples=(("en", f"- {quiet}"), STAYS))
    file = folder / "N901.toml"
    file.write_text(file.read_text().replace("[phrases]", "[patterns]").replace("watch the river", quiet, 1))
    result = dechaff("rule", "--test", folder)
    assert result.exit_code == 1
    assert "N901 rule-n901: example " in result.stdout
    assert f"of {code} must stay as it is" in result.stdout
    assert f"    -{quiet}" in result.stdout


def test_a_negative_that_its_own_rule_cuts_is_shown_once(pack: Make) -> None:
    result = dechaff("rule", "--test", pack(examples=(GOES, ("en", "  Watch the river"))))
    assert result.exit_code == 1
    assert result.stdout.count("example 2 (en)\n") == 1
    assert result.stdout.endswith("1 failure\n")


def test_a_pack_that_cannot_be_loaded_is_told_with_every_mistake(pack: Make, tmp_path: Path) -> None:
    pack(effect='"delete"', where='"top"')
    folder = pack("N902", sumary='"typo"')
    result = dechaff("rule", "--test", folder, "--test", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert f"dechaff: {folder / 'N901.toml'}: effect: found 'delete', must be one of cut," in result.stderr
    assert f"dechaff: {folder / 'N901.toml'}: where: found 'top', must be one of" in result.stderr
    assert f"dechaff: {folder / 'N902.toml'}: unknown key 'sumary'; did you mean 'summary'?" in result.stderr
    assert "nowhere: no such folder; a rule pack is a folder of TOML files" in result.stderr
    assert result.stdout == ""


def test_the_users_rule_is_blamed_for_what_a_built_in_one_claims(pack: Make) -> None:
    folder = pack("B950", '["read more"]', (("en", "- Read more"), STAYS))
    pack("N101")
    result = dechaff("rule", "--test", folder)
    assert result.exit_code == 2
    assert "B950: phrases.en: 'read more' is claimed by N203 (read-more) too" in result.stderr
    assert "N101: the code is taken by rule 'share-bar'; take a free one" in result.stderr


def test_a_trial_takes_whole_packs(pack: Make) -> None:
    result = dechaff("rule", "N901", "--test", pack())
    assert result.exit_code == 2
    assert "--test tries whole packs and prints text; leave out CODE and --format" in result.stderr

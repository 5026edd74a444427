"""The output formats of `check`: what each says, that its readers accept it, that no text breaks out."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import msgspec
import pytest
from markdown_it import MarkdownIt
from sarif_kit import validation_errors

from dechaff.config.options import FORMATS
from dechaff.core.text import Text
from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.formats import FOR_PEOPLE, FOR_PROGRAMS, row_format, text_format
from dechaff.lint.formats.github import summary
from dechaff.lint.formats.statistics import rows as statistics
from dechaff.rows import Row
from dechaff.rules.load import built_in

RULES = {rule.code: rule for rule in built_in()}
DOCS = Path(__file__).parent.parent / "docs" / "output-formats.md"
FERRY = "Share this\n\nThe cafÃ© on the quay opens again on Monday.\nThe quay at dawn\n"


def found(text: str, old: str, code: str, new: str = "", detail: str = "", **more: Any) -> Diagnostic:
    """A finding at the first place of some words, of a rule that is built in or of the user's own."""
    start, rule = text.index(old), RULES.get(code)
    end = start + len(old)
    (line, column), (end_line, end_column) = map(Text(text).position, (start, end))
    message = f"{rule.summary if rule else 'Changed by a filter.'} {detail}".rstrip()
    name, at = rule.name if rule else "", (start, end, line, column, end_line, end_column)
    return Diagnostic(code, name, message, *at, old, new, **more)


def result(text: str, *diagnostics: Diagnostic, place: str = "news/ferry.txt", **more: Any) -> Result:
    return Result(place, place, diagnostics, text=lambda: Text(text), **more)


def of_one(text: str, old: str, code: str = "N101", new: str = "", **more: Any) -> Result:
    return result(text, found(text, old, code, new, **more))


SAMPLE = [
    result(
        FERRY,
        found(FERRY, "Share this\n", "N101"),
        found(FERRY, "Ã©", "E201", "é", "UTF-8 read as cp1252"),
        found(FERRY, "The quay at dawn\n", "F203", error=False, fixable=False, score=0.5),
    ),
    Result(
        "news/plan.txt", "news/plan.txt", problem="looks like a PDF file, not text; extract its text first"
    ),
]


def plain(rows: Iterable[Row]) -> str:
    return "".join("".join(word.text for word in row).rstrip() + "\n" for row in rows)


def written(name: str, *results: Result) -> str:
    """The whole output of a format, as a file or a pipe gets it."""
    if name == "statistics":
        return plain(statistics(results))
    if name == "summary":
        return summary(results)
    return plain(row_format(name)(results)) if name in FOR_PEOPLE else "".join(text_format(name)(results))


EVERY = (*FORMATS, "statistics", "summary")


def test_every_format_that_may_be_asked_for_is_there() -> None:
    assert (*FOR_PEOPLE, *FOR_PROGRAMS) == FORMATS


@pytest.mark.parametrize("name", sorted(set(EVERY) - {"sarif"}))
def test_the_examples_in_the_docs_are_what_comes_out(name: str) -> None:
    examples = dict(re.findall(r"^## (\w+)\n.*?```\w*\n(.*?)```$", DOCS.read_text("utf-8"), re.S | re.M))
    assert examples[name] == written(name, *SAMPLE)


def test_a_format_imports_no_other() -> None:
    code = (
        "import sys; from dechaff.lint.formats import text_format; text_format('jsonl');"
        "print(sorted(m for m in sys.modules if m.startswith('dechaff.lint.formats.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['dechaff.lint.formats.json', 'dechaff.lint.formats.jsonl']\n"


@pytest.mark.parametrize("name", ["full", "concise", "jsonl"])
def test_what_is_found_in_a_file_is_told_before_the_next_is_looked_at(name: str) -> None:
    looked_at = []

    def results() -> Iterator[Result]:
        for one in SAMPLE:
            looked_at.append(one.place)
            yield one

    pieces: Iterator[Any] = (
        row_format(name)(results()) if name in FOR_PEOPLE else text_format(name)(results())
    )
    next(pieces)
    assert looked_at == ["news/ferry.txt"]


# Whatever steers a terminal, ends a line, turns letters round, is no character, or is markup somewhere.
HOSTILE = (
    "\x1b[31m\x1b]0;title\x07 \u202ereversed\u2066 \ud83d\udc80 \u2028\u2029\x85\x9b1m"
    "\r\n::error::x\n##[error]\x00\ufffe\U000e0041 `code` | <b onload='x'>&amp; ]]> \"quoted\" 100%0A,:; {0}"
    " [words](http://evil.example) ![x](//evil.example/x.png) www.evil.example @someone #1 \\|"
    " \\` <!-- --> *x* _x_ \t end\\"
)
EVIL = [
    Result(
        f"{HOSTILE}{number}",
        f"{HOSTILE}{number}",
        (
            Diagnostic(HOSTILE, HOSTILE, HOSTILE, 1, len(HOSTILE), 1, 2, 9, 3, HOSTILE[1:], HOSTILE),
            Diagnostic("N101", HOSTILE, HOSTILE, 0, 9, 1, 1, 1, 10, HOSTILE[:9], error=False, fixable=False),
        ),
        problem=HOSTILE,
        fixed=(Diagnostic("E201", "", HOSTILE, 0, 1, 1, 1, 1, 2, "\ud83d"),),
        text=lambda: Text(HOSTILE),
    )
    for number in range(2)
]


@pytest.mark.parametrize("name", EVERY)
def test_nothing_steers_a_terminal_and_all_is_utf8(name: str) -> None:
    text = written(name, *EVIL)
    assert {char for char in text if not char.isprintable()} == {"\n"}
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_row_is_one_line(name: str) -> None:
    rows = list(row_format(name)(EVIL))
    assert not [word for row in rows for word in row if "\n" in word.text]


def lines_as_json(text: str) -> Any:
    return [msgspec.json.decode(line) for line in text.splitlines()]


# msgspec refuses what is no JSON, and half a surrogate pair.
READERS: Mapping[str, Callable[[str], Any]] = {
    "json": msgspec.json.decode,
    "jsonl": lines_as_json,
    "gitlab": msgspec.json.decode,
    "sarif": msgspec.json.decode,
    "junit": ElementTree.fromstring,
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("results", [EVIL, SAMPLE, []], ids=["hostile", "sample", "nothing"])
def test_readers_accept_what_is_written(name: str, results: Sequence[Result]) -> None:
    READERS[name](written(name, *results))


# --- for people


def test_full_marks_what_goes_and_says_what_comes() -> None:
    text = "The café waits.\nThe 中文 cafÃ© is\topen.\n"
    assert written("full", of_one(text, "Ã©", "E201", "é")).splitlines()[1:] == [
        "  2 | The 中文 cafÃ© is open.",
        "    |             ^^ → [é]",
    ]


def test_full_shows_what_cannot_be_seen() -> None:
    rows = written("full", of_one("one\u00a0\t two\u200b three", "\u00a0\t")).splitlines()
    assert rows[1:] == ["  1 | one\\u00a0\\u0009 two\\u200b three", "    |    ^^^^^^^^^^^^"]


def test_full_cuts_a_long_line_to_what_is_around_the_place() -> None:
    text = "before " * 50 + "HERE" + " behind" * 50
    _, line, marks = written("full", of_one(text, "HERE")).splitlines()
    assert max(map(len, (line, marks))) <= 110
    assert re.fullmatch(r"  1 \| ….*before HERE behind.*…", line)
    assert line[marks.index("^") :].startswith("HERE ")
    assert marks.count("^") == 4


def test_full_cuts_what_grows_when_it_is_made_visible() -> None:
    line = written("full", of_one("\u200b" * 300 + "HERE" + "\u200b" * 300, "HERE")).splitlines()[1]
    assert re.fullmatch(r"  1 \| ….*\\u200bHERE\\u200b.*…", line)
    assert len(line) <= 110


def test_full_cuts_what_is_marked_too() -> None:
    cut = "first " * 90 + "last " * 90
    line = written("full", of_one(f"He said {cut}and left.", cut)).splitlines()[1]
    assert re.fullmatch(r"  1 \| He said first first .*….* last last and left\.", line)
    assert len(line) <= 110


def test_full_shows_the_first_and_the_last_of_many_lines() -> None:
    cut = "".join(f"link {number}\n\n" for number in range(1, 15))
    rows = written("full", of_one(f"Text.\n{cut}More.\n", cut)).splitlines()
    assert rows[1:] == ["   2 - link 1", "     … 12 more lines", "  28 - link 14"]


def test_full_says_what_comes_behind_the_last_line_that_goes() -> None:
    text = "One two.\nThree.\nFour five.\n"
    assert written("full", of_one(text, "two.\nThree.\nFour", new="and")).splitlines()[1:] == [
        "  1 | One two.",
        "    |     ^^^^",
        "  2 - Three.",
        "  3 | Four five.",
        "    | ^^^^ → [and]",
    ]


def test_full_shows_lines_that_come_and_lines_that_would_go() -> None:
    rows = written("full", of_one("a\u0308 b\n", "a\u0308 b\n", new="ä b\n")).splitlines()
    assert rows[1:] == ["  1 - a\u0308 b", "    + ä b"]
    noted = of_one("Share this\n", "Share this\n", error=False, fixable=False)
    assert "  1 ? Share this" in written("full", of_one("Share this\n", "Share this\n", fixable=False))
    header, line = written("full", noted).splitlines()
    assert header.startswith("news/ferry.txt:1:1 N101 share-bar note: Share")
    assert line == "  1 ? Share this"
    assert {word.style for row in row_format("full")([noted]) for word in row if "hare" in word.text} == {
        "yellow",
        "",
    }


def test_full_is_silent_about_blank_lines_and_returns() -> None:
    assert len(written("full", of_one("One.\n\n\nTwo.\n", "\n\n\n", "W102")).splitlines()) == 1
    assert len(written("full", of_one("One.\r\n\r\nTwo.\r\n", "\r\n\r\n", "W102")).splitlines()) == 1
    assert "u000d" not in written("full", of_one("Share\r\nTwo three.\r\n", "Two"))
    joined = written("full", of_one("One.\nTwo.\n", "\n")).splitlines()
    assert joined[1:] == ["  1 | One.", "    |     ^"]


def test_full_sets_no_marks_under_lines_that_run_from_the_right() -> None:
    rows = written("full", of_one("קפה cafÃ© ועוד", "Ã©", "E201", "é")).splitlines()
    assert rows[1:] == ["  1 | קפה cafÃ© ועוד", "    | [Ã©] → [é]"]


def test_full_falls_back_on_the_words_where_the_text_is_another_by_now() -> None:
    stale = Result("a.txt", "a.txt", (found(FERRY, "Ã©", "E201", "é"),), text=lambda: Text("Short.\n"))
    assert written("full", stale).splitlines()[1:] == ["    [Ã©] → [é]"]


def test_a_point_is_marked_though_nothing_stands_there() -> None:
    point = of_one("Share\nText here.\n", "")
    moved = msgspec.structs.replace(point.diagnostics[0], start=11, end=11, line=2, column=6)
    assert written("full", result("Share\nText here.\n", moved)).splitlines()[1:] == [
        "  2 | Text here.",
        "    |      ^",
    ]


def test_statistics_count_the_most_frequent_rule_first() -> None:
    twice = result("a\nb\n", found("a\nb\n", "a", "N102"), found("a\nb\n", "b", "N102", fixable=False))
    rows = written("statistics", twice, *SAMPLE).splitlines()
    assert [row.split()[:2] for row in rows[:-1]] == [
        ["2", "N102"],
        ["1", "E201"],
        ["1", "F203"],
        ["1", "N101"],
    ]
    assert [row[13:16] for row in rows[:-1]] == ["[-]", "[*]", "[ ]", "[*]"]
    assert rows[2].endswith("image-description (note)")
    assert written("statistics") == ""


# --- json and jsonl


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_says_all_of_a_finding_and_names_what_was_fixed(name: str) -> None:
    fixed = result("Share\n", found("Share\n", "Share\n", "N101"), fixed=(found(FERRY, "Ã©", "E201", "é"),))
    one, two, problem = READERS[name](written(name, fixed, SAMPLE[1]))
    assert one == {
        "path": "news/ferry.txt",
        "code": "E201",
        "name": "mojibake",
        "message": RULES["E201"].summary,
        "level": "error",
        "line": 3,
        "column": 8,
        "end_line": 3,
        "end_column": 10,
        "start": 19,
        "end": 21,
        "old": "Ã©",
        "new": "é",
        "score": 1.0,
        "fixable": True,
        "fixed": True,
    }
    assert (two["code"], two["fixed"]) == ("N101", False)
    assert problem == {"path": "news/plan.txt", "problem": SAMPLE[1].problem}


def test_json_gives_back_what_stood_there_but_for_halves_of_pairs() -> None:
    old = '\x1b[1m \u202e \U000e0041 \U0001f480 中文 "\\ \ud83d'
    (record,) = lines_as_json(written("jsonl", of_one(old, old)))
    assert record["old"] == old[:-1] + "\\ud83d"


# --- github


def annotations(*results: Result) -> list[tuple[dict[str, str], str]]:
    found = []
    for line in written("github", *results).splitlines():
        match = re.fullmatch(r"::error (.*?)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[1].split(","))
        found.append(({name: unquoted(value) for name, value in pairs}, unquoted(match[2])))
    return found


def unquoted(text: str) -> str:
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda code: codes[code[0]], text)


def test_github_shows_the_worst_file_first_and_each_once() -> None:
    text = "a\nb\nc\n"
    few = result(text, found(text, "a", "N101"), place="few.txt")
    many = result(
        text, *(found(text, old, "N102") for old in "bca"), found(text, "a", "N101"), place="many.txt"
    )
    noted = result(text, found(text, "a", "N101", error=False), place="noted.txt")
    shown = annotations(few, noted, many, SAMPLE[1])
    assert [properties["file"] for properties, _ in shown] == ["news/plan.txt", "many.txt", "few.txt"]
    properties, message = shown[1]
    assert properties == {
        "file": "many.txt",
        "line": "2",
        "endLine": "2",
        "col": "1",
        "endColumn": "2",
        "title": "dechaff: 4 findings",
    }
    rows = message.split("\n")
    assert rows[0].startswith(f"3 × N102 {RULES['N102'].name}, first in line 2: {RULES['N102'].summary} [b]")
    assert rows[1].startswith("1 × N101 share-bar, in line 1: ")


def test_github_has_columns_only_within_a_line_and_no_file_for_standard_input() -> None:
    ((properties, _),) = annotations(of_one("a\nb\n", "a\nb\n"))
    assert set(properties) == {"file", "line", "endLine", "title"}
    ((properties, _),) = annotations(result("a", found("a", "a", "N101"), place="-"))
    assert set(properties) == {"title"}


def test_github_annotations_cannot_be_broken_out_of() -> None:
    names = {"file", "line", "endLine", "title"}
    assert [set(properties) <= names for properties, _ in annotations(*EVIL)] == [True] * 4
    place = "a,b:c%0A\n::error::d.txt"
    ((properties, _),) = annotations(result("a\nb", found("a\nb", "a\nb", "N101"), place=place))
    assert properties["file"] == place


def test_github_lists_at_most_ten_rules() -> None:
    some = [found("a", "a", code) for code in sorted(RULES)[:13]]
    ((_, message),) = annotations(result("a", *some))
    assert message.split("\n")[10:] == ["and 3 more rules"]


def rendered(*results: Result) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(summary(results))


def test_a_summary_is_a_table_of_rules_and_one_of_files() -> None:
    html = rendered(*SAMPLE)
    assert html.count("<table>") == 3
    assert "<code>E201 mojibake</code>" in html
    assert "<code>news/ferry.txt</code>" in html
    assert "F203" not in html
    assert rendered() == "<h2>dechaff</h2>\n<p><strong>No findings</strong>; 0 files checked.</p>\n"


def test_a_summary_cannot_be_broken_out_of() -> None:
    html = rendered(*EVIL)
    bare = re.sub(r"<code>[^<]*</code>", "", html)
    assert "evil" not in bare
    assert "onload" not in bare
    assert [row.count("<td>") for row in html.split("<tr>")] == [0, 0, 3, 0, 2, 2, 0, 2, 2]


def test_a_summary_keeps_to_a_hundred_files() -> None:
    many = [result("a", found("a", "a", "N101"), place=f"{number}.txt") for number in range(103)]
    text = summary(many)
    assert text.count(".txt`") == 100
    assert "… and 3 more." in text


# --- gitlab and sarif


def known_by(name: str, *results: Result) -> list[str]:
    document = json.loads(written(name, *results))
    if name == "gitlab":
        return [issue["fingerprint"] for issue in document]
    return [one["partialFingerprints"]["dechaff/v1"] for one in document["runs"][0]["results"]]


@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_fingerprints_tell_findings_apart_and_outlive_a_change_of_lines(name: str) -> None:
    def at(text: str, *, place: str = "a.txt") -> Result:
        one = found(text, "Share", "N101")
        two = msgspec.structs.replace(one, start=one.start + 6, end=one.end + 6, line=one.line + 1)
        other = found(text, "Read", "N102")
        return result(text, one, two, other, place=place)

    before = known_by(name, at("Share\nShare\nRead\n"), at("Share\nShare\nRead\n", place="b.txt"))
    assert len(set(before)) == 6
    assert known_by(name, at("New.\nRead\nShare\nShare\n"))[:3] == before[:3]


def test_gitlab_gets_an_issue_for_each_finding_and_problem() -> None:
    _, _, note, problem = issues = json.loads(written("gitlab", *SAMPLE))
    assert [issue["severity"] for issue in issues] == ["major", "major", "info", "blocker"]
    assert note["location"] == {"path": "news/ferry.txt", "lines": {"begin": 4}}
    assert (note["check_name"], problem["check_name"]) == ("F203", "problem")
    assert problem["description"] == SAMPLE[1].problem


def sarif(*results: Result) -> Any:
    document = json.loads(written("sarif", *results))
    assert validation_errors(document) == []
    return document


def test_sarif_in_the_docs_is_what_comes_out() -> None:
    (example,) = re.findall(r"^## sarif\n.*?```json\n(.*?)```$", DOCS.read_text("utf-8"), re.S | re.M)
    assert json.loads(example) == sarif(*SAMPLE)["runs"][0]["results"][1]


def test_sarif_says_what_rules_are_and_only_of_those_that_occur() -> None:
    (run,) = sarif(*SAMPLE)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E201", "F203", "N101"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "note", "error"]
    assert "- The cafÃ© on the quay stays open" in rules[0]["help"]["text"]
    assert "````diff\n- The cafÃ© on the quay" in rules[0]["help"]["markdown"]
    assert [(one["ruleId"], rules[one["ruleIndex"]]["id"], one["level"]) for one in run["results"]] == [
        *(("N101", "N101", "error"), ("E201", "E201", "error"), ("F203", "F203", "note"))
    ]


@pytest.mark.parametrize(
    ("code", "grade"),
    [("N101", "Every preset applies it."), ("F203", "Only noted, unless it is asked for."), ("E401", "Off,")],
)
def test_sarif_says_when_a_rule_is_in_force(code: str, grade: str) -> None:
    (rule,) = sarif(of_one("Share", "Share", code))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"].startswith(f"{RULES[code].summary} {grade}")


def test_a_rule_is_as_grave_as_the_gravest_that_it_found() -> None:
    text = "one two"
    both = result(text, found(text, "one", "N101", error=False), found(text, "two", "N101"))
    (run,) = sarif(both)["runs"]
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}
    assert [one["level"] for one in run["results"]] == ["note", "error"]


def test_a_rule_of_the_users_own_is_explained_by_what_it_says() -> None:
    (rule,) = sarif(of_one("Share", "Share", "Z901"))["runs"][0]["tool"]["driver"]["rules"]
    # Code scanning at GitHub takes no rule without them.
    for what in ("shortDescription", "fullDescription", "help"):
        assert rule[what] == {"text": "Changed by a filter."}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Share this\n", "", "\nThe cafÃ© on the quay opens again on Monday.\nThe quay at dawn\n"),
        ("Ã©", "é", FERRY.replace("Ã©", "é")),
        ("again on Monday.\nThe", "on\nMonday. A", FERRY.replace("again on Monday.\nThe", "on\nMonday. A")),
        ("\nThe quay at dawn\n", "\n", FERRY[: -len("The quay at dawn\n")]),
    ],
)
def test_the_fixes_of_sarif_do_what_they_say(old: str, new: str, expected: str) -> None:
    (one,) = sarif(of_one(FERRY, old, "E201", new))["runs"][0]["results"]
    (change,) = one["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "news/ferry.txt", "uriBaseId": "%SRCROOT%"}
    (replacement,) = change["replacements"]
    region, content = replacement["deletedRegion"], replacement.get("insertedContent", {}).get("text", "")
    assert region == one["locations"][0]["physicalLocation"]["region"]
    assert ("insertedContent" in replacement) is (new != "")
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    assert FERRY[:start] + content + FERRY[end:] == expected
    starts = [0, *(match.end() for match in re.finditer("\n", FERRY))]
    assert starts[region["startLine"] - 1] + region["startColumn"] - 1 == start
    assert starts[region["endLine"] - 1] + region["endColumn"] - 1 == end


def test_sarif_has_no_fix_for_what_cannot_be_fixed() -> None:
    assert "fixes" not in sarif(SAMPLE[0])["runs"][0]["results"][2]


def test_sarif_says_that_the_run_failed_where_a_file_could_not_be_checked() -> None:
    assert sarif(SAMPLE[0])["runs"][0]["invocations"][0]["executionSuccessful"] is True
    (invocation,) = sarif(*SAMPLE)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == SAMPLE[1].problem


@pytest.mark.parametrize(
    ("place", "uri"),
    [
        ("a b/50%[x]#1?.txt", "a%20b/50%25%5Bx%5D%231%3F.txt"),
        ("mailto:x.txt", "mailto%3Ax.txt"),
        ("/elsewhere/ü.txt", "file:///elsewhere/%C3%BC.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),
    ],
)
def test_sarif_names_files_by_their_bytes(place: str, uri: str) -> None:
    document = sarif(result("a", found("a", "a", "N101"), place=place))
    location = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) is not place.startswith("/")
    assert unquote_to_bytes(uri.removeprefix("file://")) == place.encode("utf-8", "surrogateescape")


def test_the_messages_of_sarif_hold_no_links_and_no_blanks_to_fill_in() -> None:
    (one,) = sarif(of_one("[x](1) {0} \\", "[x](1) {0} \\"))["runs"][0]["results"]
    assert one["message"]["text"].endswith(r"“\[x\](1) {{0}} \\”")
    sarif(*EVIL)


def first(document: Any) -> Any:
    return document["runs"][0]["results"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.update(version="2.0.0"),
        lambda document: document["runs"][0].pop("tool"),
        lambda document: document["runs"][0].update(columnKind="bytes"),
        lambda document: document["runs"][0]["invocations"][0].pop("executionSuccessful"),
        lambda document: first(document).pop("message"),
        lambda document: first(document).update(level="fatal"),
        lambda document: first(document).update(colour="red"),
        lambda document: first(document)["fixes"][0].pop("artifactChanges"),
        lambda document: first(document)["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    ],
)
def test_the_validator_of_sarif_rejects_a_broken_log(spoil: Callable[[Any], object]) -> None:
    document = sarif(*SAMPLE)
    spoil(document)
    assert validation_errors(document)


# --- junit


def test_junit_has_a_case_for_each_file() -> None:
    clean = Result("clean.txt", "clean.txt")
    root = ElementTree.fromstring(written("junit", *SAMPLE, clean))
    (suite,) = root
    assert suite.attrib == {"name": "dechaff", "tests": "3", "failures": "1", "errors": "1"}
    ferry, plan, good = suite
    assert [case.get("name") for case in suite] == ["news/ferry.txt", "news/plan.txt", "clean.txt"]
    assert [part.tag for part in ferry] == ["failure", "system-out"]
    assert ferry[0].get("message") == "2 findings"
    assert (ferry[0].text or "").splitlines() == [
        f"1:1 N101 {RULES['N101'].summary} [Share this]",
        f"3:8 E201 {RULES['E201'].summary} UTF-8 read as cp1252 [Ã©] → [é]",
    ]
    assert [(part.tag, part.get("message")) for part in plan] == [("error", SAMPLE[1].problem)]
    assert list(good) == []


def test_junit_holds_markup_as_text() -> None:
    case = ElementTree.fromstring(written("junit", *EVIL))[0][0]
    assert "<b onload='x'>&amp; ]]> \"quoted\"" in (case.get("name") or "")
    assert [part.tag for part in case] == ["error", "failure", "system-out"]

"""dechaff split: the articles of files, and every number that is missing; all text is invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dechaff.cli import main
from dechaff.cli.accounts import article_rows, file_row, total_rows
from dechaff.core.article import Part
from dechaff.core.hit import Effect, Hit
from dechaff.core.pipeline import Pipeline
from dechaff.core.span import Span
from dechaff.corpus.accounting import account
from dechaff.corpus.ledger import Possible, tiles
from dechaff.rows import Row

TITLES = [
    "Quarry to close in June",
    "Night ferry returns",
    "Bakers ask for an earlier morning",
    "Clock strikes",
]
BODY = "The council met on Thursday and heard the engineer, who had walked the whole valley to be there.\n"


def split(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["split", *map(str, args)], input=stdin)


def record(number: int, total: int, title: str = "") -> str:
    """A document as LexisNexis exports it."""
    title = title or TITLES[number % len(TITLES)]
    return (
        f"                               {number} of {total} DOCUMENTS\n\n"
        "                                The Harrow Post\n\n"
        "                             May 31, 2018 Thursday\n\n"
        f"{title}\n\nBYLINE: Ada Quill\n\nLENGTH: 231 words\n\n{BODY}\n"
        "LOAD-DATE: May 31, 2018\n\nLANGUAGE: ENGLISH\n\n"
    )


def export(path: Path, numbers: "list[int] | range", total: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n" + "".join(record(number, total) for number in numbers))
    return path


def line_of(path: Path, text: str) -> int:
    return path.read_text().split("\n").index(text) + 1


def begins(path: Path, number: int, total: int) -> int:
    return line_of(path, f"                               {number} of {total} DOCUMENTS")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_an_export_that_is_complete_is_clean(tmp_path: Path) -> None:
    file = export(tmp_path / "in" / "all.txt", range(1, 5), 4)
    result = split(file, "-o", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "S301 lexisnexis" in result.stdout
    assert "1 file, 4 articles" in result.stdout
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["all-01.txt", "all-02.txt", "all-03.txt", "all-04.txt"]
    assert (tmp_path / "out" / "all-01.txt").read_text().strip() == f"{TITLES[1]}\n\n\n\n{BODY}".strip()


def test_a_missing_number_is_named_with_its_line(tmp_path: Path) -> None:
    file = export(tmp_path / "gap.txt", [1, 2, 4, 5], 5)
    result = split(file)
    assert result.exit_code == 1
    place = f"{file}:{begins(file, 4, 5)}"
    assert f"{place}: number 3 is missing (of 5): 2 is followed by 4 here" in result.stdout
    assert result.stdout.count("missing (of") == 1
    quiet = split(file, "-q")
    assert (quiet.exit_code, quiet.stdout.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (range(2, 6), "number 1 is missing (of 5): the first that was found is 2, here"),
        (range(1, 4), "numbers 4-5 are missing (of 5): the last that was found is 3, which ends here"),
        ([1, 2, 3, 3, 4, 5], "number 3 comes again: it is also at"),
    ],
    ids=["start", "end", "twice"],
)
def test_the_ends_of_an_export_count_too(tmp_path: Path, numbers: Any, message: str) -> None:
    result = split(export(tmp_path / "a.txt", numbers, 5))
    assert result.exit_code == 1
    assert message in result.stdout


def test_a_part_of_an_export_is_held_against_the_numbers_that_it_spans(tmp_path: Path) -> None:
    file = export(tmp_path / "part.txt", range(400, 406), 2218)
    result = split(file)
    assert result.exit_code == 0
    assert "400-405 of 2,218" in result.stdout
    assert split(export(file, [400, 401, 403], 2218)).exit_code == 1


def test_files_of_one_export_are_counted_together(tmp_path: Path) -> None:
    one = export(tmp_path / "in" / "1.txt", [1, 2, 3], 12)
    two = export(tmp_path / "in" / "2.txt", [5, 6, 7, 8, 9], 12)
    result = split(tmp_path / "in", "--ledger", tmp_path / "ledger.jsonl")
    assert result.exit_code == 1
    assert "8 of 12 found in 2 files: missing 4, 10-12" in result.stdout
    assert f"{two}:{begins(two, 5, 12)}: number 4 is missing (of 12): 3 ends at {one}:" in result.stdout
    files = [line for line in read(tmp_path / "ledger.jsonl") if line["kind"] == "file"]
    assert [(line["found"], line["claimed"], line["missing"]) for line in files] == [
        (3, 12, []),
        (5, 12, [[4, 4], [10, 12]]),
    ]
    export(tmp_path / "in" / "3.txt", [4, 10, 11, 12], 12)
    result = split(tmp_path / "in")
    assert (result.exit_code, "12 of 12 found in 3 files" in result.stdout) == (0, True)


def test_two_exports_of_the_same_size_hide_no_gap_of_each_other(tmp_path: Path) -> None:
    export(tmp_path / "in" / "1.txt", [1, 2, 4, 5], 5)
    file = export(tmp_path / "in" / "2.txt", range(1, 6), 5)
    result = split(tmp_path / "in")
    assert result.exit_code == 1
    assert "number 3 is missing" in result.stdout
    file.write_text(file.read_text() + "".join(record(number, 5) for number in range(1, 6)))
    result = split(file)  # the same twice in one file
    assert (result.exit_code, "1 file, 10 articles" in result.stdout) == (0, True)


def test_a_count_without_numbers_is_held_against_what_was_found(tmp_path: Path) -> None:
    file = tmp_path / "uni.txt"
    articles = [
        f"{title}\n\nThe Harrow Post\n\nMay 31, 2018\n\nBody\n\n{BODY}\nEnd of Document\n" for title in TITLES
    ]
    file.write_text("Documents (5)\n\n" + "\n".join(articles))
    result = split(file)
    assert result.exit_code == 1
    assert f"{file}: 4 articles found, but the file says 5; two may stand together as one" in result.stdout


def test_expect_counts_instead_of_what_the_files_claim(tmp_path: Path) -> None:
    file = export(tmp_path / "a.txt", range(1, 4), 500)
    assert split(file).exit_code == 1
    assert split(file, "--expect", 3).exit_code == 0
    result = split(file, "--expect", 4)
    assert result.exit_code == 1
    assert f"{file}: 3 articles found, but 4 expected; two may stand together" in result.stdout
    result = split(file, "--expect", 2)
    assert result.exit_code == 1
    assert "3 articles found, but 2 expected; one may be parted in two" in result.stdout
    export(tmp_path / "b.txt", range(1, 4), 3)
    assert "2 files: 6 articles found, but 7 expected" in split(tmp_path, "--expect", 7).stdout
    assert split(file, "--expect", "many").exit_code == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_ledger_tiles_the_file(tmp_path: Path, newline: str) -> None:
    file = export(tmp_path / "a.txt", [1, 2, 4], 4)
    text = ("\ufeffTerms: quarry\n" + file.read_text() + "\x1b[0m\n").replace("\n", newline)
    file.write_bytes(text.encode())
    ledger = tmp_path / "deep" / "ledger.jsonl"
    assert split(file, "--ledger", ledger).exit_code == 1
    *tiles, summary = read(ledger)
    assert [tile["kind"] for tile in tiles[:3]] == ["preamble", "article", "seam"]
    decoded = text.removeprefix("\ufeff")
    assert "".join(decoded[tile["start"] : tile["end"]] for tile in tiles) == decoded
    assert (tiles[0]["start"], tiles[-1]["end"]) == (0, len(decoded))
    article = tiles[1]
    assert (article["id"], article["number"], article["total"]) == (f"{file}#1", 1, 4)
    assert (article["rule"], article["confidence"], article["title"]) == ("S301", 1.0, TITLES[1])
    assert article["facts"]["byline"] == ["Ada Quill"]
    assert article["facts"]["published"] == "2018-05-31"
    assert article["first_line"] == 3
    assert (summary["kind"], summary["found"], summary["claimed"]) == ("file", 3, 4)
    assert (summary["missing"], summary["again"]) == ([[3, 3]], [])


def test_records_have_facts(tmp_path: Path) -> None:
    file = export(tmp_path / "a.txt", [1, 2], 2)
    assert split(file, "-o", tmp_path / "out.jsonl", "-q").exit_code == 0
    one, two = read(tmp_path / "out.jsonl")
    assert (one["title"], two["title"]) == (TITLES[1], TITLES[2])
    assert one["facts"]["source"] == ["The Harrow Post"]
    assert one["facts"]["length"] == "231 words"
    assert BODY.strip() in one["text"]
    assert "DOCUMENTS" not in one["text"]


def test_text_stays_as_it_stands(tmp_path: Path) -> None:
    text = f"Share this\n\nThe quarry\n\n\n\n{BODY}\nRead also: the lake\n"
    (tmp_path / "a.txt").write_text(text)
    result = split(tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 file, 1 article\n" in result.stdout
    assert (tmp_path / "out" / "a.txt").read_text() == text


def test_a_separator_of_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"The quarry\n\n{BODY}\n%% 1 %%\nThe lake\n\n{BODY}\n  %% 2 %%\nThe pier\n\n{BODY}")
    result = split(file, "--separator", r"%% \d+ %%", "-o", tmp_path / "out", "--expect", 3)
    assert result.exit_code == 0
    texts = [path.read_text() for path in sorted((tmp_path / "out").iterdir())]
    assert [text.split("\n")[0] for text in texts] == ["The quarry", "The lake", "The pier"]
    assert "%%" not in "".join(texts)
    clean = CliRunner().invoke(main, ["clean", "--separator", r"%% \d+ %%", str(file)])
    assert "3 articles" in clean.stdout


@pytest.mark.parametrize(
    ("separator", "message"),
    [("(", "not a regular expression"), ("-*", "it matches nothing at all: every line would match")],
)
def test_a_bad_separator_is_named(tmp_path: Path, separator: str, message: str) -> None:
    file = export(tmp_path / "a.txt", [1], 1)
    result = split(file, "--separator", separator)
    assert result.exit_code == 2
    assert f"dechaff: --separator: {separator!r}: {message}" in result.stderr


def test_a_separator_that_is_too_slow_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a" * 60 + "!\n" + BODY)
    result = split(file, "--separator", "(a|aa)+b|(a+)+$")
    assert result.exit_code == 2
    assert f"{file}: a regular expression of yours (separator or keep) took too long" in result.stderr


def test_aggressive_reaches_the_settings(tmp_path: Path) -> None:
    assert split(export(tmp_path / "a.txt", [1], 1), "--aggressive").exit_code == 0


def test_bad_files_are_named_and_their_neighbours_are_done(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(b"%PDF-1.7 ...")
    export(tmp_path / "a.txt", [1, 2], 2)
    result = split(tmp_path, tmp_path / "nowhere", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "paper.txt: looks like a PDF file, not text" in result.stderr
    assert "nowhere: no such file or folder; check the spelling" in result.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_empty_file_has_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n")
    assert split(tmp_path / "a.txt", "--expect", 0).exit_code == 0


@pytest.mark.parametrize("where", ["-o", "--ledger"])
def test_no_output_is_written_over_an_input(tmp_path: Path, where: str) -> None:
    file = export(tmp_path / "a.jsonl", [1, 2], 2)
    before = file.read_text()
    result = split(file, where, tmp_path / "x" / ".." / "a.jsonl")
    assert result.exit_code == 2
    assert "is an input and would be overwritten; choose another output" in result.stderr
    assert file.read_text() == before


def test_a_folder_is_not_written_over_an_input(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BODY)
    result = split(file, "-o", tmp_path)
    assert result.exit_code == 2
    assert "a.txt is an input and would be overwritten; choose another output folder" in result.stderr
    assert file.read_text() == BODY


def test_outputs_that_cannot_be(tmp_path: Path) -> None:
    file = export(tmp_path / "a.txt", [1], 1)
    result = split(file, "-o", tmp_path / "out.jsonl", "--ledger", tmp_path / "out.jsonl")
    assert (result.exit_code, "is named twice" in result.stderr) == (2, True)
    result = split(file, "-o", tmp_path / "out.json")
    assert (result.exit_code, "written as JSON lines; call the file" in result.stderr) == (2, True)
    result = split(file, "--ledger", file / "ledger.jsonl")
    assert (result.exit_code, "ledger.jsonl: cannot be written: " in result.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_standard_input(tmp_path: Path) -> None:
    first = record(1, 3)
    result = split("-", "-o", tmp_path / "out", stdin=(first + record(3, 3)).encode())
    assert result.exit_code == 1
    line = first.count("\n") + 1
    assert f"-:{line}: number 2 is missing (of 3)" in result.stdout
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["stdin-01.txt", "stdin-02.txt"]


def test_nothing_in_a_file_moves_the_cursor(tmp_path: Path) -> None:
    file = tmp_path / "ev\x1b[31mil.txt"
    title = "Quarry \x1b]0;owned\x07 \u202eclosed \x9b2J"
    file.write_text(record(1, 3, title) + record(3, 3, title), "utf-8")
    for arguments in ([], ["-q"], ["--ledger", tmp_path / "ledger.jsonl"]):
        result = split(file, *arguments)
        assert result.exit_code == 1
        assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(result.output)
    file.rename(tmp_path / "evil.txt")
    assert "Quarry" in split(tmp_path / "evil.txt").stdout


def test_many_articles_and_many_files_are_summed_up(tmp_path: Path) -> None:
    file = export(tmp_path / "in" / "00.txt", range(1, 26), 25)
    assert "  and 5 more; --ledger FILE lists them all" in split(file).stdout
    for number in range(1, 30):
        export(tmp_path / "in" / f"{number:02d}.txt", range(1, 3), 2)
    result = split(tmp_path / "in")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1 + 30 + 2


def test_confidence_and_what_is_possible_are_told() -> None:
    text = "The quarry\n\nThe lake\nThe pier\n"
    note = Hit("S104", Span(0, 8), Effect.NOTE, score=0.41, detail="a title follows")
    parts = [
        Part(Span(0, 11)),
        Part(Span(11, 12), "S102", 0.97, "two blank lines"),
        Part(Span(12, 21), hits=(note,)),
        Part(Span(21, 21), "S102", 0.93, "a title follows"),
        Part(Span(21, 30)),
    ]
    cleaned = Pipeline(split=lambda _: parts).run(text)
    found = account(Path("a.txt"), cleaned)
    assert (found.found, found.confidence, found.possible, found.rules) == (3, 0.93, 1, ("S102",))
    one, _, two, seam, three = written = list(tiles(Path("a.txt"), cleaned))
    assert [tile.confidence for tile in written] == [0.97, 0.97, 0.93, 0.93, 0.93]
    assert (one.evidence, three.evidence, seam.start, seam.end) == (
        "two blank lines",
        "a title follows",
        21,
        21,
    )
    assert two.possible == (Possible(3, 0.41, "a title follows", "The lake"),)
    assert [shown(row) for row in article_rows(written)][1:3] == [
        "  line 3        0.93  The lake",
        "  line 3        0.41  ? The lake",
    ]
    assert "S102 article-start, 1 more possible" in shown(file_row(found))
    assert "1 more may begin" in "".join(map(shown, total_rows([found], [], None)))


def shown(row: Row) -> str:
    return "".join(word.text for word in row)

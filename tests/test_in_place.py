"""A file that is mended in place: only its edits differ, to the byte; layouts stay; twice is once."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIXTURES
from dechaff import Cleaned, Pipeline, Span
from dechaff.lint.diff import changes, diff
from dechaff.lint.in_place import in_place
from dechaff.settings import pipeline_for, resolve_settings
from test_laws import files, pages

RAW = sorted([*FIXTURES.rglob("raw.txt"), *(FIXTURES / "innocent").rglob("*.txt")])


@cache
def linter() -> Pipeline:
    settings = {"model": "off", "ignore": ["S102"]}
    return in_place(pipeline_for(resolve_settings("balanced", settings)))


def decoded(data: bytes) -> str:
    decode = linter().decode
    assert decode is not None
    return decode(data).text


def mixed(data: bytes) -> bytes:
    """The same text with line breaks of two kinds."""
    dice = random.Random(len(data))
    return b"".join(line.rstrip(b"\r") + dice.choice([b"\n", b"\r\n"]) for line in data.split(b"\n"))


def spoken_for(cleaned: Cleaned, change: Span) -> bool:
    """Whether findings speak of every character that a change takes."""
    free = set(range(*change))
    for finding in cleaned.findings:
        free -= set(range(*finding.span)) if finding.applied else set()
    return not free


@pytest.mark.parametrize("file", RAW, ids=lambda file: file.parent.name + "/" + file.name)
@pytest.mark.parametrize("breaks", ["as they are", "CR LF", "CR", "mixed"])
def test_a_mended_file_needs_no_mending(file: Path, breaks: str) -> None:
    data = file.read_bytes()
    if breaks == "mixed":
        data = mixed(data)
    elif breaks != "as they are":
        own = b"\r\n" if breaks == "CR LF" else b"\r"
        data = data.replace(b"\r\n", b"\n").replace(b"\n", own)
    cleaned = linter().run(data)
    once = cleaned.in_place()
    assert isinstance(once, bytes)
    assert decoded(once) == cleaned.in_style
    assert linter().run(once).in_place() == once


@pytest.mark.parametrize("file", sorted((FIXTURES / "layouts").rglob("raw.txt")), ids=lambda f: f.parent.name)
def test_what_a_layout_knows_stays_in_the_file(file: Path) -> None:
    cleaned = linter().run(file.read_bytes())
    text = cleaned.original
    kept = "".join(text.slice(piece) for piece in cleaned.pieces if isinstance(piece, Span))
    for article in pipeline_for(resolve_settings("balanced", {"model": "off"})).run(text).articles:
        for found in article.document.findings:
            if found.code.startswith("S3") and found.applied:
                assert found.old.strip() in kept


@given(files)
def test_only_what_findings_speak_of_changes(data: bytes) -> None:
    cleaned = linter().run(data)
    assert all(spoken_for(cleaned, change.span) for change in changes(cleaned))
    assert cleaned.restore() == data


@given(pages)
def test_the_changes_make_the_new_text_of_the_old(page: str) -> None:
    cleaned = linter().run(page)
    text, at = "", 0
    for change in changes(cleaned):
        text += cleaned.original[at : change.span.start] + change.new
        at = change.span.end
    assert text + cleaned.original[at:] == cleaned.in_style == cleaned.in_place()


def applied(before: str, rows: list[str]) -> str:
    """The text that a unified diff makes of another."""
    lines, out, at = before.split("\n"), [], 0
    for row in rows[2:]:
        if row.startswith("@@"):
            start = int(row.split("-")[1].split(",")[0]) - 1
            out += lines[at:start]
            at = start
        elif row[0] == "+":
            out.append(row[1:])
        else:
            assert lines[at] == row[1:]
            out += [row[1:]] * (row[0] == " ")
            at += 1
    return "\n".join([*out, *lines[at:]])


lines = st.sampled_from(
    ["Share this", "Facebook", "", "The ferry sails at noon, said the mate.", "Read more"]
)


@given(st.lists(lines, max_size=40).map("\n".join))
def test_a_diff_can_be_applied(page: str) -> None:
    text = page + "\n"
    cleaned = linter().run(text)
    rows = ["".join(word.text for word in row) for row in diff("page.txt", cleaned)]
    assert applied(text, rows) == cleaned.in_style
    assert bool(rows) == (text != cleaned.in_style)


def test_a_diff_shows_what_cannot_be_seen() -> None:
    cleaned = linter().run("The ferry \x1b[31msails\x1b[0m at noon.  \n")
    rows = ["".join(word.text for word in row) for row in diff("page.txt", cleaned)]
    assert rows[2:] == [
        "@@ -1,1 +1,1 @@",
        "-The ferry \\u001b[31msails\\u001b[0m at noon.··",
        "+The ferry sails at noon.",
    ]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_charset_and_mark_stay(charset: str) -> None:
    text = "Share this\r\n\r\nDie Brücke über den Fluß öffnet am Montag, sagte die Bürgermeisterin.\r\n"
    data = text.encode(charset)
    after = text.split("\r\n\r\n")[1].encode(charset)
    assert linter().run(data).in_place() == after


def test_stray_bytes_of_what_stays_stay() -> None:
    good = "Die Brücke öffnet am Montag, sagte die Bürgermeisterin in Fährhafen.\n"
    data = (good * 5).encode() + good.encode("latin-1") + ("Share this\n" + good * 3).encode()
    assert linter().run(data).in_place() == data.replace(b"Share this\n", b"")

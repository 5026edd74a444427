"""The core: spans, text, resolve, layers, documents, sources, differences, reports."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.core.diff import edits_between
from dechaff.core.document import Document
from dechaff.core.facts import Fact, Facts
from dechaff.core.hit import Capture, Edit, Effect, Hit, removed, resolve
from dechaff.core.layer import Layer
from dechaff.core.pipeline import Pipeline
from dechaff.core.report import Report, Tally
from dechaff.core.source import Chunk, Source
from dechaff.core.span import Span, subtract, union
from dechaff.core.text import Text, fold

spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 40), st.integers(0, 40))
hits = st.builds(
    Hit,
    code=st.sampled_from(["N101", "N201", "E201"]),
    span=spans,
    effect=st.sampled_from(Effect),
    new=st.sampled_from(["", "x", "yz"]),
    score=st.sampled_from([0.5, 1.0]),
)


def characters(some: list[Span]) -> set[int]:
    return {at for span in some for at in range(*span)}


@given(st.lists(spans))
def test_union_holds_the_same_characters_in_disjoint_spans(some: list[Span]) -> None:
    merged = union(some)
    assert characters(merged) == characters(some)
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(spans, st.lists(spans))
def test_subtract_leaves_what_no_hole_holds(span: Span, holes: list[Span]) -> None:
    assert characters(list(subtract(span, union(holes)))) == characters([span]) - characters(holes)


@pytest.mark.parametrize("breaking", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r"])
def test_only_a_line_feed_ends_a_line(breaking: str) -> None:
    text = Text(f"one{breaking}two\nthree")
    assert [text.slice(line) for line in text.lines] == [f"one{breaking}two", "three"]
    assert text.position(8) == (2, 1)


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("  » READ\u00a0More …", "read more"),
        ("[Don’t  miss it!]", "don't miss it"),
        ("• 分享到：", "分享到"),
        ("हिंदी।", "हिंदी"),
        ("★ — ★", ""),
    ],
)
def test_fold(line: str, folded: str) -> None:
    assert fold(line) == folded


@given(st.lists(hits, max_size=8), st.randoms())
def test_resolve_does_not_know_the_order_of_hits(some: list[Hit], chance: random.Random) -> None:
    edits = resolve(some)
    chance.shuffle(some)
    assert resolve(some) == edits
    assert all(a.span.end <= b.span.start for a, b in pairwise(edits))


@given(st.lists(hits, max_size=8))
def test_cuts_are_the_union_of_cuts_without_keeps(some: list[Hit]) -> None:
    cuts = [h.span for h in some if h.effect is Effect.CUT or (h.effect is Effect.WRITE and not h.new)]
    keeps = [h.span for h in some if h.effect is Effect.KEEP]
    gone = characters([edit.span for edit in resolve(some) if not edit.new])
    assert gone == characters(cuts) - characters(keeps)


texts = st.text(st.characters(codec="utf-8"), min_size=41, max_size=60)


@given(st.lists(hits))
def test_what_is_removed_is_what_the_edits_of_hits_cut(some: list[Hit]) -> None:
    gone = removed(some)
    assert characters(gone) == characters([edit.span for edit in resolve(some) if not edit.new])
    assert all(a.end <= b.start for a, b in pairwise(gone))


@given(texts, st.lists(hits, max_size=8))
def test_a_layer_is_its_own_inverse(text: str, some: list[Hit]) -> None:
    layer = Layer.over(text, "test", resolve(some))
    assert layer.undo(layer.apply(text)) == text


@given(texts, st.lists(hits, max_size=6), st.lists(hits, max_size=6))
def test_origins_are_exact_outside_rewritten_spans(text: str, one: list[Hit], two: list[Hit]) -> None:
    two = [hit._replace(effect=Effect.CUT) for hit in two]
    document = Document.of(text).layer("one", one)
    written = [(e.span, e.new) for e in resolve(one) if e.new]
    size = len(document.text)
    document = document.layer("two", [h for h in two if h.span.end <= size])
    for at in range(len(document.text)):
        origin = document.origin(Span(at, at + 1))
        if not any(span.touches(origin) for span, _ in written):
            assert text[origin.start : origin.end] == document.text[at]
    assert document.undo() == text


def test_a_layer_refuses_edits_that_overlap_or_lie_outside() -> None:
    with pytest.raises(ValueError, match="disjoint, sorted and inside"):
        Layer.over("abc", "test", (Edit(Span(0, 2), "", "N101"), Edit(Span(1, 3), "", "N201")))
    with pytest.raises(ValueError, match="N101 asks for \\(2, 9\\)"):
        Layer.over("abc", "test", (Edit(Span(2, 9), "", "N101"),))


def test_notes_and_captures_are_recorded_in_coordinates_of_the_original() -> None:
    document = Document.of("xx By Ann\n").layer("one", [Hit("N101", Span(0, 3))])
    byline = (Capture("byline", Span(3, 6)),)
    document = document.layer("two", [Hit("H301", Span(0, 6), Effect.NOTE, captures=byline)])
    assert document.found == ()  # what is only noted may be wrong, and so may its facts
    document = document.layer("three", [Hit("K101", Span(0, 6), Effect.KEEP, captures=byline)])
    assert document.found == (("byline", "Ann", Span(6, 9)),)
    assert [(f.code, f.span, f.applied) for f in document.findings] == [
        ("N101", Span(0, 3), True),
        ("H301", Span(3, 9), False),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_edits_between_turn_one_text_into_the_other(old: str, new: str) -> None:
    edits = tuple(Edit(span, other, "test") for span, other in edits_between(old, new))
    assert Layer.over(old, "test", edits).apply(old) == new


def test_edits_between_are_small_where_an_encoding_was_repaired() -> None:
    assert list(edits_between("the cafÃ© opens", "the café opens")) == [(Span(7, 9), "é")]


def test_source_gives_bytes_and_byte_offsets_back() -> None:
    data = b"\xef\xbb\xbfcaf\xc3\xa9 \xff\nend"
    chunks = (Chunk(3, 0, "utf-8"), Chunk(9, 5, "latin-1"), Chunk(11, 7, "utf-8"))
    source = Source("utf-8", 0.9, chunks, b"\xef\xbb\xbf", len(data))
    text = "café ÿ\nend"
    assert source.encode(text) == data
    assert [source.byte_offset(text, at) for at in (0, 3, 4, 5, 7, 10)] == [3, 6, 8, 9, 11, 14]


def test_facts_hold_one_value_or_a_list_and_remember_where() -> None:
    facts = Facts(
        [
            Fact("title", "One", Span(0, 3)),
            Fact("title", "Two", Span(9, 12)),
            Fact("tags", "a", Span(4, 5)),
            Fact("tags", "b", Span(6, 7)),
            Fact("tags", "a", Span(8, 9)),
        ]
    )
    assert dict(facts) == {"title": "One", "tags": ["a", "b"]}
    assert facts.origins("tags") == (Span(4, 5), Span(6, 7))
    facts["tags"].append("c")  # type: ignore[union-attr]
    assert facts["tags"] == ["a", "b"]


def test_reports_add_up() -> None:
    one = Report(1, 1, 10, 7, {"N101": Tally(1, 3, 0)}, {}, "v")
    two = Report(1, 2, 5, 6, {"E201": Tally(1, 1, 2)}, {"E101": 1}, "v")
    both = one + two
    assert both.balanced
    assert (both.files, both.articles, both.removed, both.written) == (2, 3, 4, 2)
    assert (Report() + one).rules == one.rules


def test_a_pipeline_takes_functions_from_text_to_text_and_from_text_to_hits() -> None:
    def shout(text: str) -> str:
        return text.upper()

    def first_word(text: Text) -> list[Hit]:
        return [Hit("U001", Span(0, 4))]

    cleaned = Pipeline(each=[[first_word, shout]]).run("One two")
    assert cleaned.articles[0].text == "TWO"
    assert [f.code for f in cleaned.findings] == ["U001", "shout"]
    assert cleaned.restore() == "One two"


def test_a_filter_that_takes_too_much_is_left_out_and_named() -> None:
    cleaned = Pipeline(each=[lambda text: text[:1]], max_cut=0.5).run("abcdef")
    assert cleaned.articles[0].text == "abcdef"
    assert [(f.code, f.applied) for f in cleaned.findings] == [("X101", False)]


def test_a_pipeline_says_what_it_can_read() -> None:
    with pytest.raises(TypeError, match=r"decode=filters\.decode"):
        Pipeline().run(b"abc")
    with pytest.raises(TypeError, match="not int"):
        Pipeline().run(7)  # type: ignore[arg-type]

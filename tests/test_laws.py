"""The laws, on generated pages: undo, explanation, deletion only, order, idempotence, origins, tiling."""

import random
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from conftest import FIXTURES
from dechaff import Cleaned, Pipeline, filters
from dechaff.core.layer import Layer
from dechaff.rules.codes import PACKS
from dechaff.rules.load import load_pack

RULES = load_pack(PACKS)

BODY = [
    "The river rose again overnight, and the lower road stayed closed to heavy traffic until noon.",
    "Council members said on Monday that the bridge would not reopen before the end of the month.",
    "“Nobody asked the ferrymen,” said Ada Quill, who has run the north landing for thirty years.",
    "Вечером мэр сообщил, что мост через реку откроют не раньше весны, и поблагодарил жителей.",
    "昨夜河水再次上涨，下游公路仍然禁止货车通行，镇政府表示桥梁要到月底才能重新开放。",
    "ذكر رئيس البلدية مساء أمس أن الجسر لن يفتح قبل نهاية الشهر، وشكر السكان على صبرهم.",
]
SHORT = ["The long way round", "What happens next", "9", "12 / 40", "Facebook", "Share", "Tags: a, b", ""]
ODD = [
    "cafÃ© Ð¼Ð¾ÑÑ",
    "a &amp;amp; b",
    "\u2028",
    "e\u0301",
    "\x1b[1mx",
    "\x00",
    "\ufeff",
    " \t",
    "\r",
    "\xa0",
]
CRUFT = sorted(
    {
        line[2:]
        for rule in RULES
        for example in rule.examples
        for line in example.diff.split("\n")
        if line.startswith("- ") and len(line) < 120
    }
)
RAW = [p.read_text("utf-8") for p in sorted((FIXTURES).rglob("raw.txt"))]

lines = st.one_of(st.sampled_from(BODY), st.sampled_from(CRUFT), st.sampled_from(SHORT))
dirty = st.lists(st.one_of(lines, lines, lines, st.sampled_from(ODD), st.text(max_size=30)), max_size=24)
pages = st.tuples(dirty, st.sampled_from(["\n", "\n\n", "\r\n"])).map(lambda page: page[1].join(page[0]))
files = st.one_of(
    st.binary(max_size=200),
    pages.map(lambda page: page.encode("utf-16", "surrogatepass")),
    pages.map(lambda page: page.encode("cp1251", "replace")),
)
clean_pages = st.lists(lines, max_size=24).map("\n".join)


def check_account(cleaned: Cleaned, given_data: str | bytes) -> None:
    """Undo, balance, tiling: what must hold of every result whatever went in."""
    assert cleaned.restore() == given_data
    assert cleaned.report.balanced
    assert cleaned.parts[0].span.start == 0
    assert cleaned.parts[-1].span.end == len(cleaned.whole.text)
    assert all(a.span.end == b.span.start for a, b in pairwise(cleaned.parts))


@given(pages)
def test_every_text_comes_back_and_balances(page: str) -> None:
    check_account(dechaff.clean(page), page)


@given(files)
def test_all_bytes_come_back_and_balance(data: bytes) -> None:
    check_account(dechaff.clean(data), data)


@given(pages)
def test_every_edit_is_explained_by_a_finding_with_a_known_rule(page: str) -> None:
    cleaned = dechaff.clean(page)
    known = {rule.code for rule in RULES}
    steps = [*cleaned.whole.trail, *(s for a in cleaned.articles for s in a.document.trail)]
    layers = {id(step): step for step in steps if isinstance(step, Layer)}
    edits = sum(len(layer.edits) for layer in layers.values())
    seams = sum(part.code is not None for part in cleaned.parts)
    assert len([f for f in cleaned.findings if f.applied]) == edits + seams
    assert {f.code for f in cleaned.findings} <= known


@given(pages)
def test_strip_only_deletes(page: str) -> None:
    rest = iter(page)
    assert all(char in rest for char in dechaff.strip(page, preset="thorough"))


@cache
def in_order(seed: int) -> Pipeline:
    """All rules in one of several orders: compiling them takes longer than reading a page."""
    rules = list(RULES)
    random.Random(seed).shuffle(rules)
    return Pipeline(each=[filters.strip(rules)])


@given(clean_pages, st.integers(1, 4))
def test_the_order_of_rules_changes_nothing(page: str, seed: int) -> None:
    one, two = in_order(0).run(page), in_order(seed).run(page)
    assert [(f.code, f.span) for f in one.findings] == [(f.code, f.span) for f in two.findings]


@given(pages)
def test_clean_twice_is_clean_once(page: str) -> None:
    for article in dechaff.clean(page).articles:
        again = dechaff.clean(article.text)
        assert [a.text for a in again.articles] == [article.text]


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
@pytest.mark.parametrize("preset", ["careful", "balanced", "thorough"])
def test_clean_twice_is_clean_once_on_fixtures(raw: str, preset: str) -> None:
    for article in dechaff.clean(raw, preset=preset).articles:
        again = dechaff.clean(article.text, preset=preset)
        assert [a.text for a in again.articles] == [article.text]


@given(clean_pages)
def test_origins_are_exact(page: str) -> None:
    cleaned = dechaff.clean(page)
    for finding in cleaned.findings:
        if not finding.new and finding.applied:
            assert page[finding.span.start : finding.span.end] == finding.old
    for article in cleaned.articles:
        assert article.undo() == page[article.span.start : article.span.end]
        if any(f.new for f in article.findings):
            continue
        for at, char in enumerate(article.text):
            start, end = article.origin(at, at + 1)
            assert page[start:end] == char


def test_an_origin_leads_back_to_the_bytes() -> None:
    data = "\ufeffShare\r\n\r\nThe café opened, said Ms Åberg of the harbour office on Monday.\r\n".encode()
    cleaned = dechaff.clean(data)
    article = cleaned.articles[0]
    at = article.text.index("Åberg")
    origin = article.origin(at, at + 5)
    start, end = cleaned.byte_span(origin)
    assert data[start:end].decode() == "Åberg"
    with pytest.raises(TypeError, match="a str was cleaned"):
        dechaff.clean("text").byte_span(origin)

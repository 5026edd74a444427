"""The filters, one by one: repair, split, tidy, headline, language, facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from dechaff import Pipeline, Text, filters

SENTENCE = "Das Café an der Brücke öffnet wieder – „endlich“, sagt die Wirtin."


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("cafÃ© und â€žBrÃ¼ckeâ€œ", "café und „Brücke“"),
        ("Р“РѕСЂРѕРґ Р·Р°РєСЂС‹С‚", "Город закрыт"),
        ("п⌠п╬я─п╬п╢ п╥п╟п╨я─я▀я┌", "Город закрыт"),
        ("Ãîðîä çàêðûò äî âåñíû", "Город закрыт до весны"),
        ("prأ©cأ©dent numأ©rique", "précédent numérique"),
        ("WashingtonΓÇÖs bridge", "Washington’s bridge"),
        ("ÃƒÂ©tÃƒÂ© Ã  la mer", "été à la mer"),
        ("eine stÃ¤rkere Brücke für Köln", "eine stärkere Brücke für Köln"),
        ("Tom &amp; Eve&#8217;s &amp;lt;new&amp;gt; shop", "Tom & Eve’s <new> shop"),
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("\x1b[1mbold\x1b[0m \x1b]0;title\x07text", "bold text"),
        ("zero\x00width\ufeff and \x07bell", "zero width and bell"),
        ("cafe\u0301", "café"),
        ("half \ud83d\ude00 \ud83d", "half 😀 \ufffd"),
    ],
)
def test_repair(bad: str, good: str) -> None:
    assert dechaff.repair(bad) == good
    assert dechaff.clean(bad).restore() == bad


@pytest.mark.parametrize(
    "text",
    [
        "“curly” ‘quotes’ „low“ «guillemets»",
        "ﬁne ﬂow",
        "ＦＵＬＬ，ｗｉｄｔｈ",
        "<b>a &amp; b</b>",
        "São João à 5 °C",
        "ʻOkina",
    ],
)
def test_repair_leaves_alone(text: str) -> None:
    assert dechaff.repair(text) == text


def test_letters_are_composed_one_by_one() -> None:
    text = "Die Su\u0308dtiroler A\u0308rzte"
    findings = dechaff.clean(text).findings
    assert [(f.code, f.old, f.new) for f in findings] == [
        ("E207", "u\u0308", "ü"),
        ("E207", "A\u0308", "Ä"),
    ]
    assert dechaff.repair("\u1112\u1161\u11ab") == "한"


@given(st.text(max_size=60))
def test_repair_twice_is_repair_once(text: str) -> None:
    assert dechaff.repair(dechaff.repair(text)) == dechaff.repair(text)


def article(title: str, lines: int = 2) -> str:
    body = f"{title} was what everyone in the valley talked about when the river fell again on Monday.\n"
    return f"{title}\n\n" + body * lines + "\n"


@pytest.mark.parametrize(
    "marker", ["Source link", "» SOURCE LINK", "Link zur Quelle", "Ссылка на источник", "رابط المصدر"]
)
def test_split_at_recurring_end_markers(marker: str) -> None:
    text = "".join(article(title) + marker + "\n\n" for title in ("One thing", "Another thing", "A third"))
    starts = dechaff.boundaries(text)
    assert [text[s:].split("\n")[0] for s in starts] == ["One thing", "Another thing", "A third"]


@pytest.mark.parametrize("marker", ["Source", "Quelle", "Read more"])
def test_a_common_word_parts_articles_only_under_real_headlines(marker: str) -> None:
    headlines = ("Bridge to open a year early", "Town plants two hundred limes", "Ferry crews ask for work")
    text = "".join(article(title) + marker + "\n\n" for title in headlines)
    assert len(dechaff.boundaries(text)) == 3
    text = "".join(article(title) + marker + "\n\n" for title in ("Bridge opens", "The cost", "The crews"))
    assert dechaff.boundaries(text) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        article("One thing"),
        article("One thing") + "Source link\n",
        article("One thing") + "Read more\n\n" + SENTENCE + "\n\nRead more\n\n" + SENTENCE,
        "Source link\nSource link\nSource link\n",
        article("One thing") + "Source link\n\nSource link\n",
    ],
)
def test_split_leaves_one_article_one(text: str) -> None:
    assert dechaff.boundaries(text) == [0]
    assert len(dechaff.clean(text).articles) == 1


def test_split_keeps_an_article_of_short_lines() -> None:
    poem = "The river\n\nThe river is wide.\nThe ferry is late.\nThe goats do not mind.\nNor do we.\n\n"
    text = article("One thing") + "Source link\n\n" + poem + "Source link\n\n" + article("A third")
    text += "Source link\n\n© 2024 The Harrow Post\n"
    cleaned = dechaff.clean(text)
    assert [a.title or a.text[:9] for a in cleaned.articles] == ["One thing", "The river", "A third"]
    assert "goats" in cleaned.articles[1].text


def test_split_finds_the_heading_of_the_page() -> None:
    text = "News\nFerries\n\n" + (article("One thing") + "Source link\n\n") + article("Two things")
    text += "Source link\n"
    cleaned = dechaff.clean(text)
    assert [a.title for a in cleaned.articles] == ["One thing", "Two things"]
    assert [f.old for f in cleaned.findings if f.code == "S201"] == ["News\nFerries\n\n"]


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("\n\n a \t\n\n\n\nb\n\n", " a\n\nb\n"),
        ("a", "a"),
        ("a\n", "a\n"),
        ("a  ", "a"),
        (" \n\n", ""),
        ("", ""),
        ("a\n   ", "a\n"),
    ],
)
def test_tidy(raw: str, tidy: str) -> None:
    assert Pipeline(each=[filters.tidy()]).run(raw).text == tidy


@pytest.mark.parametrize(
    "text", ["", "  ", "12 / 40", "😀😀", "https://example.org/a-b", "...", "\ud800", "a@b.org"]
)
def test_text_without_letters_has_no_language(text: str) -> None:
    assert dechaff.detect(text).code == "und"
    assert not dechaff.detect(text).reliable


@given(st.text(max_size=60))
def test_detect_and_segments_never_raise(text: str) -> None:
    found = dechaff.detect(text)
    assert dechaff.detect(text) == found
    tiles = dechaff.segments(text)
    assert "".join(text[s.start : s.end] for s in tiles) == text


def test_detect_leaves_the_global_state_of_langdetect_alone() -> None:
    from langdetect import DetectorFactory

    DetectorFactory.seed = 5
    dechaff.detect(SENTENCE)
    assert DetectorFactory.seed == 5


def test_segments_tell_languages_apart() -> None:
    english = "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n\n"
    german = "Der Fluss stieg in der Nacht erneut, und die untere Straße blieb für Lastwagen gesperrt.\n"
    text = english + german + english
    assert [(text[s.start : s.end], s.code) for s in dechaff.segments(text)] == [
        (english, "en"),
        (german, "de"),
        (english, "en"),
    ]


def test_facts_take_lists_apart_and_dates_to_iso() -> None:
    text = (
        "The river rises\n\nBy Ada Quill\n\n5 September 2023, 14:30\n\n"
        "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n\n"
        "Tags: rivers, roads; Harrow\n"
    )
    (found,) = dechaff.clean(text).articles
    assert dict(found.facts) == {
        "title": "The river rises",
        "published": "2023-09-05T14:30",
        "byline": ["Ada Quill"],
        "tags": ["rivers", "roads", "Harrow"],
    }
    start, end = found.facts.origins("byline")[0]
    assert text[start:end] == "Ada Quill"


def test_a_title_is_a_line_of_the_head_that_says_something() -> None:
    body = "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n"
    cases = {
        f"Local News\n\nRiver rises above the lower road\n\n{body}": "River rises above the lower road",
        f"River rises\n\n{body}": "River rises",
        f"«Я не хотела быть мэром»\n\n{body}": "«Я не хотела быть мэром»",
        f"The river rose overnight, and the lower road\nstayed closed.\n\n{body}": None,
        body: None,
    }
    assert {text: dechaff.clean(text).articles[0].title for text in cases} == cases


def test_a_date_of_two_readings_stays_unless_the_language_decides() -> None:
    english = "The river rises again\n\nPublished: 05/09/2023\n\n" + (
        "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n"
    )
    assert dechaff.clean(english).text == english
    spanish = "El puerto reabre hoy\n\nPublicado: 05/09/2023\n\n" + (
        "El puerto reabrió este domingo sus muelles a los pesqueros de la comarca, seis meses después.\n"
    )
    (found,) = dechaff.clean(spanish).articles
    assert (found.facts["published"], "Publicado" in found.text) == ("2023-09-05", False)


_DATED = """\
The harbour reopens on Monday

{above}By Ada Ferro

15 September 2024, 04:17

The harbour board voted on Tuesday to repair the old lighthouse before the winter storms arrive, it said.
"""


def test_a_careful_cleaning_leaves_the_head_of_a_clean_page_and_reads_it() -> None:
    alone = dechaff.clean(_DATED.format(above=""), preset="careful").articles[0]
    assert alone.text == _DATED.format(above="")
    assert alone.facts["byline"] == ["Ada Ferro"]
    assert alone.facts["published"] == "2024-09-15T04:17"


def test_a_careful_cleaning_takes_the_head_of_a_page_that_has_cruft_too() -> None:
    dirty = dechaff.clean(_DATED.format(above="Share on Facebook\n\n"), preset="careful").articles[0]
    assert "Ada Ferro" not in dirty.text
    assert "2024" not in dirty.text
    again = dechaff.clean(dirty.text, preset="careful").articles[0]
    assert again.text == dirty.text


STORY = 3 * (
    "The ferry to the outer islands will sail at night again from the spring, eleven years after the last"
    " night boat was sold for scrap, the harbour board said on Monday, and nobody was more surprised than the"
    " ferrymen.\n\n"
)
ENTRY = (
    "Reader {n} says:\n\nAbout time. My grandfather took that boat, and came back {n} days late.\n\nReply\n\n"
)
THREAD = "90 Comments\n\n" + "".join(ENTRY.format(n=n) for n in range(90))


def test_a_long_thread_is_no_share_of_a_short_article() -> None:
    cleaned = dechaff.clean(STORY + THREAD, preset="careful")
    assert cleaned.articles[0].text == STORY.rstrip() + "\n"
    assert [f.code for f in cleaned.findings if f.applied and len(f.old) > 1] == ["B707"]
    assert cleaned.restore() == STORY + THREAD
    assert dechaff.strip(STORY + THREAD, preset="careful") == STORY.rstrip() + "\n"


def test_an_article_that_goes_on_below_its_first_comments_stays() -> None:
    first = "2 Comments\n\n" + "".join(ENTRY.format(n=n) for n in range(2))
    text = STORY + first + STORY.replace("ferry", "steamer") + THREAD
    cut = [text[hit.span.start : hit.span.end] for hit in filters.strip().comments(Text(text))]
    assert cut == [THREAD.removesuffix("\n")]


def test_what_is_kept_of_a_thread_stays() -> None:
    cleaned = dechaff.clean(STORY + THREAD, settings={"keep": ["came back 7 days"]})
    assert "came back 7 days late" in cleaned.articles[0].text
    assert "came back 8 days late" not in cleaned.articles[0].text


def test_strip_alone_takes_threads_with_all_the_rest() -> None:
    strip = filters.strip()
    text = Text("Share this\n\n" + STORY + THREAD)
    assert {hit.code for hit in strip(text)} >= {"N101", "B707"}
    assert {hit.code for hit in strip.comments(text)} == {"B707"}
    assert "B707" not in {hit.code for hit in strip.rest(text)}


FORM = "Leave a Reply\n\nYour email address will not be published.\n\n"
FURTHER = (
    "The lighthouse keeper's granddaughter counts the boats each morning and writes them down in a book.\n\n"
)


def test_only_what_stands_below_the_last_form_goes() -> None:
    text = STORY + FORM + STORY.replace("ferry", "steamer") + FORM + FURTHER
    left = dechaff.strip(text, preset="careful")
    assert "steamer" in left
    assert "granddaughter" not in left


@pytest.mark.parametrize(
    "line", ["Comments are closed.", "3 thoughts on “Night ferry returns”", "Leave a Reply"]
)
def test_a_second_cleaning_takes_nothing_of_the_last_article(line: str) -> None:
    text = f"{STORY}{line}\n\n{STORY.replace('ferry', 'steamer')}{line}\n\n{FURTHER}"
    once = dechaff.strip(text, preset="careful")
    assert "steamer" in once
    assert line not in once
    assert dechaff.strip(once, preset="careful") == once


def test_a_form_above_an_article_takes_nothing_of_it() -> None:
    assert "granddaughter" in dechaff.strip(FORM + FURTHER + STORY, preset="careful")


def test_what_stands_below_a_form_is_read_before_it_goes() -> None:
    text = STORY + FORM + "Related stories\n\nNight boat painted blue\n\nBakers elect a baker\n"
    article = dechaff.clean(text, settings={"model": "off"}).articles[0]
    assert article.facts["related"] == ["Night boat painted blue", "Bakers elect a baker"]
    assert article.text == STORY.rstrip() + "\n"


def test_further_copies_go_and_the_first_one_stays() -> None:
    copy = STORY[: len(STORY) // 3] + FURTHER + FURTHER.replace("boats", "gulls and the herring boxes")
    text = copy + "A line of its own stands here.\n\n" + copy + copy
    cleaned = dechaff.clean(text, settings={"model": "off", "split": False})
    assert cleaned.articles[0].text == copy + "A line of its own stands here.\n"
    assert {f.code for f in cleaned.findings if f.old.strip()} == {"H103"}
    assert cleaned.restore() == text


def test_one_paragraph_that_comes_again_and_again_is_no_copy() -> None:
    assert dechaff.strip(STORY, preset="careful") == STORY.rstrip() + "\n"

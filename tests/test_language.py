"""Languages: the default detector, its segments, backends by name, and what settings do with them."""

import pickle
import sys
import types
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from dechaff import Detection, DetectorError, SettingsError
from dechaff.core.text import Text
from dechaff.filters.language import wanted
from dechaff.language import close, front, letters, scripts
from dechaff.language.grams import keys
from dechaff.language.scorer import scorer
from dechaff.language.thresholds import sampling

ENGLISH = "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n"
GERMAN = "Der Fluss stieg in der Nacht erneut, und die untere Straße blieb für Lastwagen gesperrt.\n"
SERBIAN = "Река је ноћас поново порасла, па је доњи пут и даље затворен за теретна возила.\n"

# What the ferry and the bridge do, in languages that are taken for one another.
SENTENCES = {
    "en": ["The ferry does not run on Sundays, said the harbour master in Tollmouth."],
    "hr": ["Tijekom tjedna gradonačelnik je priopćio da će se novi most otvoriti u svibnju, prije roka."],
    "sr": [
        "Tokom nedelje gradonačelnik je saopštio da će novi most biti otvoren u maju, pre roka.",
        "Градоначелник је саопштио да ће нови мост бити отворен у мају, пре рока.",
    ],
    "bs": ["Općina je saopćila da će novi most u kantonu biti otvoren u augustu, uprkos lošem vremenu."],
    "sl": ["Župan je sporočil, da bodo novi most odprli maja, torej še pred rokom."],
    "da": ["Borgmesteren sagde, at færgen ikke sejler om søndagen, fordi broen bliver bygget."],
    "no": ["Borgermesteren sa at fergen ikke går om søndagen, fordi de bygger den nye broen."],
    "nn": ["Ordføraren sa at ferja ikkje går om sundagen, fordi dei byggjer den nye brua."],
    "sv": ["Borgmästaren sade att färjan inte går på söndagar, eftersom bron byggs."],
    "cs": ["Starosta řekl, že nový most se otevře v květnu, protože práce jdou rychle."],
    "sk": ["Starosta povedal, že nový most otvoria v máji, pretože práce idú rýchlo."],
    "pt": ["O presidente da câmara disse que a ponte não abre em maio, porque ainda não está pronta."],
    "gl": ["O alcalde dixo que a ponte non abre en maio porque aínda non está rematada e faltan as luces."],
    "es": ["El alcalde dijo que el puente no abre en mayo porque todavía no está terminado."],
    "ca": ["L'alcalde va dir que el pont no obre al maig perquè encara no està acabat."],
    "id": ["Wali kota mengatakan bahwa jembatan baru itu bisa dibuka pada bulan Agustus karena sudah siap."],
    "ms": ["Datuk Bandar berkata bahawa jambatan baharu itu boleh dibuka pada Ogos kerana sudah siap."],
    "ru": ["Мэр сказал, что новый мост откроют в мае, раньше срока."],
    "uk": ["Мер сказав, що новий міст відкриють у травні, раніше строку."],
    "be": ["Мэр сказаў, што новы мост адкрыюць у маі, раней за тэрмін."],
    "bg": ["Кметът каза, че новият мост ще бъде открит през май, преди срока."],
    "mk": ["Градоначалникот рече дека новиот мост ќе биде отворен во мај, пред рокот."],
    "fa": ["شهردار گفت که پل تازه در ماه مه باز خواهد شد، زیرا کارها زود تمام شده است."],
    "ur": ["میئر نے کہا کہ نیا پل مئی میں کھول دیا جائے گا کیونکہ کام جلد مکمل ہو گیا ہے۔"],
    "ar": ["قال رئيس البلدية إن الجسر الجديد سيفتح في أيار لأن العمل انتهى مبكرا."],
    "hi": ["महापौर ने कहा कि नया पुल मई में खोला जाएगा क्योंकि काम जल्दी पूरा हो गया है।"],
    "mr": ["महापौरांनी सांगितले की नवीन पूल मे महिन्यात उघडला जाईल, कारण काम लवकर पूर्ण झाले आहे."],
    "ne": ["मेयरले भने कि नयाँ पुल जेठ महिनामा खोलिनेछ किनभने काम छिटो सकिएको छ।"],
    "zh-Hans": ["市长说，新桥将在五月开放，比计划提前了一年。"],
    "zh-Hant": ["市長說，新橋將在五月開放，比計劃提前了一年。"],
    "ja": ["市長は、新しい橋が五月に開通すると話した。"],
    "ko": ["시장은 새 다리가 오월에 열린다고 말했다."],
    "el": ["Ο δήμαρχος είπε ότι η νέα γέφυρα θα ανοίξει τον Μάιο."],
    "kn": ["ಹೊಸ ಸೇತುವೆ ಮೇ ತಿಂಗಳಲ್ಲಿ ತೆರೆಯಲಿದೆ ಎಂದು ಮೇಯರ್ ಹೇಳಿದರು."],
    "ml": ["പുതിയ പാലം മേയ് മാസത്തിൽ തുറക്കുമെന്ന് മേയർ പറഞ്ഞു."],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SENTENCES.items() for text in texts]
)
def test_a_sentence_is_known(code: str, text: str) -> None:
    assert dechaff.detect(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "12 / 40",
        "3,400.50 €",
        "١٢٣ ४५६",
        "😀😀 👨‍👩‍👧 ❤️",
        "①②③ → ℹ️ Ⓜ️",
        "...!?",
        "\ud800\udfff",
        "\x00\x07\x1b[31m",
        "https://example.org/a-b/c.html",
        "www.example.co.uk/path?x=1",
        "example.com",
        "ftp://files.example.net/x",
        "a@b.org, first.last@mail.example.de",
        "10km 20kg",
        "x",
    ],
)
def test_what_is_no_text_has_no_language(text: str) -> None:
    assert dechaff.detect(text) == ("und", 0.0)
    assert not dechaff.detect(text).reliable


@given(st.text(st.characters(categories=["Nd", "No", "Sm", "Sc", "So", "Po", "Ps", "Pe", "Zs", "Cc", "Cs"])))
def test_without_letters_there_is_no_language(text: str) -> None:
    if not any(unicodedata.category(char)[0] in "LM" for char in text.lower()):
        assert dechaff.detect(text).code == "und"


@given(st.text(max_size=80), st.sampled_from([ENGLISH, GERMAN, SERBIAN, ""]))
def test_any_text_has_an_answer_and_it_is_well_formed(text: str, more: str) -> None:
    found = dechaff.detect(text + more)
    assert found.code == "und" or found.code in dechaff.detector().languages
    shares = [one.confidence for one in found.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert 0 <= found.confidence <= sum(shares) <= 1.01
    assert found.code == "und" or found.alternatives[0] == (found.code, found.confidence)


def test_a_detection_is_a_pair_that_knows_more() -> None:
    found = dechaff.detect(GERMAN)
    code, confidence = found
    assert (code, confidence) == (found.code, found.confidence) == found
    assert found.reliable
    again = pickle.loads(pickle.dumps(found))
    assert (again, again.reliable, again.alternatives) == (found, found.reliable, found.alternatives)


def test_addresses_and_english_head_lines_are_not_asked() -> None:
    cruft = (
        "Home | News | World | Sport\nShare this on Facebook\nhttps://the-english-times.example.com/news\n"
    )
    body = "Kosteneffekte zeigten sich früh, sagte die Ministerin, und niemand habe es geglaubt. " * 3
    assert dechaff.detect(cruft + body + "\nRead the full story\n").code == "de"


def test_where_the_start_does_not_decide_more_is_looked_at() -> None:
    names = "Ana Horvat, Ivan Kovač, Marko Babić. " * 30
    most = sampling().most
    assert len(names) > most
    text = (names + SENTENCES["hr"][0]) * 3
    assert len(front.sample(text)) <= most < len(front.sample(text, 2_400)) <= 2_400
    assert dechaff.detect(text).code == "hr"


def test_the_same_text_has_the_same_answer_alone_and_in_a_batch() -> None:
    texts = [text for own in SENTENCES.values() for text in own]
    assert dechaff.detect_batch(texts) == [dechaff.detect(text) for text in reversed(texts)][::-1]


def test_points_are_whole_numbers_that_never_change() -> None:
    judge = scorer("CYRILLIC")
    assert judge is not None
    own = letters.read(SERBIAN).of("CYRILLIC")
    score = judge.score(own)
    assert score.grams == len(keys(own)) > score.known > score.grams // 2
    assert judge.codes[int(score.points.argmax())] == "sr"
    twice = judge.score(letters.read(SERBIAN.upper() + "12 Latin").of("CYRILLIC"))
    assert twice.points.tolist() == score.points.tolist()


def test_a_language_that_is_far_from_all_known_is_not_sure() -> None:
    # Words of no language, in syllables of none.
    strange = "Kwzem otlogu phnarr wyxhti gzoq bluvnatz, ehhop tchrink dzulgam wroq ipfthu. " * 12
    assert dechaff.detect(strange).confidence < 0.95
    assert not dechaff.detect(strange).reliable


def test_data_files_name_languages_that_are_known() -> None:
    known = dechaff.detector().languages
    assert scripts.data()["handicap"].keys() | scripts.data()["lift"].keys() <= known
    assert set(scripts.data()["one"]) <= set(letters.names())
    groups = close._groups()
    assert groups.keys() <= known
    for group in groups.values():
        assert all(word == word.lower() for word in group.words)
        assert any(len(own) < len(group.languages) for own in group.words.values())


def test_words_tell_close_languages_apart() -> None:
    codes = ("bs", "de", "hr", "sl", "sr")
    own = letters.read("siječnja općina hiljada").of("LATIN")
    each = close._rule("points")
    told = [5 + 2 * each, 0, 2 * each, 0, each]
    assert close.with_words(codes, _points(5, 0, 0, 0, 0), own).tolist() == told
    assert close.with_words(codes, _points(0, 5, 0, 0, 0), own).tolist() == [0, 5, 0, 0, 0]


def _points(*points: int) -> object:
    import numpy as np

    return np.array(points)


# Segments.


@given(st.lists(st.sampled_from([ENGLISH, GERMAN, SERBIAN, "\n", "12\n", "x", "\ud800"]), max_size=8))
def test_segments_tile_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    tiles = dechaff.segments(text)
    assert [tile.start for tile in tiles[1:]] == [tile.end for tile in tiles[:-1]]
    assert not text or (tiles[0].start, tiles[-1].end) == (0, len(text))
    assert all(tile.start < tile.end for tile in tiles)
    assert all(left.code != right.code for left, right in pairwise(tiles))


def test_segments_of_paragraphs() -> None:
    text = "\ufeff" + ENGLISH + "\n" + GERMAN + "7\n" + SERBIAN
    found = [(text[tile.start : tile.end], tile.code) for tile in dechaff.segments(text)]
    assert found == [("\ufeff" + ENGLISH + "\n", "en"), (GERMAN + "7\n", "de"), (SERBIAN, "sr")]


def test_a_long_paragraph_that_goes_over_to_another_language_is_two_segments() -> None:
    text = (ENGLISH.strip() + " ") * 4 + (GERMAN.strip() + " ") * 4
    found = [(text[tile.start : tile.end], tile.code) for tile in dechaff.segments(text)]
    assert found == [((ENGLISH.strip() + " ") * 4, "en"), ((GERMAN.strip() + " ") * 4, "de")]


def test_a_name_or_a_quotation_is_no_segment() -> None:
    text = (
        GERMAN * 2 + "„The Bridge to Nowhere“, sagte der Bürgermeister, sei kein guter Name dafür.\n" + GERMAN
    )
    assert [tile.code for tile in dechaff.segments(text)] == ["de"]
    assert dechaff.segments("") == []
    assert dechaff.segments("12\n34") == [(0, 5, "und", 0.0)]


# Backends.


def test_a_detector_that_there_is_not_is_named() -> None:
    with pytest.raises(DetectorError, match="found 'langdetct', must be one of default, langdetect"):
        dechaff.detector("langdetct")


@pytest.mark.parametrize(
    ("name", "module", "package"),
    [("cld2", "pycld2", "pycld2"), ("eld", "eld", "eld"), ("lingua", "lingua", "lingua-language-detector")],
)
def test_a_detector_that_is_not_installed_says_what_to_do(
    name: str, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forget(name, monkeypatch)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DetectorError, match=rf"needs the package {package}.*pip install 'dechaff\[{name}\]'"):
        dechaff.detector(name)


def _forget(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a new process: nothing that has been loaded counts."""
    from importlib import import_module

    module = import_module(f"dechaff.language.backends.of_{name}")
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
    dechaff.detector.__globals__["detector_named"].cache_clear()


def test_langdetect_answers_the_same_and_leaves_its_global_state_alone() -> None:
    from langdetect import DetectorFactory

    before, DetectorFactory.seed = DetectorFactory.seed, 5
    try:
        judge = dechaff.detector("langdetect")
        assert len({judge.detect("guten tag") for _ in range(20)}) == 1
        assert DetectorFactory.seed == 5
    finally:
        DetectorFactory.seed = before
    assert judge.detect(GERMAN).code == "de"
    assert judge.detect("市長說，新橋將在五月開放，比計劃提前了一年。").code == "zh-Hant"
    assert judge.languages >= {"de", "zh-Hans", "zh-Hant"}
    assert "zh-cn" not in judge.languages


def test_a_backend_is_not_asked_for_what_it_does_not_cover() -> None:
    judge = dechaff.detector("langdetect")
    assert "sr" not in judge.languages
    found = judge.detect(SERBIAN * 3)
    assert (found.code, found.reliable) == ("und", False)
    assert found.alternatives[0].code == "sr"


@pytest.mark.parametrize("name", ["langdetect", "vote"])
def test_backends_have_the_same_front_end(name: str) -> None:
    judge = dechaff.detector(name)
    assert judge.name == name
    assert judge.detect("https://example.org 12 😀") == ("und", 0.0)
    assert [tile.code for tile in judge.segments(ENGLISH + GERMAN)] == ["en", "de"]
    assert [found.code for found in judge.detect_batch([ENGLISH, GERMAN])] == ["en", "de"]


def test_vote_knows_what_langdetect_does_not() -> None:
    judge = dechaff.detector("vote")
    assert judge.detect(SERBIAN).code == "sr"
    assert judge.detect(GERMAN) == ("de", 1.0)


def test_cld2_is_spoken_to_in_its_own_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = types.ModuleType("pycld2")
    fake.error = ValueError
    fake.LANGUAGES = (("HEBREW", "iw"), ("GERMAN", "de"), ("Unknown", "un"))
    fake.DETECTED_LANGUAGES = ("HEBREW", "GERMAN", "Unknown")
    fake.detect = lambda data, **_: (True, 10, (("GERMAN", "de", 97, 1.0), ("Unknown", "un", 0, 0.0)))
    _forget("cld2", monkeypatch)
    monkeypatch.setitem(sys.modules, "pycld2", fake)
    judge = dechaff.detector("cld2")
    assert judge.languages == {"he", "de"}
    assert judge.detect(GERMAN) == ("de", 0.97)
    assert judge.detect(SERBIAN).code == "und"
    _forget("cld2", monkeypatch)


@pytest.mark.parametrize("name", ["cld2", "eld", "lingua"])
def test_extras_where_they_are_installed(name: str) -> None:
    try:
        judge = dechaff.detector(name)
    except DetectorError:
        pytest.skip(f"{name} is not installed")
    assert judge.detect(GERMAN).code == "de"
    assert judge.detect("市長說，新橋將在五月開放，比計劃提前了一年。").code == "zh-Hant"
    assert judge.languages >= {"de", "en", "no", "zh-Hans", "zh-Hant", "he"}


# Settings.

MIXED = ENGLISH * 2 + "\n" + GERMAN * 2 + "\n" + ENGLISH


def test_what_is_in_other_languages_is_noted_unless_asked_otherwise() -> None:
    cleaned = dechaff.clean(MIXED, settings={"languages": ["en"]})
    (finding,) = [f for f in cleaned.findings if f.code[0] == "L"]
    assert (finding.code, finding.applied, finding.old) == ("L102", False, GERMAN * 2 + "\n")
    assert finding.detail == "is in de (1.00), not in en"
    kept = dechaff.clean(MIXED, settings={"languages": ["en"], "other-languages": "keep"})
    assert kept.articles[0].text == cleaned.articles[0].text == MIXED
    assert not kept.findings


def test_what_is_in_other_languages_is_dropped_and_can_be_had_back() -> None:
    cleaned = dechaff.clean(MIXED, settings={"languages": ["en"], "other_languages": "drop"})
    assert cleaned.articles[0].text == ENGLISH * 2 + "\n" + ENGLISH
    assert [(f.code, f.applied) for f in cleaned.findings] == [("L102", True)]
    assert cleaned.restore() == MIXED
    assert cleaned.report.balanced


def test_an_article_in_another_language_is_dropped_with_the_reason() -> None:
    text = GERMAN * 3
    cleaned = dechaff.clean(text, settings={"languages": ["en", "fr"], "other-languages": "drop"})
    (article,) = cleaned.articles
    assert (article.text, article.language) == ("", "de")
    (finding,) = article.findings
    assert (finding.code, finding.old, finding.applied) == ("L101", text, True)
    assert finding.detail == "is in de (1.00), not in en, fr"
    assert cleaned.restore() == text
    assert cleaned.report.balanced


def test_only_what_is_sure_goes() -> None:
    for text in ("Zimmer frei\n", "12 40\n", GERMAN + "„The Bridge to Nowhere“\n"):
        drop = {"languages": ["de"], "other-languages": "drop"}
        assert dechaff.clean(text, settings=drop).articles[0].text == text


def test_chinese_stands_for_both_and_rules_can_be_ignored() -> None:
    chinese = SENTENCES["zh-Hant"][0] * 4 + "\n"
    assert not list(wanted(["zh"])(Text(chinese)))
    assert [hit.code for hit in wanted(["zh-Hans"])(Text(chinese))] == ["L101"]
    drop = {"languages": ["en"], "other-languages": "drop", "ignore": ["L"]}
    assert dechaff.clean(MIXED, settings=drop).articles[0].text == MIXED


def test_wrong_settings_are_named() -> None:
    for settings, message in [
        ({"languages": ["xx"]}, "the detector does not know 'xx'; it knows af, "),
        ({"other-languages": "cut"}, "other-languages: found 'cut', must be one of keep, note, drop"),
        ({"detector": "best"}, "detector: found 'best', must be one of default, langdetect"),
    ]:
        with pytest.raises(SettingsError, match=message):
            dechaff.clean("a", settings=settings)


def test_another_detector_names_the_language() -> None:
    assert dechaff.clean(GERMAN, settings={"detector": "langdetect"}).articles[0].language == "de"


def test_the_licences_of_what_was_learnt_from_are_named() -> None:
    notice = (Path(__file__).parent.parent / "NOTICE").read_text("utf-8")
    for package in ("lingua", "langdetect", "eld", "py3langid"):
        assert package in notice


def test_detection_can_be_written_by_hand() -> None:
    assert Detection("de", 0.5) == ("de", 0.5)
    assert repr(Detection("de", 0.5)) == "Detection('de', 0.5, reliable=False)"

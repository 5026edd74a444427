"""Mojibake: whatever was done to a sentence, it comes back, and a good one is never touched."""

import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import ftfy.bad_codecs  # registers the charsets that let undefined bytes through
import pytest
from ftfy import TextFixerConfig, fix_text
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from dechaff.filters.repair import STEPS
from dechaff.filters.repair.composition import MAY_COMPOSE
from dechaff.filters.repair.step import SELDOM
from dechaff.filters.repair.traces import has_trace

FIXTURES = Path(__file__).parent / "fixtures"
# What dechaff leaves alone, ftfy is told to leave alone too.
OPTIONS = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False)
SENTENCES = {
    "en": "“We won’t wait,” said Zoë Brontë – and the café’s owner nodded…",
    "de": "Die „größte“ Brücke über den Fluß öffnet später, sagt der Bürgermeister.",
    "fr": "L’été dernier, à la mairie, on a déjà reçu « beaucoup » d’élèves.",
    "es": "El niño soñó con la montaña; ¿quién sabrá qué pasó después?",
    "pt": "A canção não é dela, e as crianças já estão à espera da mãe.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy, řekla učitelka.",
    "pl": "Mężczyzna, który przyszedł później, powiedział: „Zażółć gęślą jaźń”.",
    "hu": "Az őszi erdőben hűvös szél fújt, és az öregember nem félt tőle.",
    "tr": "Şoför, ığdırlı güreşçiyi çağırdı; öğleden sonra yağmur yağdı.",
    "ro": "Şi ţăranii au spus că în târg nu mai găsesc nici o căruţă bună.",
    "sv": "På ön där åtta människor bor växer det både björk och rönn.",
    "vi": "Người dân ở thị trấn đã chờ đợi cây cầu mới này suốt mười năm.",
    "ru": "Вечером мэр сообщил, что мост через реку откроют не раньше весны.",
    "uk": "Увечері мер повідомив, що їхній міст відкриють не раніше весни.",
    "bg": "Вечерта кметът съобщи, че мостът няма да бъде отворен преди пролетта.",
    "kk": "Қала әкімі кешке өзен үстіндегі көпір көктемге дейін ашылмайды деді.",
    "hy": "Քաղաքապետը երեկոյան ասաց, որ կամուրջը մինչև գարուն չի բացվի։",
    "ka": "ქალაქის მერმა საღამოს თქვა, რომ ხიდი გაზაფხულამდე არ გაიხსნება.",
    "az": "Şəhər rəhbəri axşam dedi ki, körpü yaza qədər açılmayacaq.",
    "am": "ከንቲባው ምሽት ላይ ድልድዩ ከጸደይ በፊት አይከፈትም አሉ።",
    "el": "Ο δήμαρχος είπε το βράδυ ότι η γέφυρα δεν θα ανοίξει πριν από την άνοιξη.",
    "he": "ראש העיר אמר בערב כי הגשר לא ייפתח לפני האביב.",
    "ar": "قال رئيس البلدية مساء أمس إن الجسر لن يفتح قبل الربيع.",
    "fa": "شهردار شامگاه گفت که پل پیش از بهار باز نمی‌شود.",
    "hi": "महापौर ने शाम को कहा कि पुल वसंत से पहले नहीं खुलेगा।",
    "th": "นายกเทศมนตรีกล่าวเมื่อเย็นวานว่าสะพานจะยังไม่เปิดก่อนฤดูใบไม้ผลิ",
    "zh": "市长昨晚表示，大桥在春天之前不会开放。",
    "ja": "市長は昨夜、橋は春まで開通しないと述べた。",
    "ko": "시장은 어젯밤 다리가 봄이 되기 전에는 열리지 않을 것이라고 말했다.",
}
CHARSETS = (
    *("sloppy-windows-1252", "latin-1", "sloppy-windows-1251", "sloppy-windows-1250", "sloppy-windows-1253"),
    *("sloppy-windows-1254", "sloppy-windows-1257", "iso8859-2", "mac_roman", "cp437", "koi8-r", "koi8-u"),
    *("cp866", "cp1256", "mac_cyrillic"),
)


def damaged() -> Iterator[object]:
    for lang, sentence in SENTENCES.items():
        for charset in CHARSETS:
            try:
                yield pytest.param(sentence.encode().decode(charset), sentence, id=f"{lang}-{charset}")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize(("bad", "good"), list(damaged()))
def test_utf8_that_was_read_in_another_charset_comes_back(bad: str, good: str) -> None:
    assert dechaff.repair(bad) == good
    assert dechaff.clean(bad).restore() == bad


@pytest.mark.parametrize("lang", SENTENCES)
def test_layers_come_off_one_by_one(lang: str) -> None:
    bad = SENTENCES[lang]
    for _ in range(3):
        bad = bad.encode().decode("sloppy-windows-1252")
    cleaned = dechaff.clean(bad)
    assert cleaned.whole.text == SENTENCES[lang]
    assert {f.detail for f in cleaned.findings if f.code == "E201"} == {
        "UTF-8 read as cp1252, then UTF-8 read as cp1252, then UTF-8 read as cp1252"
    }


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_broken_word_in_a_good_line_comes_back(lang: str) -> None:
    words = SENTENCES[lang].split()
    for number, word in enumerate(words):
        if len(words) > 1 and len(word) > 2 and not word.isascii():  # "Åž" may begin a word
            bad = " ".join(
                [*words[:number], word.encode().decode("sloppy-windows-1252"), *words[number + 1 :]]
            )
            assert dechaff.repair(bad) == SENTENCES[lang]


@pytest.mark.parametrize("lang", SENTENCES)
def test_good_text_is_not_touched(lang: str) -> None:
    text = f"{SENTENCES[lang]}\n{SENTENCES['en']}\n"
    assert dechaff.repair(text) == text
    assert not [f for f in dechaff.clean(text).findings if f.code.startswith("E")]


@pytest.mark.parametrize(("bad", "good"), list(damaged()))
def test_where_ftfy_differs_it_is_wrong(bad: str, good: str) -> None:
    theirs = fix_text(bad, OPTIONS)
    assert dechaff.repair(bad) in (theirs, good)


def own_cases() -> list[dict[str, str]]:
    return list(tomllib.loads((FIXTURES / "mojibake.toml").read_text("utf-8"))["case"])


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: case["name"])
def test_case(case: dict[str, str]) -> None:
    """Each kind of case that ftfy publishes, in words of our own; `unlike_ftfy` says why we differ."""
    assert dechaff.repair(case["bad"]) == case["good"]
    assert (fix_text(case["bad"], OPTIONS) == case["good"]) == ("unlike_ftfy" not in case)


def published_cases() -> list[dict[str, str]]:
    path = os.environ.get("FTFY_CASES")
    return json.loads(Path(path).read_text("utf-8")) if path else []


@pytest.mark.skipif(
    "FTFY_CASES" not in os.environ,
    reason="set FTFY_CASES to tests/test_cases.json of the source that `pip download --no-binary` fetches",
)
def test_ftfys_published_cases() -> None:
    """Where we differ from the installed ftfy, the list says why; and every entry of it is needed."""
    known = tomllib.loads((FIXTURES / "unlike_ftfy.toml").read_text("utf-8"))
    differing = {
        case["label"]
        for case in published_cases()
        if dechaff.repair(case["original"]) != fix_text(case["original"], OPTIONS)
    }
    assert differing == {label for reason in known.values() for label in reason["labels"]}


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=40))
def test_what_ftfy_calls_bad_and_repairs_leaves_a_trace(text: str) -> None:
    line = text.replace("\n", " ")
    fixed = ftfy.fix_encoding(line, TextFixerConfig(replace_lossy_sequences=False))
    if fixed != line:
        assert has_trace(line)


@pytest.mark.parametrize("lang", SENTENCES)
def test_good_text_loads_neither_ftfy_nor_chardet(lang: str) -> None:
    program = (
        f"import sys, dechaff; dechaff.repair({SENTENCES[lang]!r});"
        " print(*{'ftfy', 'chardet'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_what_is_seldom_holds_all_that_any_step_looks_for() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    seldom = {*re.findall(f"[{SELDOM}]", every)}
    for step in STEPS:
        assert not step.touches or {*re.findall(f"[{step.touches}]", every)} <= seldom


def test_what_cannot_compose_is_composed() -> None:
    """Letters that stay as they are, take no part in composing with a neighbour, and are no marks."""
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
    seconds = {part[1] for part in parts if len(part) == 2 and not part[0].startswith("<")}
    for code in range(sys.maxunicode + 1):
        if not MAY_COMPOSE.match(chr(code)):
            assert unicodedata.is_normalized("NFC", chr(code))
            assert not unicodedata.combining(chr(code))
            assert f"{code:04X}" not in seconds

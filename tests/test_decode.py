"""decode: bytes to text. Right where it can be, never silent where it guesses, and exact on the way back."""

import codecs
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from dechaff import filters
from dechaff.cli import main
from dechaff.core.pipeline import Reading
from dechaff.filters.charsets import charset_named, rare_charsets, web_charsets
from dechaff.settings import SettingsError, resolve_settings

GERMAN = "Das Café an der Brücke öffnet wieder – „endlich“, sagt die Wirtin."
RUSSIAN = "Вечером мэр сообщил, что мост через реку откроют не раньше весны."
CHINESE = "昨夜河水再次上涨，下游公路仍然禁止货车通行，镇政府表示桥梁要到月底才能重新开放。"
JAPANESE = "昨夜、川の水位が再び上がり、下流の道路は引き続き通行止めとなっている。"
KOREAN = "어젯밤 강물이 다시 불어나 아래쪽 도로는 여전히 화물차 통행이 금지되어 있다."
GREEK = "Ο δήμαρχος είπε το βράδυ ότι η γέφυρα δεν θα ανοίξει πριν από την άνοιξη."
ARABIC = "ذكر رئيس البلدية مساء أمس أن الجسر لن يفتح قبل نهاية الشهر، وشكر السكان على صبرهم."
HEBREW = "ראש העיר הודיע אמש כי הגשר לא ייפתח לפני סוף החודש, והודה לתושבים על סבלנותם."
THAI = "นายกเทศมนตรีกล่าวเมื่อคืนนี้ว่าสะพานจะยังไม่เปิดจนกว่าจะถึงสิ้นเดือน"
CZECH = "Starosta večer řekl, že most přes řeku neotevřou dříve než na jaře, a poděkoval lidem."
HINDI = "महापौर ने कल शाम कहा कि पुल महीने के अंत तक नहीं खुलेगा।"
TURKISH = "Belediye başkanı dün akşam köprünün ay sonundan önce açılmayacağını söyledi."
LATVIAN = "Mērs vakar vakarā teica, ka tilts pār upi netiks atvērts ātrāk par pavasari."
UKRAINIAN = "Увечері мер повідомив, що міст через річку відкриють не раніше весни."


def read(data: bytes, charset: str | None = None) -> Reading:
    """The reading of some bytes, whose undo is always exact."""
    reading = filters.decode(charset)(data)
    assert reading.source.encode(reading.text) == data
    assert reading.source.size == len(data)
    assert reading.source.chunks[0].char == 0
    return reading


def notes(reading: Reading) -> list[tuple[str, str, str]]:
    """Code, text and detail of each note."""
    return [(h.code, reading.text[h.span.start : h.span.end], h.detail) for h in reading.hits]


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", ["", "a", GERMAN, CHINESE, "😀\r\n"])
def test_what_a_file_says_is_believed_and_not_noted(mark: bytes, charset: str, text: str) -> None:
    reading = read(mark + text.encode(charset))
    assert (reading.text, reading.source.charset, reading.source.confidence) == (text, charset, 1.0)
    assert not reading.hits


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert read(text.encode())[::2] == (text, ())


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", [GERMAN, RUSSIAN, CHINESE, JAPANESE, KOREAN, ARABIC, HEBREW, THAI, HINDI, "No.\n", "জেটલાં\n"]
)
def test_wide_text_needs_no_mark_and_is_noted(charset: str, text: str) -> None:
    reading = read(text.encode(charset))
    assert (reading.text, reading.source.charset) == (text, charset)
    assert notes(reading) == [("E101", text.strip()[:80], f"read as {charset}")]


@pytest.mark.parametrize(
    "data",
    [
        b"one\0two\0three\0four\0",
        b"ab\0cd\0ef\0",
        b"1\t0\t1\t0\n" * 20,
        b"name\x01value\x01" * 9,
        "Привет\0мир\0".encode("cp1251") * 9,
        b"caf\xe9 noir\0" * 9,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0\\r\xa8f",
        b"PK\x03\x04\x14\0\0\0\x08\0\x9d\x6a\x51\x58" * 9,
        "польски\0hindi\0hiri motu\0hetycki\0".encode() * 9,
        "polski\0hindi\0węgierski\0".encode("cp1250") * 9,
        bytes(range(256)) * 4,
        random.Random(7).randbytes(4000),
        b"\0" * 64,
    ],
    ids=range(13),
)
def test_what_is_not_wide_text_is_not_taken_for_it(data: bytes) -> None:
    assert not read(data).source.charset.startswith(("utf-16", "utf-32"))


@pytest.mark.parametrize(
    ("charset", "text"), [("iso2022_jp", JAPANESE), ("hz", CHINESE), ("iso2022_kr", KOREAN)]
)
def test_text_that_hides_in_escapes_is_found(charset: str, text: str) -> None:
    reading = read(f"{text}\n".encode(charset))
    assert reading.text == f"{text}\n"
    assert [hit.code for hit in reading.hits] == ["E101"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[1mbold\x1b(B\x1b[m \x1b]0;title\x07",
        b"a~{\\bf b}~} \\~{n} c~{d}",
        b"pay \x1b$5",
        b"Hi +AGE- and +ZeVnLIqe- +-",
        b"",
    ],
)
def test_ascii_stays_ascii(data: bytes) -> None:
    assert read(data)[::2] == (data.decode(), ())


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", GERMAN),
        ("mac_roman", GERMAN),
        ("cp850", "Das Café an der Brücke öffnet wieder, endlich, sagt die Wirtin: 'schön'."),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("cp866", RUSSIAN),
        ("iso8859-5", RUSSIAN),
        ("mac_cyrillic", RUSSIAN),
        ("koi8-u", UKRAINIAN),
        ("cp1256", ARABIC),
        ("iso8859-6", ARABIC),
        ("cp1253", GREEK),
        ("cp1255", HEBREW),
        ("cp874", THAI),
        ("cp1250", CZECH),
        ("iso8859-2", CZECH),
        ("cp852", CZECH),
        ("cp1254", TURKISH),
        ("cp1257", LATVIAN),
        ("gb18030", CHINESE),
    ],
)
def test_a_charset_that_nobody_names_is_guessed_and_noted(charset: str, text: str) -> None:
    reading = read(f"{text}\n{text}\n".encode(charset))
    assert reading.text == f"{text}\n{text}\n"
    ((code, old, detail),) = notes(reading)
    assert (code, old, detail) == ("E101", text[: len(old)], f"read as {reading.source.charset}")
    assert len(old) <= 120
    assert 0.3 <= reading.hits[0].score == reading.source.confidence < 1


@pytest.mark.parametrize(
    ("charset", "text"), [("cp932", JAPANESE), ("euc_jp", JAPANESE), ("cp949", KOREAN), ("big5", "昨夜河水")]
)
def test_so_are_charsets_of_several_bytes(charset: str, text: str) -> None:
    assert read(f"{text}\n{text}\n".encode(charset)).text == f"{text}\n{text}\n"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1252", "A £5 café on the quay"),
        ("cp1250", "Š vyhlídkou. © 2024, všechna práva vyhrazena."),
        ("cp1251", "«Мост закрыт», — сказал мэр."),
        ("iso8859-15", "Preis: 5 € für Gäste"),
    ],
)
def test_signs_and_words_tell_charsets_apart(charset: str, text: str) -> None:
    assert read(text.encode(charset)).text == text


def test_the_note_stands_at_the_line_that_first_shows_the_charset() -> None:
    text = "The first line.\n" * 9000 + "Der Fluß stieg.\n" + "Grüße\n" * 9
    reading = read(text.encode("cp1252"))
    assert notes(reading) == [("E101", "Der Fluß stieg.", "read as cp1252")]
    long = read(("a" * 9000 + " é " + "b" * 9000).encode("cp1252"))
    assert len(notes(long)[0][1]) == 120


def test_a_broken_character_does_not_change_what_a_file_is_read_as() -> None:
    data = f"{CHINESE}\n".encode("gb18030") * 4
    for broken in (data[:-2], b"\xff" + data):
        reading = read(broken)
        assert reading.source.charset == "gb18030"
        assert [hit.code for hit in reading.hits] == ["E101", "E102"]
        assert reading.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        (
            "Grüße\n".encode() + "Grüße\n".encode("cp1252") + "Grüße aus Köln\n".encode(),
            "Grüße\nGrüße\nGrüße aus Köln\n",
            [("E102", "Grüße\n", "read as cp1252")],
        ),
        (
            b"\xef\xbb\xbf" + "Grüße\n".encode() + "Grüße\n".encode("cp1252"),
            "Grüße\nGrüße\n",
            [("E102", "Grüße\n", "read as cp1252")],
        ),
        (
            "Größe, ".encode() + b"\x84Gr\xfc\xdfe\x93" + " – „schön“\n".encode(),
            "Größe, „Grüße“ – „schön“\n",
            [("E102", char, "read as cp1252") for char in ("„", "üß", "“")],
        ),
        (
            f"{RUSSIAN}\n{RUSSIAN}\n".encode() + f"{RUSSIAN}\n".encode("cp1251"),
            f"{RUSSIAN}\n" * 3,
            [("E102", f"{RUSSIAN}\n", "read as cp1251")],
        ),
        (
            f"{CZECH}\n".encode() * 2 + f"{CZECH}\n".encode("cp1250"),
            f"{CZECH}\n" * 3,
            [("E102", f"{CZECH}\n", "read as cp1250")],
        ),
        (CHINESE.encode()[:-1], CHINESE[:-1] + "\ufffd", [("E102", "\ufffd", "bytes e3 80 are cut off")]),
        (
            b"No: \xed\xa0\xbd\xed\xb8\x80 \xed\xa0\xbd! " + "– ё –".encode(),
            "No: 😀 \ufffd! – ё –",
            [("E102", "😀", "read as cesu-8"), ("E102", "\ufffd", "bytes ed a0 bd are cut off")],
        ),
    ],
)
def test_stray_bytes_in_utf8_cost_no_others(
    data: bytes, text: str, found: list[tuple[str, str, str]]
) -> None:
    reading = read(data)
    assert (reading.text, reading.source.charset, notes(reading)) == (text, "utf-8", found)


def test_bytes_that_mean_nothing_in_any_charset_come_back_too() -> None:
    data = b"caf\xe9 \x81\x8d\xff\xfe\n" * 3
    assert dechaff.clean(data).restore() == data


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("latin1", "iso8859-1"),
        ("ISO-8859-1", "iso8859-1"),
        (" windows-1251 ", "cp1251"),
        ("x-sjis", "cp932"),
        ("Shift-JIS", "shift_jis"),
        ("windows-874", "cp874"),
        ("ms949", "cp949"),
        ("iso-8859-8-i", "iso8859-8"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("KOI8", "koi8-r"),
        ("utf8", "utf-8"),
    ],
)
def test_a_charset_has_many_names(label: str, name: str) -> None:
    assert charset_named(label) == name


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("cp1253x", "did you mean 'cp1253'?"),
        ("utf9", "did you mean 'utf-8'?"),
        ("hex", ""),
        ("rot13", ""),
        ("zlib", ""),
        ("idna", ""),
        ("utf-7", ""),
        ("unicode_escape", ""),
        ("undefined", ""),
        ("", ""),
        ("a\0b", ""),
        ("../etc", ""),
    ],
)
def test_what_is_no_charset_is_refused_with_a_hint(label: str, hint: str) -> None:
    with pytest.raises(LookupError, match=r"is no charset; ") as error:
        charset_named(label)
    assert hint in str(error.value)


def test_all_charsets_that_are_looked_for_exist() -> None:
    known = [*web_charsets(), *rare_charsets()]
    assert [charset_named(name) for name in known] == known
    assert len(set(known)) == len(known)


@pytest.mark.parametrize(
    ("charset", "data", "text", "found"),
    [
        ("cp1251", RUSSIAN.encode("koi8-r"), RUSSIAN.encode("koi8-r").decode("cp1251"), []),
        ("cp1252", b"a\x81\x8db", "a\ufffd\ufffdb", ["bytes 81 8d are not cp1252"]),
        ("cp1252", b"\x81b\x81", "\ufffdb\ufffd", ["byte 81 is not cp1252"] * 2),
        ("latin-1", b"it\x92s \x81", "it’s \x81", []),
        ("utf-8", b"\xef\xbb\xbfa\xe9", "a\ufffd", ["byte e9 is not utf-8"]),
        ("utf-8-sig", b"\xef\xbb\xbfa", "a", []),
        ("cp1252", b"\xef\xbb\xbfa", "ï»¿a", []),
        ("utf-16", b"\xfe\xff\0a", "a", []),
        ("utf-16", b"a\0", "a", []),
        ("utf-16-le", b"\xff\xfea\0\0\xd8b\0", "a\ufffdb", ["bytes 00 d8 are not utf-16-le"]),
        ("utf-32-be", b"\0\0\0a\0\x11\0\0", "a\ufffd", ["bytes 00 11 00 00 are not utf-32-be"]),
        ("gb2312", "镕".encode("gb18030"), "镕", []),
        ("sjis", b"\x82\xa0\x81", "あ\ufffd", ["byte 81 is not cp932"]),
        ("iso2022_jp", b"\x1b$B$\"\x1b(B a\xff", "あ a\ufffd", ["byte ff is not iso2022_jp"]),
        ("hz", b"~{<:Ky2;~} \xff", "己所不 \ufffd", ["byte ff is not hz"]),
        ("cp1140", "Ä1".encode("cp1140"), "Ä1", []),
        ("ascii", b"\x93a\x94", "“a”", []),
    ],
)  # fmt: skip
def test_a_charset_that_is_asked_for_is_used(charset: str, data: bytes, text: str, found: list[str]) -> None:
    reading = read(data, charset)
    assert (reading.text, [hit.detail for hit in reading.hits]) == (text, found)
    assert {hit.code for hit in reading.hits} <= {"E102"}
    assert dechaff.decode(data, charset).text == text
    assert dechaff.clean(data, settings={"charset": charset}).restore() == data


def test_stray_bytes_are_named_up_to_eight() -> None:
    assert notes(read(b"\x81" * 9, "cp1252"))[0][2] == "bytes 81 81 81 81 81 81 81 81 … are not cp1252"


def test_broken_utf16_is_read_as_far_as_it_goes() -> None:
    reading = read(b"\xff\xfe" + "The river rose.".encode("utf-16-le") + b"A")
    assert notes(reading) == [("E102", "\ufffd", "byte 41 is not utf-16-le")]


def test_a_wrong_charset_is_a_mistake_in_the_settings() -> None:
    with pytest.raises(SettingsError, match="charset: 'utf9' is no charset; did you mean 'utf-8'"):
        resolve_settings(settings={"charset": "utf9"})
    with pytest.raises(SettingsError, match="charset: found 8, expected a string"):
        resolve_settings(settings={"charset": 8})


def test_the_command_takes_a_charset(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"{RUSSIAN}\n".encode("koi8-r"))
    for name, expected in (("koi8-r", RUSSIAN), ("cp1251", RUSSIAN.encode("koi8-r").decode("cp1251"))):
        out = tmp_path / name
        arguments = ["clean", str(tmp_path / "a.txt"), "-o", str(out), "--ignore", "E2", "--charset", name]
        assert CliRunner().invoke(main, arguments).exit_code == 0
        assert (out / "a.txt").read_text("utf-8").strip() == expected
    wrong = CliRunner().invoke(main, ["check", str(tmp_path), "--charset", "koi9"])
    assert (wrong.exit_code, "charset: 'koi9' is no charset; did you mean" in wrong.output) == (2, True)


CHARSETS = [*web_charsets(), *rare_charsets()]
CHARSETS += [
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "iso2022_jp",
    "iso2022_kr",
    "hz",
    "cp037",
    "utf-16",
]
TEXTS = [
    GERMAN,
    RUSSIAN,
    CHINESE,
    JAPANESE,
    KOREAN,
    GREEK,
    ARABIC,
    HEBREW,
    THAI,
    CZECH,
    HINDI,
    "\n",
    "a",
    "😀",
]
ODD = ["\x1b$B", "~{", "\0", "\r", "\x81", "\xff\xfe", "\xef\xbb\xbf", "\ud83d", "+AGE-", "\xed\xa0\x80"]

written = st.tuples(st.sampled_from(TEXTS), st.sampled_from(CHARSETS)).map(
    lambda pair: pair[0].encode(pair[1], "ignore")
)
odd = st.sampled_from(ODD).map(
    lambda text: text.encode("utf-16-le" if "\ud83d" in text else "latin-1", "surrogatepass")
)
mixed = st.lists(written | odd | st.binary(max_size=4), max_size=8).map(b"".join)


@given(st.binary(max_size=120) | mixed)
def test_decode_never_fails(data: bytes) -> None:
    reading = read(data)
    assert all(hit.span.start <= hit.span.end <= len(reading.text) for hit in reading.hits)
    assert [hit.code for hit in reading.hits].count("E101") <= 1


@given(mixed)
def test_decode_twice_is_decode_once(data: bytes) -> None:
    assert read(data) == read(data)


@given(mixed | st.binary(max_size=80), st.sampled_from(CHARSETS))
def test_a_charset_that_is_asked_for_never_fails(data: bytes, charset: str) -> None:
    reading = read(data, charset)
    assert {hit.code for hit in reading.hits} <= {"E102"}
    offsets = [reading.source.byte_offset(reading.text, at) for at in range(len(reading.text) + 1)]
    assert offsets == sorted(offsets)


@given(mixed, st.integers(1, 3))
def test_cut_files_come_back(data: bytes, cut: int) -> None:
    read(data[:-cut])
    read(data[cut:])


@given(st.lists(st.sampled_from([c.encode() for c in "aé–😀\n"] + [b"\xe9", b"\x93", b"\x81"]), max_size=40))
def test_bytes_are_found_beside_stray_ones(parts: list[bytes]) -> None:
    data = b"".join(parts)
    reading = read(b"\xef\xbb\xbf" + data)
    ends = [reading.source.byte_offset(reading.text, at) for at in range(len(reading.text) + 1)]
    pieces = [(b"\xef\xbb\xbf" + data)[a:b] for a, b in pairwise(ends)]
    for char, piece in zip(reading.text, pieces, strict=True):
        assert char == "\ufffd" or piece in (
            char.encode(),
            char.encode("cp1252", "ignore"),
            char.encode("latin-1", "ignore"),
        )


@pytest.mark.parametrize("charset", [*web_charsets(), "utf-16-le", "utf-32-be", "utf-8"])
def test_bytes_are_found_in_every_charset(charset: str) -> None:
    texts = (text for text in TEXTS[:-3] if text.encode(charset, "ignore").decode(charset) == text)
    text = "a\n" + "\n".join(texts) + "\nb"
    source = read(text.encode(charset), charset).source
    for at in range(len(text) + 1):
        assert source.byte_offset(text, at) == len(text[:at].encode(charset))


def test_bytes_are_found_beside_characters_that_have_several() -> None:
    data = "昨夜\n".encode("cp932") + b"\x87\x90 \x87\x90a\n" + "∪夜\n".encode("cp932")
    reading = read(data, "cp932")
    assert reading.text == "昨夜\n≒ ≒a\n∪夜\n"
    offsets = [reading.source.byte_offset(reading.text, at) for at in range(len(reading.text) + 1)]
    assert offsets == [0, 2, 4, 5, 7, 8, 10, 11, 12, 14, 16, 17]


HOSTILE = {
    "letters and stray bytes in turn": lambda n: "é".encode().join([b"\xe9"] * (n // 3)),
    "good and bad lines in turn": lambda n: "é\n".encode().join([b"\xe9\n"] * (n // 5)),
    "cut characters": lambda n: "あ".encode().join([b"\xe3\x81 "] * (n // 6)),
    "broken UTF-16": lambda n: b"\xff\xfe" + b"\x00\xd8a\x00" * (n // 4),
    "escapes": lambda n: b"\x1b$B" * (n // 3),
    "one byte at the end": lambda n: b"a" * n + b"\xe9",
    "noise": lambda n: random.Random(1).randbytes(n),
    "noise beyond ASCII": lambda n: bytes(random.Random(1).choices(range(128, 256), k=n)),
    "second bytes": lambda n: b"\x87\x9b\n\x81\xbe\n" * (n // 6),
    "a mark before bytes that are not": lambda n: b"\xef\xbb\xbf" + b"\xe9" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_is_in_proportion_to_size(make: Callable[[int], bytes]) -> None:
    data = make(400_000)
    begin = time.process_time()
    reading = read(data)
    assert time.process_time() - begin < 8
    assert len(reading.hits) <= 10_001
    assert len(reading.source.chunks) <= 200_000

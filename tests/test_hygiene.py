"""What no reader sees, and typography: each rule of it in many languages, and the laws that it keeps."""

import gc
import re
import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff import Cleaned, Pipeline, Text
from dechaff.filters import repair
from dechaff.rules.load import built_in

RULES = {rule.code: rule for rule in built_in()}
STANDING = ["E203", "E204", "E208", "E209", "E301", "E302", "E303", "E304", "E305"]
LAYOUT = ["E501", "E502"]
ON_REQUEST = ["E401", "E402", "E403", "E404", "E405", *LAYOUT]


@cache
def pipeline(*codes: str) -> Pipeline:
    return Pipeline(whole=[repair([RULES[code] for code in codes])])


def run(text: str, *codes: str) -> Cleaned:
    """The text after some rules; that it comes back and balances is checked on the way."""
    cleaned = pipeline(*codes).run(text)
    assert cleaned.restore() == text
    assert cleaned.report.balanced
    return cleaned


def mended(text: str, *codes: str) -> str:
    return str(run(text, *codes).whole.text)


WRAPPED = (
    "The river rose again overnight, and the lower road stayed closed to\n"
    "heavy traffic. Council members said on Monday that the bridge would not\n"
    "reopen before the end of the month, and thanked all who had helped.\n"
)
DIVIDED = (
    "Der Rat der Stadt hat am Montag beschlossen, die alte Brü-\n"
    "cke über den Fluss zu sperren. Die Arbeiten sollen im Früh-\n"
    "jahr beginnen, teilte die Verwaltung mit, und vor dem Win-\n"
    "ter beendet sein, damit (Stand heute) die Bürgermeis-\n"
    "terin’s.\n"
)

CHANGES = [
    # Controls: those that part words leave a space, the others nothing.
    ("E203", "a\x01b \x7fc\x1a", "ab c"),
    ("E203", "Harrow\x1fMarlow\x1c\x1dQuill", "Harrow Marlow Quill"),
    ("E203", "Harrow\x01\x1f\x02Marlow", "Harrow Marlow"),
    ("E203", "one\x1f, two \x1fthree", "one, two three"),
    ("E203", "see\ufffcthis \ufffcand\u206athat", "see this andthat"),
    ("E203", "क\u093f\x1fक", "क\u093f क"),
    ("E203", "Harrow\u200b\x1f\u200bMarlow", "Harrow\u200b \u200bMarlow"),
    # Escape sequences, in 7 bits and in 8.
    ("E204", "\x1b[1;31mred\x1b[0m \x1b[Kend\x1b[?25l", "red end"),
    (
        "E204",
        "\x1b]0;a title\x07one\x1b]2;a title\x1b\\ two\x1b]8;;http://a.b\x1b\\link\x1b]8;;\x1b\\",
        "one twolink",
    ),
    ("E204", "\x1bPq#0;2;0~~@@\x1b\\sixel \x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\end", "sixel end"),
    ("E204", "\x1b(B\x1b)0\x1b%G\x1b#8 charsets\x1b7\x1b8\x1bc\x1b=", " charsets"),
    ("E204", "yes\x1b[20Cno\x1b[2Amaybe \x1b[3Dthen", "yes no maybe then"),
    ("E204", "a \x1b]0;title that never ends\nb", "a title that never ends\nb"),
    ("E204", "a\x1b[38;5;1\nb", "a38;5;1\nb"),
    ("E204", "\x1b\x1b[1m[1mx", "[1mx"),
    ("E204", "\x9b1;31mred\x9b0m, \x9d0;a title\x9ctext", "red, text"),
    ("E204", "\x9b1\x9b1mm", "m"),
    # NUL.
    ("E208", "zero\x00width, a\x00 b\x00", "zero width, a b"),
    ("E208", "zero\x00\x00\x00width", "zero width"),
    ("E208", "H\0e\0l\0l\0o\0 \0y\0o\0u\0", "Hello you"),
    ("E208", "\0H\0e\0l\0l\0o", "Hello"),
    ("E208", "П\0\0\0р\0\0\0и\0\0\0в\0\0\0", "Прив"),
    ("E208", "see H\0e\0l\0l\0o\0two", "see Hello two"),
    ("E208", "x\0y", "x y"),
    ("E209", "\ufeffone.\ufeffTwo \ufeff\ufeffthree", "one.Two three"),
    # Soft hyphens.
    ("E301", "Donau\xaddampf\xad\xadschiff", "Donaudampfschiff"),
    ("E301", "па\xadдоб\xadнага \xad", "падобнага "),
    ("E301", "სუბ\xadტრო\xadპი\xadკული", "სუბტროპიკული"),
    ("E301", "one \xad\ntwo\xad\n\nthree", "one \ntwo\n\nthree"),
    # Characters of no width that say nothing.
    ("E302", "za\u200bbra\u200cka\u200dda\u2060bra\u180e", "zabrakadabra"),
    ("E302", "https://example.org/\u200bnews/\u200bpage", "https://example.org/news/page"),
    ("E302", "М\u200eэдээлэл \u200fюу", "Мэдээлэл юу"),
    ("E302", "می\u200c\u200cخواهم ، \u200c ", "می\u200cخواهم ،  "),
    ("E302", "שלום\u200f\u200f, ++C\u200f", "שלום\u200f, ++C\u200f"),
    ("E302", "日\u200b本\u200dの", "日本の"),
    ("E302", "a\ufe0f b\ufe0e ❤\ufe0f\ufe0f", "a b ❤\ufe0f"),
    ("E302", "👍\u200d 👩\u200b\u200d\u200d🚀", "👍 👩\u200d🚀"),
    ("E302", "😀\U000e0068\U000e0069\U000e007f", "😀"),
    ("E302", "x\U000e0100 葛\U000e0100\U000e0101", "x 葛\U000e0100"),
    # Spaces that bind nothing.
    ("E303", "\xa0One. \xa0Two.\xa0\xa0Three.\u2009 \u2003Four.", "One. Two.\xa0Three. Four."),
    ("E303", "a\xa0\t\xa0b", "a\tb"),
    ("E303", "if x:\n\xa0\xa0\xa0\xa0return \xa0y", "if x:\n    return y"),
    ("E401", "‘It’s’ ‚low‛ “high” „low‟", "'It's' 'low' \"high\" \"low\""),
    ("E402", "Ｎｅｗ　３０％（ａ）￥ｶﾞｲﾄﾞ｡ﾊﾝ", "New　30%(a)¥ガイド。ハン"),
    ("E402", "ﾡￂ →￫", "가 →→"),
    ("E403", "ﬀﬁﬂﬃﬄﬅﬆ", "fffiflffifflstst"),
    ("E404", "\u202aa\u202c \u202eb\u2067c\u2069", "a bc"),
    ("E405", "a\xa0b\u2009\u202fc\u3000d", "a b  c d"),
    # Words that lines divide.
    (
        "E501",
        DIVIDED,
        "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke\n"
        "über den Fluss zu sperren. Die Arbeiten sollen im Frühjahr\n"
        "beginnen, teilte die Verwaltung mit, und vor dem Winter\n"
        "beendet sein, damit (Stand heute) die Bürgermeisterin’s.\n",
    ),
    ("E501", "  the coun\xad \n  cil,\n met", "  the council,\n met"),
    (
        "E501",
        "Der Rat tagt in der Brücken-\nstraße. Die Brückenstraße ist lang.",
        "Der Rat tagt in der Brückenstraße.\nDie Brückenstraße ist lang.",
    ),
    ("E502", WRAPPED, WRAPPED.replace("\n", " ").rstrip(" ") + "\n"),
    (
        "E502",
        WRAPPED
        + "\nThe ferry crews, who are paid by the day, asked for work on Monday and\nwere told to wait.\n",
        WRAPPED.replace("\n", " ").rstrip(" ")
        + "\n\nThe ferry crews, who are paid by the day, asked for work on Monday and were told to wait.\n",
    ),
    (
        "E502",
        "The council of Harrow met on Monday evening and heard a report on a well-\n"
        "known bridge over the river, which was built before the war by the engi-\n"
        "neers of the harbour office and is to be closed to all of the heavy traf-\n"
        "fic from May.\n",
        "The council of Harrow met on Monday evening and heard a report on a well-"
        "known bridge over the river, which was built before the war by the engi"
        "neers of the harbour office and is to be closed to all of the heavy traf"
        "fic from May.\n",
    ),
]

SILENT = [
    ("E203", "tab\there\nand\r\nthere"),
    ("E204", "[1m is text, and so is 5;31m"),
    ("E204", "DrÃ\x9b1m and â\x80\x9d0;x\x9c"),
    ("E204", "\x9b3D\x8b \x9bm"),
    ("E301", "Haupt- und Neben\xad\nstraße"),
    ("E302", "می\u200cخواهم کتاب\u200cها نیم\u200cفاصله ه\u200d"),
    ("E302", "کتاب\u200bها"),
    ("E302", "क्\u200dया র\u200d্য ശ്രീ\u200c ක්\u200dෂ"),
    ("E302", "ภาษา\u200bไทย ភាសា\u200bខ្មែរ ພາ\u200bສາ မြန်\u200bမာ བོད་\u200bཡིག ꦗ\u200bꦮ"),
    ("E302", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ ܣܘ\u200cܪ ߒ\u200cߞ"),
    ("E302", "מחיר \u200f(10)\u200f, C++\u200e الجو \u061c5"),
    (
        "E302",
        "👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d⚕\ufe0f 🏳\ufe0f\u200d🌈 🐈\u200d⬛"
        " 🏴\u200d☠\ufe0f ❤\ufe0f\u200d🔥",
    ),
    ("E302", "1\ufe0f\u20e3 #\ufe0f\u20e3 ©\ufe0f ™\ufe0f ☺\ufe0e ℹ\ufe0f ㊗\ufe0f"),
    ("E302", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 🇫🇷 🇫\u200b🇷"),
    ("E302", "葛\U000e0100 辻\ufe00 ，\ufe00 က\ufe00"),
    ("E303", "« mot », 10\xa0km, 1\u202f000, p.\xa03, 5\u2009%, M.\xa0Dupont"),
    ("E303", "\u3000第一段。 a  b   c\n  two\n山田\u3000\u3000太郎"),
    ("E303", "at the end \xa0\n\xa0 \nof a line"),
    ("E304", "\u202bשלום\u202c \u2068a \u2066b\u2069\u2069 \u202a\u202c"),
    ("E305", "Moskau Москва Αθήνα IT-компания MP3-плеер 5й H2О α-Wert β2 µm Ω"),
    ("E305", "TNFα NFκB IFNγ hν kΩ μA ΔT αβT FcεRI ΔΔCt"),
    ("E305", "SMSка PRщик IPшник eКнига iМаркет Яндекс.Taxi XVIIв КамАЗ Яndex oн"),
    ("E401", 'it\'s "straight" «guillemets» ʻOkina 5′ 3″'),
    ("E402", "、。「」・ガイド 한국"),
    ("E403", "Ægir œuvre ĳs ǆ ß ﬡ"),
    ("E404", "\u200fשלום\u200e"),
    ("E501", "Der Rat will alle Haupt-\nund Nebenstraßen im ganzen Ort sperren.\n"),
    ("E501", "This is the work of a well-\nknown builder of bridges who lives here.\n"),
    ("E501", "The long-term plan is for the long-\nterm good of everyone who lives here.\n"),
    ("E501", "The time is long. A term ends soon, and a long-\nterm plan is what we need.\n"),
    ("E501", "on the road from Harrow-\nMarlow in 1912-\n1914 at https://example.org/long-\nname\n"),
    ("E501", "a list of a few things:\n- one-\n- two\n> quo-\n> ted\n"),
    ("E501", "a word in three li-\nnes-\nthree more of these li-\nnes.org\n"),
    ("E501", ("The river rose again, said the mayor of the town.\n" * 30) + "It was over-\nwhelming.\n"),
    ("E502", "".join("> " + line + "\n" for line in WRAPPED.splitlines())),
    ("E502", "".join("    " + line + "\n" for line in WRAPPED.splitlines())),
    ("E502", "".join(line + " |\n" for line in WRAPPED.splitlines())),
    ("E502", WRAPPED.replace("\n", "\n\n")),
    ("E502", "The river rises\n" + WRAPPED),
    ("E502", "".join(f"{n}. {line}\n" for n, line in enumerate(WRAPPED.splitlines()))),
    ("E502", "Ada Quill\nThe Long Quay 5\nHarrow\n\nDear Ms Quill,\nthank you.\n"),
    (
        "E502",
        "The river is as wide as any word\nThat I could say, the ferry is as late\n"
        "As all the ferries, goats\nAnd men.\n",
    ),
    (
        "E502",
        "昨夜河水再次上涨，下游公路仍然禁止货车通行，镇政府表示桥梁要到月底才能重新开放，并感谢居民。\n" * 3,
    ),
]

NOTES = [
    ("E304", "invoice\u202efdp.exe", ["U+202E right-to-left override, never closed"]),
    ("E304", "a\u202db\u202c", ["U+202D left-to-right override"]),
    (
        "E304",
        "a\u202bb\nc\u202c",
        ["U+202B right-to-left embedding, never closed", "U+202C pop directional formatting, closes nothing"],
    ),
    (
        "E304",
        "\u2067a\u202bb\u2069\u2069\u2068",
        [
            "U+202B right-to-left embedding, never closed",
            "U+2069 pop directional isolate, closes nothing",
            "U+2068 first strong isolate, never closed",
        ],
    ),
    ("E304", "\u202a\u2066\u202c\u2069\u202c", ["U+202C pop directional formatting, closes nothing"]),
    ("E305", "P\u0430ris", ["Cyrillic а (U+0430) in a Latin word"]),
    ("E305", "Mосква", ["Latin M (U+004D) in a Cyrillic word"]),
    (
        "E305",
        "вiн и пpивeт",
        ["Latin i (U+0069) in a Cyrillic word", "Latin p (U+0070), Latin e (U+0065) in a Cyrillic word"],
    ),
    ("E305", "gοοgle Kαζάρμα", ["Greek ο (U+03BF) in a Latin word", "Latin K (U+004B) in a Greek word"]),
    (
        "E305",
        "hәr (Pаrіs)",
        ["Cyrillic ә (U+04D9) in a Latin word", "Cyrillic а (U+0430), Cyrillic і (U+0456) in a Latin word"],
    ),
]


@pytest.mark.parametrize(("code", "before", "after"), CHANGES)
def test_what_goes(code: str, before: str, after: str) -> None:
    assert mended(before, code) == after
    assert mended(after, code) == after


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_what_stays(code: str, text: str) -> None:
    assert [(f.code, f.old, f.new, f.detail) for f in run(text, code).findings] == []


@pytest.mark.parametrize(("code", "text", "details"), NOTES)
def test_what_is_noted(code: str, text: str, details: list[str]) -> None:
    cleaned = run(text, code)
    assert [f.detail for f in cleaned.findings] == details
    assert not any(f.applied for f in cleaned.findings)


def test_what_is_on_request_is_off() -> None:
    assert {code for code in RULES if RULES[code].on_request} >= set(ON_REQUEST)
    assert not any(RULES[code].on_request for code in STANDING)


NOISE = [
    *"aB1 .-\n\t\0\x01\x07\x1b\x1f\x9b\x9c\x9d\xa0\xadçéя\u0301\u061c\u180e",
    *"\u2009\u200b\u200c\u200d\u200e\u200f",
    *"\u202a\u202c\u202e\u2060\u2066\u2069\u206a\u3000\ufe0f\ufeff\ufff9\ufffa\ufffbאبककไქ日Ａｶﾞﬁ’“❤👩🏴🇫\u20e3\U000e0067\U000e007f",
    *[
        "[1m",
        "\x1b[1m",
        "\x1b[5C",
        "\x1b]0;t\x07",
        "\x9b1m",
        "Paris",
        "Pаris",
        "Brü-\ncke",
        "\n\n",
        "H\0e\0l\0",
        "  ",
    ],
]
noise = st.lists(st.sampled_from(NOISE), max_size=14).map("".join)
lines = st.lists(
    st.lists(
        st.sampled_from(["river", "the", "bridge-", "coun-", "cil", "a", "Harrow", "well-", "und"]),
        max_size=13,
    ),
    max_size=9,
).map(lambda rows: "\n".join(" ".join(row) for row in rows))


@pytest.mark.parametrize("code", STANDING + ON_REQUEST)
@given(text=st.one_of(noise, lines))
def test_each_rule_twice_is_once(code: str, text: str) -> None:
    once = mended(text, code)
    assert mended(once, code) == once


@given(st.one_of(noise, lines))
def test_all_rules_twice_is_once(text: str) -> None:
    for codes in (STANDING, [*STANDING, *ON_REQUEST], [*STANDING, *LAYOUT, "E207"]):
        once = mended(text, *codes)
        assert mended(once, *codes) == once


@given(st.text(max_size=40))
def test_any_text_comes_back(text: str) -> None:
    run(text, *STANDING, *ON_REQUEST)


SCRIPTS = [
    "azAZéßøőığ",
    "αωΑΩάς",
    "азАЯёіңө",
    "աֆԱՖ",
    "აჰ",
    "אבתש",
    "ابتثجحخدی",
    "ܐܒܓ",
    "ހށނ",
    "ߊߋߌ",
    "ሀለሐ",
    "कखगािी्",
    "কখগাি",
    "ਕਖਗਾ",
    "કખગા",
    "கஙசா",
    "కఖగా",
    "ಕಖಗಾ",
    "കഖഗാ",
    "කඛගා",
    "กขคาิ",
    "ກຂຄາ",
    "ཀཁགི",
    "ကခဂာ",
    "កខគា",
    "ᠠᠡᠢ",
    "日本語中文",
    "あいうカキク",
    "한국어",
    "ᎠᎡᎢ",
]
words = st.one_of([st.text(letters, min_size=1, max_size=8) for letters in SCRIPTS])
plain = st.lists(
    st.tuples(words, st.sampled_from([" ", ", ", ". ", "? ", " – ", "\n", ": ", " (", ") "])), max_size=12
)


@given(plain)
def test_plain_text_of_any_script_is_silent(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + stop for word, stop in pieces)
    assert run(text, *STANDING).findings == ()


SEPARATORS = [
    *" \t\n.-\0\x1c\x1d\x1e\x1f\xa0\u2003\u202f\u3000\ufffa\ufffb\ufffc",
    "\x1b[5C",
    "\x1b[2;3H",
    "\x1bE",
]
unseen = st.lists(
    st.sampled_from([*"\x01\x07\xad\u200b\u200d\u2060\u202a\ufeff\ufe0f", "\x1b[1m"]), max_size=3
).map("".join)
gaps = st.lists(
    st.tuples(unseen, st.sampled_from(SEPARATORS), unseen).map("".join), min_size=1, max_size=3
).map("".join)


@given(gaps, st.sampled_from(["Marlow", "मार्लो", "5"]))
def test_words_are_not_glued_together(gap: str, word: str) -> None:
    for codes in ([], ["E401", "E402", "E403", "E404", "E405"]):
        text = mended(f"Harrow{gap}{word}", *STANDING, *codes)
        assert text.startswith("Harrow")
        assert re.search(rf"Harrow[^\w]+{word}", text), ascii(text)


HOSTILE = [
    "\x1b",
    "\x1b[",
    "\x1b]",
    "\x1b]0;x",
    "\x1b[1;",
    "\x9b",
    "\x9d",
    "\x9d ",
    "\x9b1",
    "\0",
    "a\0",
    "\0\x01",
    "\x01\x1b[C",
    "\xad",
    "a\xad\n",
    "\u200b",
    "\u200e",
    "\u200da",
    "\U000e0067",
    "🏴\U000e0067",
    "\xa0",
    " \xa0",
    "  ",
    "\u202e",
    "\u2067",
    "\u2067\u202a\u2069",
    "aа",
    "аaб",
    "ab-\n",
    "ab-\ncd ",
    "a\n",
    "ab cd ef gh ij\n",
    "｡ﾞ",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    def seconds(count: int) -> float:
        # Collecting garbage takes as long as all other tests have left behind.
        gc.disable()
        start = time.process_time()
        pipeline(*STANDING, *ON_REQUEST).run(piece * count)
        gc.enable()
        return time.process_time() - start

    # Quadratic time would be a hundred times the first.
    assert seconds(20_000) < 30 * seconds(2_000) + 1


plain = st.text(st.characters(min_codepoint=9, max_codepoint=126), max_size=200)


@given(
    st.one_of(
        plain, st.sampled_from(["Z?rich", "a b\n" * 9, "hy-\nphen", "&amp;", "x" * 70 + "\n" + "y" * 70])
    )
)
def test_steps_that_plain_text_does_not_need_find_nothing_in_it(text: str) -> None:
    steps = repair(built_in())
    needed = set(map(id, steps.needed(Text(text))))
    idle = [step for step in steps if id(step) not in needed]
    assert not [hit for step in idle for hit in step(Text(text))]

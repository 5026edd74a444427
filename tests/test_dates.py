"""Dates: what is read, what is refused, and that nothing read is a guess."""

import re
import subprocess
import sys
import tomllib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from dechaff import dates
from dechaff.dates import SHAPE, TIME, parse

MONTHS = tomllib.loads(Path(dates.__file__).with_name("months.toml").read_text("utf-8"))
ENGINES = [re.compile(SHAPE, re.IGNORECASE), regex.compile(SHAPE, regex.IGNORECASE)]
ENGINES.append(regex.compile(SHAPE, regex.IGNORECASE | regex.V1))

# Each is read with its language given and without it, and the shape holds the whole of it.
REAL = [
    ("en", "September 5, 2023", "2023-09-05"),
    ("en", "Sept. 5, 2023 at 10:15 p.m. EDT", "2023-09-05T22:15-04:00"),
    ("en", "Tuesday, 5 September 2023 10:15 GMT", "2023-09-05T10:15+00:00"),
    ("en", "Mon, 05 Sep 2022 14:30:00 GMT", "2022-09-05T14:30:00+00:00"),
    ("en", "the 5th of September, 2023", "2023-09-05"),
    ("en", "September 5th, 2023, 12:15 AM", "2023-09-05T00:15"),
    ("en", "September 5, 2023 12 pm", "2023-09-05T12:00"),
    ("en", "05-Sep-2023", "2023-09-05"),
    ("en", "September 2023", "2023-09"),
    ("en", "Published on September 5, 2023", "2023-09-05"),
    ("en", "14:30, 5 September 2023", "2023-09-05T14:30"),
    ("en", "5 September 2023 2:30 AM UTC+3", "2023-09-05T02:30+03:00"),
    ("es", "5 de septiembre de 2023", "2023-09-05"),
    ("es", "martes, 5 de setiembre del 2023, 2:30 p. m.", "2023-09-05T14:30"),
    ("es", "mar. 5 sep 2023", "2023-09-05"),
    ("fr", "1er mars 2024 à 12h30", "2024-03-01T12:30"),
    ("fr", "mar. 5 août 2025", "2025-08-05"),
    ("fr", "5 FEVRIER 2024", "2024-02-05"),
    ("de", "5. September 2023, 14:30", "2023-09-05T14:30"),
    ("de", "05.09.2023, 14:30 Uhr", "2023-09-05T14:30"),
    ("de", "am 5. März 2023 um 14 Uhr", "2023-03-05T14:00"),
    ("de", "Di, 5. Sept. 2023", "2023-09-05"),
    ("de", "5. Jänner 2023 14.30 MEZ", "2023-01-05T14:30+01:00"),
    ("it", "martedì 5 settembre 2023 alle ore 14.30", "2023-09-05T14:30"),
    ("pt", "segunda-feira, 4 de setembro de 2023 às 14h30", "2023-09-04T14:30"),
    ("ca", "5 d’abril de 2023", "2023-04-05"),
    ("ro", "5 septembrie 2023, ora 14:30", "2023-09-05T14:30"),
    ("nl", "5 september 2023 om 14.30 uur", "2023-09-05T14:30"),
    ("sv", "5 september 2023 kl. 14.30", "2023-09-05T14:30"),
    ("no", "5. desember 2023 kl. 14:30", "2023-12-05T14:30"),
    ("da", "den 5. marts 2023 kl. 14.30", "2023-03-05T14:30"),
    ("is", "5. ágúst 2023", "2023-08-05"),
    ("fi", "5. syyskuuta 2023 klo 14.30", "2023-09-05T14:30"),
    ("et", "5. detsember 2023 kell 14:30", "2023-12-05T14:30"),
    ("lv", "otrdiena, 5. septembris 2023", "2023-09-05"),
    ("lt", "2023 m. rugsėjo 5 d. 14:30", "2023-09-05T14:30"),
    ("hu", "2023. szeptember 5", "2023-09-05"),
    ("hu", "2023. szeptember 5., kedd 14:30", "2023-09-05T14:30"),
    ("pl", "5 września 2023 r., godz. 14:30", "2023-09-05T14:30"),
    ("cs", "5. září 2023 v 14:30", "2023-09-05T14:30"),
    ("sk", "5. októbra 2023 o 14:30", "2023-10-05T14:30"),
    ("sl", "5. avgusta 2023 ob 14:30", "2023-08-05T14:30"),
    ("hr", "5. rujna 2023. u 14:30", "2023-09-05T14:30"),
    ("sr", "5. септембар 2023. у 14:30", "2023-09-05T14:30"),
    ("sr", "5. oktobra 2023", "2023-10-05"),
    ("bg", "5 септември 2023 г., 14:30", "2023-09-05T14:30"),
    ("mk", "5 јануари 2023", "2023-01-05"),
    ("ru", "5 сентября 2023 г., 14:30", "2023-09-05T14:30"),
    ("ru", "5-го мая 2023 года в 14:30 МСК", "2023-05-05T14:30+03:00"),
    ("uk", "5 вересня 2023 року о 14:30", "2023-09-05T14:30"),
    ("be", "5 верасня 2023 года", "2023-09-05"),
    ("el", "Τρίτη, 5 Σεπτεμβρίου 2023, 10:15 π.μ.", "2023-09-05T10:15"),
    ("el", "ΤΡΙΤΗ 5 ΣΕΠΤΕΜΒΡΙΟΥ 2023", "2023-09-05"),
    ("sq", "e martë, 5 shtator 2023, ora 14:30", "2023-09-05T14:30"),
    ("tr", "5 Eylül 2023 Salı - 14:30", "2023-09-05T14:30"),
    ("tr", "15 ARALIK 2023", "2023-12-15"),
    ("tr", "5 NİSAN 2023", "2023-04-05"),
    ("ar", "28 كانون الثاني 2022", "2022-01-28"),
    ("ar", "الثلاثاء 5 سبتمبر 2023 - 2:30 م", "2023-09-05T14:30"),
    ("ar", "5 آب/أغسطس 2023", "2023-08-05"),
    ("ar", "5 جانفي 2023", "2023-01-05"),
    ("ar", "5 فيفري 2023", "2023-02-05"),
    ("ar", "٥ تشرين الأول ٢٠٢٣", "2023-10-05"),
    ("fa", "۵ سپتامبر ۲۰۲۳", "2023-09-05"),
    ("he", "5 בספטמבר 2023 בשעה 14:30", "2023-09-05T14:30"),
    ("ur", "5 ستمبر 2023", "2023-09-05"),
    ("hi", "5 सितंबर 2023, 2:30 PM", "2023-09-05T14:30"),
    ("hi", "५ फरवरी २०२३", "2023-02-05"),
    ("bn", "৫ সেপ্টেম্বর ২০২৩", "2023-09-05"),
    ("ta", "5 செப்டம்பர் 2023", "2023-09-05"),
    ("id", "Selasa, 5 Agustus 2023 pukul 14.30 WIB", "2023-08-05T14:30+07:00"),
    ("ms", "5 Ogos 2023", "2023-08-05"),
    ("vi", "Thứ Ba, ngày 5 tháng 9 năm 2023", "2023-09-05"),
    ("vi", "ngày 14 tháng mười một năm 2023", "2023-11-14"),
    ("vi", "14 tháng 9, 2023", "2023-09-14"),
    ("th", "5 ก.ย. 2566", "2023-09-05"),
    ("th", "วันอังคารที่ 5 กันยายน พ.ศ. 2566 เวลา 14:30 น.", "2023-09-05T14:30"),
    ("sw", "5 Septemba 2023 saa 10:15", "2023-09-05T10:15"),
    ("ko", "2023년 9월 5일 오후 2시 30분", "2023-09-05T14:30"),
    ("ko", "2023. 9. 5. 오후 2:30", "2023-09-05T14:30"),
    ("ja", "2023年9月5日（火）14時30分", "2023-09-05T14:30"),
    ("ja", "2023年9月5日午後2時", "2023-09-05T14:00"),
    ("zh", "2023年9月5日 14:30", "2023-09-05T14:30"),
    ("zh", "2023年9月5日 星期二 下午2:30", "2023-09-05T14:30"),
    ("zh", "2023-09-05 14:30:15", "2023-09-05T14:30:15"),
    (None, "2024-09-15T04:17:16+03:00", "2024-09-15T04:17:16+03:00"),
    (None, "2023-09-05", "2023-09-05"),
    (None, "2023/09/05", "2023-09-05"),
    (None, "05.09.2023", "2023-09-05"),
    (None, "05.09.23", "2023-09-05"),
    (None, "13/09/2023", "2023-09-13"),
    (None, "09/13/2023", "2023-09-13"),
    (None, "05/05/2023", "2023-05-05"),
    (None, "２０２３年９月５日", "2023-09-05"),
    (None, "2023-09-05 14:30:00.5 +0200", "2023-09-05T14:30:00.5+02:00"),
    (None, "2023-09-05T14:30:00+0300", "2023-09-05T14:30:00+03:00"),
]

# Read by `parse`, but past the shape.
ONLY_PARSED = [
    ("Updated: 2023-09-05T14:30:00Z", "2023-09-05T14:30:00Z"),
    ("Tue Sep 5 14:30:15 EDT 2023", "2023-09-05T14:30:15-04:00"),
    ("Tue, 05 Sep 2023 14:30:15 +0200 (CEST)", "2023-09-05T14:30:15+02:00"),
    ("2023. gada 5. septembris", "2023-09-05"),
    ("2023. szeptember 5-én", "2023-09-05"),
    ("令和5年9月5日", "2023-09-05"),
    ("Thứ 5, 14/09/2023, 14:30 (GMT+7)", "2023-09-14T14:30+07:00"),
    ("ב-5 בספטמבר 2023", "2023-09-05"),
    ("Thu 5 September 2023", "2023-09-05"),
]

REFUSED = [
    "", " ", "2023", "12:30", "5 September", "20230905", "not a date", "Sep 5 '23", "1.2.3.4",
    "31 February 2023", "31/04/2023", "2023-02-29", "2023-13-01", "2023-00-10", "5 September 0023",
    "2023-09-05T24:00", "2023-09-05T14:60", "2023-09-05T14:30+15:00", "5 September 2023 25:10",
    "10:15-11:00, 5 September 2023", "5 September 2023 10:15 – 11:30", "5 September 2023 10:15-11:00",
    "5 – 7 September 2023", "5 September 2023 – 7 October 2023", "September 2023 14:30",
    "Updated 5 people on September 5, 2023", "5 September 2023 in Paris", "5/9/66", "05-09-23",
    "05.09.71", "5 September 2023 14:30 π.μ.", "5 September 2023 14:30 CEST EST", "۵ شهریور ۱۴۰۲",
    "5 September 2566", "<9> 5, 2023", "5 <9> 2023", "5 September 20231", "\ud800 5 May 2023",
    "5 May 2023\x00", "5/September\\2023", "1402/06/14", "0000-01-01", "5" * 120, "May " * 30,
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "iso"), REAL)
def test_reads_a_date_as_it_stands_on_a_page(language: str | None, text: str, iso: str) -> None:
    assert parse(text, language) == iso
    assert parse(text) == iso


@pytest.mark.parametrize(("language", "text", "iso"), REAL)
def test_the_shape_holds_the_whole_date(language: str | None, text: str, iso: str) -> None:
    start = 4 if text.startswith("the ") else 0
    for engine in ENGINES:
        assert engine.fullmatch(text, start), text


@pytest.mark.parametrize(("text", "iso"), ONLY_PARSED)
def test_reads_forms_past_the_shape(text: str, iso: str) -> None:
    assert parse(text) == iso


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_what_is_no_date(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("05/09/2023", None, None),
        ("05/09/2023", "en", None),
        ("05/09/2023", "en-US", None),
        ("05-09-2023", "xx", None),
        ("05/09/2023", "ja", None),
        ("05/09/2023", "hu", None),
        ("05/09/2023", "es", "2023-09-05"),
        ("05-09-2023", "pt_BR", "2023-09-05"),
        ("٥‏/٩‏/٢٠٢٣", "ar", "2023-09-05"),
        ("23.09.05", "ko", None),
        ("5/9/2566", "th", "2023-09-05"),
        ("5/9/2566", None, None),
        ("1402/06/14", "fa", None),
        ("5 listopad 2023", None, None),
        ("5 listopad 2023", "pl", "2023-11-05"),
        ("5 listopadu 2023", None, "2023-11-05"),
        ("5 listopada 2023", "hr", "2023-10-05"),
        ("5 listopada 2023", "en", None),
        ("5 lip 2023", None, None),
        ("5 lip 2023", "hr", "2023-06-05"),
        ("5 lip 2023", "pl", "2023-07-05"),
        ("5 srp 2023", None, None),
        ("5 srp 2023", "cs", "2023-08-05"),
        ("5 srp 2023", "hr", "2023-07-05"),
        ("5 mar 2023", None, "2023-03-05"),
        ("5 September 2023", "fr", "2023-09-05"),
        ("5. mai 2023", "nb", "2023-05-05"),
    ],
)
def test_reads_an_unsure_date_only_by_its_language(text: str, language: str | None, iso: str | None) -> None:
    assert parse(text, language) == iso


@pytest.mark.parametrize("language", MONTHS)
def test_every_name_in_the_table_is_read(language: str) -> None:
    for number, names in MONTHS[language].items():
        for name in names:
            for form in (name, name.title(), name.upper() if language != "ar" else name):
                assert parse(f"5 {form} 2023", language) == f"2023-{int(number):02}-05"
            assert parse(f"5 {name}. 2023", language) == f"2023-{int(number):02}-05"
            assert parse(f"{name} 15, 2023", language) == f"2023-{int(number):02}-15"
            assert all(engine.fullmatch(f"5 {name} 2023") for engine in ENGINES)


@pytest.mark.parametrize("language", MONTHS)
def test_every_language_has_twelve_months(language: str) -> None:
    assert list(MONTHS[language]) == [str(number) for number in range(1, 13)]
    assert all(MONTHS[language].values())


@given(st.data(), st.sampled_from(sorted(MONTHS)), st.dates(date(1600, 1, 1), date(2199, 12, 31)))
def test_a_rendered_date_comes_back(data: st.DataObject, language: str, day: date) -> None:
    name = data.draw(st.sampled_from(MONTHS[language][str(day.month)]))
    assert parse(f"{day.day} {name} {day.year}", language) == day.isoformat()


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))


@given(st.datetimes(timezones=st.none() | OFFSETS), st.sampled_from(["minutes", "seconds", "microseconds"]))
def test_an_iso_timestamp_comes_back_as_written(moment: datetime, precision: str) -> None:
    iso = moment.isoformat(timespec=precision)
    assert parse(iso) == iso
    assert parse(f" {iso}. ", "es") == iso
    if moment.tzinfo is None:
        assert parse(iso + "Z") == iso + "Z"


PIECES_TEXT = (
    "5 05 2023 2566 31 12:30 14.30 . , / - : + ( ) T Z am pm h Uhr May mar sept listopad septiembre "
    "de the tháng ngày thứ 年 月 日 時 午後 พ.ศ. 令和 ก.ย. كانون الثاني م UTC EST +03 -0400 < > <9> "
    "\n \u200f \ud800 \x00 ½ ² İ ß"
)
PIECES = st.sampled_from(PIECES_TEXT.split(" "))
MESS = st.text(max_size=150) | st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES).map("".join)
LANGUAGES = st.none() | st.text(max_size=12) | st.sampled_from(["es", "en-GB", "th", "ko", "hr", "\ud800"])
ISO = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:\d\d)?)?)?)?", re.ASCII)


@given(MESS, LANGUAGES)
def test_never_raises_and_answers_in_iso(text: str, language: str | None) -> None:
    iso = parse(text, language)
    assert iso is None or ISO.fullmatch(iso)


@pytest.mark.parametrize(
    "text",
    [
        "14:30", "14:30:15", "10:15 p.m. EDT", "10:15pm", "14.30 Uhr", "12h30", "14h", "2 pm", "3 PM",
        "오후 2시 30분", "下午2:30", "午後2時30分", "14:30 GMT+3", "14:30 น.", "2:30 م", "10:15 π.μ.",
        "14:30 МСК", "14:30:00+0300", "10:15 AM (EST)", "14 h 30", "14:30Z", "14:30 (GMT+7)",
    ],
)  # fmt: skip
def test_time_holds_a_clock_time(text: str) -> None:
    assert re.fullmatch(TIME, text, re.IGNORECASE)
    assert regex.fullmatch(TIME, text, regex.IGNORECASE)


@pytest.mark.parametrize("text", ["14", "at noon", "version 2", "12:3", "2023"])
def test_time_holds_nothing_else(text: str) -> None:
    assert not re.search(TIME, text, re.IGNORECASE)


def test_a_text_too_long_for_a_date_is_refused() -> None:
    assert parse("5 September 2023" + " " * 200) is None


def test_the_import_loads_no_table() -> None:
    code = "import sys, dechaff.dates; sys.exit('tomllib' in sys.modules or 'datetime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_shapes_stay_short_and_bounded() -> None:
    assert len(SHAPE) <= 640
    for source in (SHAPE, TIME):
        bare = re.sub(r"\[[^\]]*\]|\\.", "x", source)
        assert "*" not in bare
        assert "?P<" not in bare
        assert not re.search(r"[^(]\+", bare.replace("[", ""))

"""Text that was read in a wrong charset comes back, and good text of every language stays as it is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dechaff
from dechaff.filters.repair import alphabets, mixup
from dechaff.filters.repair.alphabets import languages
from dechaff.filters.repair.mixup import unmixed
from dechaff.filters.repair.suspects import is_suspect


def unmix(line: str) -> str:
    return unmixed(line)[0]


POLISH = "Woźny zamknął szkołę już o trzeciej, więc dzieci poszły na łąkę grać w piłkę."
CZECH = "Řidič tramvaje zastavil uprostřed náměstí, protože přes koleje přecházely tři kachny."
SLOVAK = "Mlynár tvrdí, že mačka prešla cez zamrznutú rieku a vrátila sa až k večeru na ľade."
HUNGARIAN = "A molnár szerint a hídőr későn zárta le a felső kaput, ezért elsüllyedt a kőhajó."
ROMANIAN = "Moara a fost închisă după ce râul şi-a schimbat albia, iar morarul s-a mutat în oraş."
CROATIAN = "Mačak je već četvrti put pobjegao na krov, pa će ga žena iz susjedne kuće opet čuvati."
SLOVENE = "Mačka je že četrtič pobegnila na češnjo, zato so jo otroci čakali s kosom sira."
TURKISH = "Değirmenci, kapının açık kaldığını görünce kediyi dışarı çıkardı ve ışığı söndürdü."
LITHUANIAN = "Malūnininkas sakė, kad katė vėl užlipo ant stogo, todėl vaikai ją šaukė iki vėlumos."
LATVIAN = "Dzirnavnieks sacīja, ka kaķis atkal uzkāpis uz jumta, tāpēc bērni to sauca līdz tumsai."
RUSSIAN = "Мельник рассказал, что кошка снова забралась на крышу, и дети звали её до темноты."
UKRAINIAN = "Мельник розповів, що кішка знову залізла на дах, і діти кликали її до темряви."
BULGARIAN = "Воденичарят разказа, че котката пак се качила на покрива и децата я викали до тъмно."
SERBIAN = "Воденичар каже да се мачка опет попела на кров, па су је деца звала све до вечери."
FRENCH = "Le meunier a déclaré que la chèvre, effrayée par l'orage, était restée cachée derrière l'église."
GERMAN = "Der Müller erzählte, die Kühe hätten die Nacht über große Bäume gefällt und müßten schlafen."
SPANISH = "El señor Núñez explicó que la niña había dejado el pañuelo en el último peldaño de la estación."
PORTUGUESE = "A estação não abriu de manhã, e então os irmãos foram à praça com os balões e os cães."
SWEDISH = "Mjölnaren berättade att kvarnen stått stilla sedan våren, då ån svämmade över."
DANISH = "Mølleren sagde, at køerne havde gået på brædderne hele dagen, så broen må gøres færdig."
ICELANDIC = "Malarinn sagði að kýrnar hefðu gengið yfir brúna og þær væru nú í garðinum hjá prestinum."
GREEK = "Ο μυλωνάς είπε ότι η γάτα ανέβηκε πάλι στη στέγη και τα παιδιά τη φώναζαν ως το βράδυ."
HEBREW = "הטוחן סיפר שהחתולה טיפסה שוב על הגג, והילדים קראו לה עד שירד הערב."
ARABIC = "قال الطحان إن القطة صعدت مرة أخرى إلى السطح وظل الأطفال ينادونها حتى المساء."
THAI = "คนโม่แป้งเล่าว่าแมวปีนขึ้นหลังคาอีกแล้ว เด็กๆ จึงเรียกมันจนถึงค่ำ"
CHINESE = "磨坊主说，那只猫又爬上了屋顶，孩子们一直叫它到天黑。"
KOREAN = "방앗간 주인은 고양이가 또 지붕에 올라가서 아이들이 저녁까지 불렀다고 말했다."
JAPANESE = "水車小屋の主人によると、猫はまた屋根に登り、子どもたちは暗くなるまで呼んでいたという。"

MIXED_UP = [
    ("cp1250", "cp1252", (POLISH, CZECH, SLOVAK, HUNGARIAN, ROMANIAN, CROATIAN, SLOVENE)),
    ("cp1250", "latin-1", (POLISH, CZECH, HUNGARIAN, ROMANIAN)),
    ("iso8859-2", "latin-1", (POLISH, CZECH, SLOVAK, HUNGARIAN, CROATIAN, SLOVENE)),
    ("iso8859-2", "cp1250", (POLISH, CZECH)),
    ("cp1250", "iso8859-2", (POLISH,)),
    ("cp1254", "cp1252", (TURKISH,)),
    ("iso8859-9", "latin-1", (TURKISH,)),
    ("cp1257", "cp1252", (LITHUANIAN, LATVIAN)),
    ("iso8859-4", "latin-1", (LITHUANIAN, LATVIAN)),
    ("cp1252", "cp1250", (FRENCH, PORTUGUESE, SWEDISH, DANISH, ICELANDIC)),
    ("cp1252", "cp1251", (FRENCH, GERMAN, SPANISH, PORTUGUESE, SWEDISH, DANISH, ICELANDIC)),
    ("cp1250", "cp1251", (POLISH, CZECH, HUNGARIAN)),
    ("cp437", "cp1252", (FRENCH, GERMAN, SPANISH, SWEDISH)),
    ("cp850", "cp1252", (FRENCH, GERMAN, SPANISH, SWEDISH, DANISH, ICELANDIC)),
    ("cp1252", "cp437", (FRENCH, GERMAN, SPANISH, SWEDISH)),
    ("cp1252", "cp850", (FRENCH, SPANISH, SWEDISH)),
    ("cp1252", "mac_roman", (FRENCH, GERMAN, SPANISH, SWEDISH, DANISH)),
    ("mac_roman", "cp1252", (FRENCH, GERMAN, SWEDISH)),
    ("cp852", "cp1250", (POLISH, CZECH)),
    ("mac_latin2", "cp1250", (POLISH, CZECH)),
    ("koi8-r", "cp1251", (RUSSIAN, BULGARIAN)),
    ("koi8-u", "cp1251", (UKRAINIAN,)),
    ("cp1251", "koi8-r", (RUSSIAN, BULGARIAN)),
    ("cp866", "cp1251", (RUSSIAN, BULGARIAN)),
    ("cp1251", "cp866", (RUSSIAN, UKRAINIAN, BULGARIAN)),
    ("iso8859-5", "cp1251", (RUSSIAN, UKRAINIAN, SERBIAN)),
    ("cp1251", "iso8859-5", (RUSSIAN, UKRAINIAN)),
    ("mac_cyrillic", "koi8-r", (RUSSIAN,)),
    ("cp1251", "cp1252", (RUSSIAN, UKRAINIAN, BULGARIAN)),
    ("koi8-r", "latin-1", (RUSSIAN,)),
    ("cp1253", "cp1252", (GREEK,)),
    ("cp1255", "latin-1", (HEBREW,)),
    ("cp1256", "cp1252", (ARABIC,)),
    ("cp874", "latin-1", (THAI,)),
    ("gb18030", "latin-1", (CHINESE,)),
    ("cp949", "latin-1", (KOREAN,)),
    ("cp932", "cp1252", (JAPANESE,)),
]
CASES = [(true, taken, text) for true, taken, texts in MIXED_UP for text in texts]

GOOD = [
    *(text for _, _, texts in MIXED_UP for text in texts),
    # One or two words of another language are names and loans.
    "Duński filozof Søren Kierkegaard mieszkał w Kopenhadze, a Guðmundur w Reykjaviku.",
    "José María Núñez gra w tenisa od siedmiu lat i mieszka obok plaży.",
    "Premierę filmu „Señorita” obejrzał też reżyser João Guimarães.",
    "Na festivalu vystoupí Björk, Sigur Rós a Míša Gøtzsche.",
    "Hudební skupina Motörhead koncertuje v Praze od roku 1983.",
    "Gost večera bio je Søren Møller iz Århusa, a pjesme je pjevala Åse.",
    "Crème brûlée i crêpes nalaze se na jelovniku svakog restorana u gradu.",
    "Budapesten járt João Gonçalves és Müller Károly, a két régi barát.",
    "A szakács crème brûlée-t és szuflét ad az ebéd után, mondja Kovács úr.",
    "Le président Recep Tayyip Erdoğan a reçu Ömer Çelik à la mairie d'Üsküdar, près de l'église.",
    "Le Premier ministre islandais Sigurður Ingi Jóhannsson était à Genève après l'été.",
    "Der Isländer Guðmundur Þórðarson spielt für Köln, Ýmir Örn für Göppingen.",
    "Die Sängerin Björk Guðmundsdóttir wohnt in Zürich über einer Bäckerei.",
    "The Faroese poet J.H.O. Djurhuus and Þórbergur Þórðarson met Dvořák's pupils in Malmö.",
    "In an essay on façade and naïveté, Chloë Brontë cites Dvorák, Çelik, Núñez and Ibáñez.",
    "O lateral Rúben Neves e o avançado Þórarinn Ingi são os reforços; à tarde há treino.",
    "La ministra Ýr visitó Perú con el señor Ñáñez; ¿qué más pasó? ¡Nada!",
    "Il più vecchio è là: così andò, però Søren e Åsa non c'erano più.",
    # Languages with few or with many letters beyond ASCII, some of them in no table.
    "Føroyar eru átjan oyggjar, og tað býr fólk í teimum flestu; summarið er stutt og vátligt.",
    "Tha mòran sgoiltean ùra anns na h-eileanan, ach chan eil gu leòr thidsearan ann a-nis.",
    "Mae'r ysgol ar gau heddiw oherwydd y tywydd; bydd y tŷ bwyta a'r siop yn agor yfory, fodd bynnag.",
    "Dúirt an t-údarás go bhfuil an tÉireannach óg sin ar an liosta, agus é an-sásta lena ghnó.",
    "Il-ġurnata kienet sabiħa u ħafna nies marru l-baħar; il-libertà hija importanti għal kulħadd.",
    "D'Wieder bléift schéin, mä et gëtt méi kal, sot de Premier gëschter zu Lëtzebuerg.",
    "Brezhoneg a vez komzet ganto er gêr; ar vugale a zo o teskiñ anezhañ er skol ivez, a greder.",
    "Vì trời mưa to nên bà và tôi ở nhà, và chú mèo ngủ trên ghế.",
    "Cà phê và trà, bà nội và chú Tý: là gì? Là bữa sáng.",
    "Ọmọ náà lọ sí ilé ìwé ní òwúrọ̀, ó sì padà wá ní ìrọ̀lẹ́.",
    "Ní ìdí èyí, àwa kò lè sùn rárá ní òru, wí pé kò sí ìmólè.",
    "Õhtul sõitis põder üle sõlmpunkti, ja jõgi tõusis võrdlemisi kõrgele, ütles külaõde.",
    "Romii au spus că mâine va fi ploaie și că râul, înghețat, se va umfla.",
    "Türkçe, Öztürkçe ve Kürtçe; hükûmet, kâr, Çankırı.",
    "Kommunen har søgt om øer, søer og køer; øjet så en gnom på den næste ø.",
    "Në çdo qytet çmimet rriten, thotë çifti që jeton në Korçë.",
    "Estación de tren: 1º izquierda, 2ª puerta, Mª José, nº 5.",
    # Figures, units, marks and drawings.
    "Das Grundstück misst 1.200 m², das Haus 850 m³; die Straße liegt 3 km² entfernt¹.",
    "Aspirin® und Tempo™ kosten 3½ €, die Röhre ±5 µm bei 20 °C.",
    "└── src\n    ├── main.py",
    "Завод «КамАЗ» и концерн МиГ, журнал «АиФ» и телеканал ТВЦ; УрФО, кВт и СПбГУ.",
    "Фильм iPhone XS и e-mail, Wi-Fi и Hi-Fi – слова без перевода.",
    "МОСКВА, 5 МАЯ. ПОДЪЁМ ФЛАГА И СЪЕЗД ВЪЕХАВШИХ.",
    "Їжак і ґава їли їжу в її під'їзді, а Єва й Юля їхали.",
    "Ова је љубав према њему, ђаци и џем: ћуран, њива, љиљан.",
]


def misread(text: str, true: str, taken: str) -> str:
    """The text in one charset read in another; undefined bytes are let through."""
    return "".join(bytes([byte]).decode(taken, "ignore") or chr(byte) for byte in text.encode(true))


@pytest.mark.parametrize(("true", "taken", "text"), CASES)
def test_it_comes_back(true: str, taken: str, text: str) -> None:
    bad = misread(text, true, taken)
    assert bad != text
    assert unmix(bad) == text
    assert unmix(unmix(bad)) == text


def test_it_is_told_how_it_was_read() -> None:
    assert unmixed(misread(CZECH, "cp1250", "cp1252")) == (CZECH, "cp1250 read as cp1252")
    assert unmixed(misread(GREEK, "cp1253", "latin-1")) == (GREEK, "cp1253 read as cp1252")
    assert unmixed(CZECH) == (CZECH, "")


@pytest.mark.parametrize("line", GOOD)
def test_good_text_stays(line: str) -> None:
    assert unmix(line) == line
    for length in (20, 40):
        for start in range(0, len(line), length):
            assert unmix(line[start : start + length]) == line[start : start + length]


@pytest.mark.parametrize("line", ["", "ø", "pøi", "siê", "Ðåêà", "Caf‚", "оПХ", "z³", "¹", "Õ!"])
def test_a_word_or_less_is_no_evidence(line: str) -> None:
    assert unmix(line) == line


@pytest.mark.parametrize("charset", ["cp1252", "cp1251", "cp1250", "koi8-r", "mac_roman"])
def test_utf8_is_left_to_others(charset: str) -> None:
    for text in (FRENCH, GERMAN, CZECH, RUSSIAN):
        bad = misread(text, "utf-8", charset)
        assert dechaff.repair(bad) == text


@pytest.mark.parametrize("code", languages())
def test_what_is_common_in_a_language_stays(code: str) -> None:
    language = languages()[code]
    words = " ".join(sorted(language.words))
    assert unmix(words) == words
    known = {letter: pair for letter, pair in language.letters.items() if pair}
    bits = " ".join(next(iter(b)) + c + next(iter(a)) for c, (b, a) in known.items()).replace("_", "")
    assert unmix(bits) == bits


def test_the_tables_fit_each_other() -> None:
    folder = Path(mixup.__file__).parent
    tables = tomllib.loads((folder / "mixups.toml").read_text("utf-8"))
    for kind in ("often", "seldom"):
        for taken, charsets in tables[kind].items():
            for true in charsets.split():
                assert "x".encode(taken) == b"x"
                assert set(tables["languages"][true].split()) <= languages().keys()
    for language in languages().values():
        for letter in language.letters:
            assert len(letter) == 1
            assert letter > "\x7f"
            assert letter == letter.lower()


@given(st.text())
def test_nothing_is_raised(text: str) -> None:
    new, how = unmixed(text)
    assert bool(how) == (new != text)


@given(
    st.text(
        st.sampled_from("aeiklmnorst ABČ ³¹ê¿œæñøìèùòõûðýþãºâîçïбвгдежзиКОЛБЮФ¬®\x9c\x9a„‚’“└┬"), min_size=5
    )
)
def test_odd_text_settles(text: str) -> None:
    new = unmix(text)
    for _ in range(4):
        if unmix(new) == new:
            break
        new = unmix(new)
    assert unmix(new) == new


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_suspected(text: str) -> None:
    assert not is_suspect(text)


def test_small_letters_are_as_many() -> None:
    assert alphabets.small("İSTANBUL’DA Iğdır ΣΟΣ ẞ") == "istanbul’da iğdır σος ß"

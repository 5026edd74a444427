"""How often bytes are read right: clean paragraphs, written in the charsets that their language was kept in.

    python bench/charsets.py [../shared/bench/enc/clean.jsonl.gz ...] [--limit 12] [--show cp1257]

Each file is ten paragraphs, one paragraph, or the first sixty characters of one, all beyond ASCII and all
in the charset; a file is right if its text comes back exactly. Beside dechaff stand chardet alone, and
charset-normalizer where it is installed. Then UTF-8 that is damaged: with one stray byte of cp1252, with
one line in cp1252, with one line in an older charset of its language; and UTF-8 that is not.

Rows of the data are JSON with `text` and `lang`; languages that it lacks are left out. Left out too is
ISO 8859-16: Romanian has the same bytes in it as in ISO 8859-2, so no reader can tell.
"""

import argparse
import gzip
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module, util
from pathlib import Path
from typing import NamedTuple

from dechaff.filters import decode

Reader = Callable[[bytes], str | None]
Texts = Mapping[str, Sequence[str]]

DATA = Path(__file__).parent.parent.parent / "shared" / "bench" / "enc" / "clean.jsonl.gz"
SIZES = {"10 paragraphs": (10, 10**9), "1 paragraph": (1, 10**9), "60 characters": (1, 60)}

WESTERN = "de fr es pt sv fi"
CENTRAL = "cs pl hu"
CYRILLIC = "ru bg"
BALTIC = "lt lv et"
ALL = "en de fr es pt ru ar hi ja ko zh th tr cs pl sv fi fa he uk el vi bg hu ro"
LANGUAGES = {
    "cp1250": f"{CENTRAL} ro",
    "iso8859-2": f"{CENTRAL} ro",
    "cp852": CENTRAL,
    "mac_latin2": CENTRAL,
    "cp1251": f"{CYRILLIC} uk",
    "koi8-r": CYRILLIC,
    "koi8-u": "uk",
    "iso8859-5": CYRILLIC,
    "cp866": CYRILLIC,
    "mac_cyrillic": f"{CYRILLIC} uk",
    "cp1252": f"en {WESTERN}",
    "iso8859-1": f"en {WESTERN}",
    "iso8859-15": WESTERN,
    "mac_roman": WESTERN,
    "cp850": WESTERN,
    "cp437": "de es fi",
    "cp1253": "el",
    "iso8859-7": "el",
    "cp737": "el",
    "cp1254": "tr",
    "iso8859-9": "tr",
    "cp857": "tr",
    "cp1255": "he",
    "iso8859-8": "he",
    "cp1256": "ar fa",
    "iso8859-6": "ar",
    "cp1257": BALTIC,
    "iso8859-13": BALTIC,
    "iso8859-4": BALTIC,
    "cp1258": "vi",
    "cp874": "th",
    "gb18030": "zh",
    "gbk": "zh",
    "gb2312": "zh",
    "hz": "zh",
    "big5": "zh-tw",
    "big5hkscs": "zh-tw",
    "euc_jp": "ja",
    "cp932": "ja",
    "iso2022_jp": "ja",
    "cp949": "ko",
    "euc_kr": "ko",
    "iso2022_kr": "ko",
    "utf-16-le": ALL,
    "utf-16-be": ALL,
    "utf-32-le": ALL,
    "utf-32-be": ALL,
}
# What a line that was pasted from an older page of the language is in.
OLDER = (
    {"ru": "cp1251", "bg": "cp1251", "uk": "cp1251", "el": "cp1253", "he": "cp1255", "ar": "cp1256"}
    | {"tr": "cp1254", "th": "cp874", "cs": "cp1250", "pl": "cp1250", "hu": "cp1250", "ja": "cp932"}
    | {"ko": "cp949", "zh": "gb18030"}
)

# What people typed where a charset has no such sign, and how they spelt before Unicode.
PLAIN = str.maketrans(
    dict(zip("“”„«»’‘‚–—−―‐•\xa0\u2009\u202f", '"""""\'\'\'-----*   ', strict=True))
    | {"…": "...", "№": "N"}
    | dict.fromkeys("\u200b\u200c\u200e\u200f\ufeff")
)
SPELT = {"ro": str.maketrans("șțȘȚ", "şţŞŢ"), "fa": str.maketrans("یکۀ", "يكه")}
TONES = "\u0300\u0301\u0303\u0309\u0323"
SIGNS = "“”‘’–—…«»"
# Damage that the data brings along: controls, U+FFFD, UTF-8 that was read in another charset.
DIRTY = re.compile("[\x80-\x9f\ufffd]|[ÃÂÅÐ][\x80-\xbf\u2010-\u2044\u20ac]|Å[£Ÿ]|ďż˝")


class File(NamedTuple):
    """A text and the bytes that it is in."""

    language: str
    text: str
    data: bytes


def load(paths: Iterable[Path]) -> Texts:
    """The paragraphs by language."""
    texts: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                paragraphs = unicodedata.normalize("NFC", row["text"]).split("\n\n")
                clean = (" ".join(p.split()) for p in paragraphs if not DIRTY.search(p))
                texts[row["lang"]] += [text for text in clean if not text.isascii()]
    return texts


def fitted(text: str, charset: str, language: str) -> str | None:
    """The text as it was written in a charset; None if it cannot be."""
    for fit in (lambda t: t, lambda t: t.translate(SPELT.get(language, {})), lambda t: _fit(t, charset)):
        text = fit(text)
        try:
            # Some characters have bytes that are read as their twins.
            return text.encode(charset).decode(charset)
        except UnicodeError:
            continue
    return None


def _fit(text: str, charset: str) -> str:
    return "".join(char if _is_in(char, charset) else _instead(char) for char in text)


def _is_in(char: str, charset: str) -> bool:
    try:
        return bool(char.encode(charset))
    except UnicodeError:
        return False


def _instead(char: str) -> str:
    """A plain sign, or a Vietnamese letter and its tone apart, as cp1258 has them."""
    apart = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in apart if mark in TONES)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES)).translate(PLAIN) + tones


def files(texts: Texts, charset: str, languages: str, size: str, limit: int) -> Iterator[File]:
    """Files of one size in one charset, up to a number for each language."""
    count, longest = SIZES[size]
    for language in languages.split():
        cut = (_cut(text, longest) for text in texts.get(language, ()))
        fit = [text for text in (fitted(t, charset, language) for t in cut) if text and not text.isascii()]
        for start in range(0, min(len(fit), limit * count) - count + 1, count):
            text = "\n".join(fit[start : start + count]) + "\n"
            yield File(language, text, text.encode(charset))


def written(texts: Texts, charsets: Iterable[str], limit: int) -> Iterator[tuple[str, str, File]]:
    """Files of all sizes in some charsets, each with the name of its charset and size."""
    for charset in charsets:
        for size in SIZES:
            yield from (
                (charset, size, file) for file in files(texts, charset, LANGUAGES[charset], size, limit)
            )


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    space = text.rfind(" ", 0, longest)
    return text[: space if space > longest // 2 else longest]


def readers() -> dict[str, Reader]:
    """What is compared."""
    found: dict[str, Reader] = {"dechaff": lambda data: decode()(data).text, "chardet": _chardet}
    if util.find_spec("charset_normalizer"):
        found["c-normalizer"] = _charset_normalizer
    return found


def _chardet(data: bytes) -> str | None:
    charset = import_module("chardet").detect(data, compat_names=False)["encoding"]
    return _decoded(data, charset)


def _charset_normalizer(data: bytes) -> str | None:
    best = import_module("charset_normalizer").from_bytes(data).best()
    return _decoded(data, best.encoding if best else None)


def _decoded(data: bytes, charset: str | None) -> str | None:
    try:
        return data.decode(charset) if charset else None
    except (UnicodeError, LookupError):
        return None


def damaged(texts: Texts, limit: int) -> Iterator[tuple[str, str, File]]:
    """UTF-8 with a stray byte, with a line in cp1252, with a line in an older charset; and without damage."""
    chance = random.Random(1)
    for language in ALL.split():
        for size in SIZES:
            for file in files(texts, "utf-8", language, size, limit):
                yield "UTF-8, whole", size, file
                yield "UTF-8, stray byte", size, _with_stray(file, chance)
        for charset in ("cp1252", OLDER.get(language, "")):
            name = f"UTF-8, line in {charset if charset == 'cp1252' else 'older'}"
            yield from ((name, "10 paragraphs", file) for file in _with_line(texts, language, charset, limit))


def _with_stray(file: File, chance: random.Random) -> File:
    """The file with one of its characters in cp1252, or, where that has none of them, one sign more."""
    western = [at for at, char in enumerate(file.text) if char > "\x7f" and _is_in(char, "cp1252")]
    at = chance.choice(western or range(len(file.text)))
    stray = file.text[at] if western else chance.choice(SIGNS)
    before, after = file.text[:at], file.text[at + bool(western) :]
    data = before.encode() + stray.encode("cp1252") + after.encode()
    return File(file.language, before + stray + after, data)


def _with_line(texts: Texts, language: str, charset: str, limit: int) -> Iterator[File]:
    lines = [text for text in texts.get(language, ()) if charset and _is_in(text, charset)]
    for start in range(0, min(len(lines), 10 * limit) - 9, 10):
        ten = [line + "\n" for line in lines[start : start + 10]]
        data = b"".join(line.encode(charset if i == 4 else "utf-8") for i, line in enumerate(ten))
        yield File(language, "".join(ten), data)


class Score:
    """How many files each reader read right, and which languages it did not."""

    def __init__(self, names: Iterable[str]) -> None:
        self.count, self.right = 0, Counter(dict.fromkeys(names, 0))

    def add(self, file: File, found: Mapping[str, Reader], show: bool) -> None:
        self.count += 1
        for name, reader in found.items():
            text = reader(file.data)
            self.right[name] += text == file.text
            if show and text != file.text:
                print(f"  {name} {file.language} {file.text[:60]!r} -> {(text or '')[:60]!r}")

    def __add__(self, other: "Score") -> "Score":
        both = Score(self.right)
        both.count = self.count + other.count
        both.right = Counter({name: right + other.right[name] for name, right in self.right.items()})
        return both

    def __str__(self) -> str:
        shares = (
            f"{100 * right / self.count:7.1f}" if self.count else "      -" for right in self.right.values()
        )
        return f"{self.count:7}" + "".join(shares)


def report(rows: Iterable[tuple[str, str, File]], show: str) -> None:
    """One row a charset, and for each size the number of files and the shares that are right."""
    found = readers()
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: {size: Score(found) for size in SIZES})
    for name, size, file in rows:
        scores[name][size].add(file, found, show == name)
    scores["all"] = {size: sum((row[size] for row in scores.values()), Score(found)) for size in SIZES}
    print(f"{'':23}" + "".join(f"{size:^{7 + 7 * len(found)}}" for size in SIZES))
    print(f"{'':23}" + ("      n" + "".join(f"{name[:6]:>7}" for name in found)) * len(SIZES))
    for name, row in scores.items():
        print(f"{name:23}" + "".join(map(str, row.values())))
    print()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, default=[DATA])
    parser.add_argument("--limit", type=int, default=12, help="files a language, charset and size")
    parser.add_argument("--show", default="", metavar="CHARSET", help="print what is read wrong there")
    arguments = parser.parse_args()
    texts = load(arguments.paths)
    for wide in (False, True):
        charsets = [charset for charset in LANGUAGES if charset.startswith("utf-") == wide]
        report(written(texts, charsets, arguments.limit), arguments.show)
    report(damaged(texts, arguments.limit), arguments.show)


if __name__ == "__main__":
    main()

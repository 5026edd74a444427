"""How much of text that was read in a wrong charset comes back exactly, and what good text is changed.

    python bench/mixups.py [../shared/bench/enc/clean.jsonl.gz] [--limit 60] [--show 3]

The data are clean paragraphs as JSON lines with "lang" and "text". One row for each charset and that for
which it is taken; in it, for each language, the number of paragraphs and the share that is restored of the
whole paragraph, of 80 and of 40 characters from its middle. `--show` prints that many that are not.
Then the good text that is changed: whole paragraphs, their halves, and fragments of 40 characters.
"""

import argparse
import gzip
import json
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dechaff.filters.repair import mixup
from dechaff.filters.repair.suspects import is_suspect

MIXUPS = Path(mixup.__file__).with_name("mixups.toml")
# Text of another script that was read as cp1252, which `mixups.toml` need not name.
OTHER_SCRIPTS = {
    "cp1253": "el",
    "cp1255": "he",
    "cp1256": "ar fa",
    "cp874": "th",
    "gb18030": "zh",
    "cp949": "ko",
}
SIZES = (10**6, 80, 40)
# The comma below is not in these charsets, in which the cedilla stands for it.
CEDILLAS = str.maketrans("ȘȚșț", "ŞŢşţ")


def paragraphs(path: str) -> dict[str, list[str]]:
    """The paragraphs with letters beyond ASCII, by language."""
    found = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if not row["text"].isascii():
                found[row["lang"]].append(unicodedata.normalize("NFC", row["text"]))
    return found


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """The charset, that for which it is taken, and the languages that are written in it."""
    tables = tomllib.loads(MIXUPS.read_text("utf-8"))
    for kind in ("often", "seldom"):
        for taken, charsets in tables[kind].items():
            for true in charsets.split():
                yield true, taken, tables["languages"][true].split()
    for true, languages in OTHER_SCRIPTS.items():
        yield true, "cp1252", languages.split()


def misread(text: str, true: str, taken: str) -> str | None:
    """The text as it looks when its bytes are taken for another charset; undefined bytes are let through."""
    try:
        data = text.translate(CEDILLAS).encode(true)
    except UnicodeEncodeError:
        return None
    return "".join(bytes([byte]).decode(taken, "ignore") or chr(byte) for byte in data)


def middle(text: str, size: int) -> str:
    """So many characters from the middle of a text."""
    start = max(0, len(text) // 2 - size // 2)
    return text[start : start + size]


def restored(texts: Iterable[str], true: str, taken: str, show: int) -> tuple[int, float]:
    """How many of some texts the charsets have, and the share of them that comes back."""
    count = right = 0
    for text in texts:
        bad = misread(text, true, taken)
        good = text.translate(CEDILLAS)
        if bad is not None and bad != good:
            count += 1
            new = mixup.unmixed(bad)[0]
            right += new == good
            if new != good and count - right <= show:
                print(f"    {bad[:90]!r} -> {new[:90]!r}")
    return count, 100 * right / max(count, 1)


def fragments(text: str) -> Iterator[str]:
    """A text, its halves, and pieces of 40 characters."""
    yield text
    half = len(text) // 2
    yield from (text[:half], text[half:])
    yield from (text[start : start + 40] for start in range(0, len(text), 40))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", default="../shared/bench/enc/clean.jsonl.gz")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    clean = paragraphs(arguments.path)
    for true, taken, languages in cases():
        for language in filter(clean.__contains__, languages):
            texts = clean[language][: arguments.limit]
            rows = [restored((middle(t, size) for t in texts), true, taken, arguments.show) for size in SIZES]
            if rows[0][0]:
                shares = "  ".join(f"{share:5.1f}" for _, share in rows)
                print(f"{true + ' > ' + taken:28} {language:3} {rows[0][0]:4}  {shares} %", flush=True)
    pieces = [piece for texts in clean.values() for text in texts for piece in fragments(text)]
    changed = [(old, new) for old in pieces if (new := mixup.unmixed(old)[0]) != old]
    for old, new in changed:
        print(f"  changed {old[:90]!r} -> {new[:90]!r}")
    suspects = sum(map(is_suspect, pieces))
    print(f"good text: {len(pieces)} pieces, {suspects} suspected, {len(changed)} changed")
    sys.exit(bool(changed))


if __name__ == "__main__":
    main()

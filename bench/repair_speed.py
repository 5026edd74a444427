"""How fast text is repaired, against ftfy with the same options, in one run on one core.

    python bench/repair_speed.py [--data clean.jsonl.gz] [--megabytes 1]

Prints, for each kind of text, megabytes of UTF-8 per second of CPU time for ftfy, for the repair alone,
and for the repair with an account of every change, and how many times ftfy's speed these are. Texts are
articles of 20 lines in one language, some five kilobytes each. "Mixed" is news in all languages of the
data of which 1.5 % of the lines are mojibake.
"""

import argparse
import gzip
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

import ftfy.bad_codecs
from ftfy import TextFixerConfig, fix_text

import dechaff
from dechaff import Pipeline, filters

DATA = Path(__file__).parent.parent.parent / "shared" / "bench" / "enc" / "clean.jsonl.gz"
GROUPS = {
    "Latin": "de fr es pt fi sv tr cs pl hu ro",
    "Vietnamese": "vi",
    "Cyrillic": "ru uk bg",
    "Greek": "el",
    "Arabic, Persian, Hebrew": "ar fa he",
    "Hindi, Thai": "hi th",
    "Chinese, Japanese, Korean": "zh ja ko",
}
DAMAGED = 0.015
# One of the charsets that let undefined bytes through, which ftfy registers.
CP1252 = ftfy.bad_codecs.search_function("sloppy-windows-1252").name
LINES = 20
ROUNDS = 3
# What dechaff leaves alone, ftfy is told to leave alone too.
OPTIONS = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--megabytes", type=float, default=1.0, help="of each kind of text")
    options = parser.parse_args()
    size = int(options.megabytes * 1_000_000)
    dechaff.repair("Caf\xc3\xa9")  # what is loaded once is not measured
    print(f"{'':28}{'ftfy':>10}{'repair':>10}{'times':>8}{'account':>10}{'times':>8}")
    account = Pipeline(whole=[filters.repair()])
    for name, texts in _texts(options.data, size):
        theirs = _speed(lambda text: fix_text(text, OPTIONS), texts)
        ours = _speed(dechaff.repair, texts)
        audited = _speed(account.run, texts)
        print(
            f"{name:28}{theirs:10.1f}{ours:10.1f}{ours / theirs:8.1f}{audited:10.1f}{audited / theirs:8.1f}"
        )


def _texts(data: Path, size: int) -> Iterable[tuple[str, list[str]]]:
    lines = defaultdict(list)
    with gzip.open(data, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines[row["lang"]].append(row["text"])
    english = [line.encode("ascii", "ignore").decode() for line in lines["en"]]
    yield "ASCII", _documents([english], size)
    for name, languages in GROUPS.items():
        yield name, _documents([lines[lang] for lang in languages.split()], size)
    yield "all languages", _documents(lines.values(), size)
    yield "mixed, 1.5 % mojibake", _documents(lines.values(), size, DAMAGED)
    yield "all mojibake", _documents(lines.values(), size // 4, 1.0)


def _documents(languages: Iterable[list[str]], size: int, damaged: float = 0.0) -> list[str]:
    """Documents of random lines, each in one language, a share of them damaged, of a size in bytes."""
    chance = random.Random(7)
    documents: list[str] = []
    for lines in itertools.cycle(languages):
        if sum(len(document.encode()) for document in documents) >= size:
            return documents
        taken = chance.choices(lines, k=LINES)
        documents.append("\n".join(_mojibake(x) if chance.random() < damaged else x for x in taken))
    raise ValueError("no languages")


def _mojibake(line: str) -> str:
    return line.encode().decode(CP1252)


def _speed(function: Callable[[str], object], texts: list[str]) -> float:
    """Megabytes a second, the best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        copies = ["".join([text, "\n"]) for text in texts]  # nothing is remembered of an earlier round
        start = process_time()
        for copy in copies:
            function(copy)
        times.append(process_time() - start)
    return sum(len(text.encode()) for text in texts) / min(times) / 1_000_000


if __name__ == "__main__":
    main()

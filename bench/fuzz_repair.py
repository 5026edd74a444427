"""Repair random text that was made to be bad, and check what must hold for any text whatsoever.

    python bench/fuzz_repair.py [--strings 500000] [--seed 1]

For each string: nothing fails, undo gives the string back, the account balances, repairing again changes
nothing, and the scans that dismiss good text at once dismiss nothing that a step would have found.
Exits with 1 and prints the strings where one of these does not hold.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from time import process_time

import ftfy.bad_codecs  # noqa: F401  registers the charsets that let undefined bytes through

from dechaff import Pipeline, filters
from dechaff.core.text import Text
from dechaff.filters.repair.step import Step

WORDS = """
river bridge été Brücke niño São coração Žluťoučký kůň świnię győző şöför ığdır Đường mới мост открыт їжак
щось γέφυρα άνοιξε جسر مفتوح می\u200cروم گشوده גשר נפתח पुल खुला สะพาน 桥梁 橋が 다리 € 5 “x” ‘y’ « z » – — …
😀 👨\u200d👩\u200d👧 naïve œuvre ½ £3 10°C ①
"""
CHARSETS = """
sloppy-windows-1252 latin-1 sloppy-windows-1251 sloppy-windows-1250 sloppy-windows-1253 cp437 cp866 koi8-r
mac_roman sloppy-windows-1254 sloppy-windows-1257 iso8859-2 cp1256 cp874
"""
# Each of these alone is one, those between bars are one together.
ODD = (
    "\x00\x01\x07\x1b\x7f\x80\x85\x93\xa0\xad\u200b\u200c\u200d\u200e\u202e\u202c\u2028\u2060\u2066\u3000\ufeff"
    "\ufffc\ufffd\ud83d\ude00\r\n\t\x0b\x0c&;<?ÃÂâ\u0323-ﬁＡа"
)
ODD_STRINGS = "\x1b[31m|\x1b]0;t\x07|\x9b1m|\r\n|&amp;|&#8203;|&eacute;|&lt;|<b>|e\u0301"


def main() -> None:
    """Make the strings, check them, and say what failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--strings", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    steps = filters.repair()
    pipeline = Pipeline(whole=steps)
    failed: Counter[str] = Counter()
    start = process_time()
    for _ in range(options.strings):
        text = _string(chance)
        for fault in _faults(text, pipeline, steps):
            failed[fault] += 1
            if failed[fault] <= 5:
                print(f"{fault}: {text!r}")
    print(f"{options.strings} strings, {process_time() - start:.0f} s: {dict(failed) or 'all hold'}")
    sys.exit(bool(failed))


def _string(chance: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(chance.randint(1, 8)):
        make = chance.choices(_MAKERS, (8, 5, 4, 1))[0]
        pieces += [make(chance), chance.choice(("", " ", " ", "\n"))]
    return "".join(pieces)


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS.split())


def _mojibake(chance: random.Random) -> str:
    text = " ".join(chance.choices(WORDS.split(), k=chance.randint(1, 4)))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = text.encode("utf-8").decode(chance.choice(CHARSETS.split()), "replace")
    return text


def _odd(chance: random.Random) -> str:
    return chance.choice([*ODD, *ODD_STRINGS.split("|")])


def _any(chance: random.Random) -> str:
    return "".join(map(chr, chance.choices(range(0x3000), k=chance.randint(1, 5))))


_MAKERS: tuple[Callable[[random.Random], str], ...] = (_word, _mojibake, _odd, _any)


def _faults(text: str, pipeline: Pipeline, steps: tuple[Step, ...]) -> Iterator[str]:
    try:
        cleaned = pipeline.run(text)
    except Exception as error:  # any is a fault
        yield f"failed with {type(error).__name__}"
        return
    if cleaned.restore() != text:
        yield "not undone"
    if not cleaned.report.balanced:
        yield "not balanced"
    once = str(cleaned.whole.text)
    if str(pipeline.run(once).whole.text) != once:
        yield "not the same again"
    seen = Text(text)
    if any(list(step(seen)) != step.unguarded(seen) for step in steps):
        yield "dismissed too early"


if __name__ == "__main__":
    main()

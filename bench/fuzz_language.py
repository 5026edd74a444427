"""Throw odd strings at the language detector: it must answer each, the same twice, with segments that tile.

    python bench/fuzz_language.py [--count 200000] [--seed 1]

The strings are runs of characters from all of Unicode (surrogates, controls and unassigned ones too), from
one block, of words of many scripts joined with noise, and of those with characters swapped.
"""

import argparse
import random
import sys

import dechaff

WORDS = """
the ferry bridge и не мост что 市長 新橋 の は 다리 γέφυρα جسر پل पुल है ponte não niño straße œuvre
http://a.b/c x@y.z 12,5 ß İ ı ﬁ 𝕳 🏳️ ℹ Ⓜ
"""
ODD = ("\u200d", "\ufeff", "\u0301", "\ud83d", "\udfff", "\x00", "\x1b[0m", "\u2028", "\U0010ffff")
SEGMENTS_EVERY = 10


def _odd(dice: random.Random) -> str:
    size = dice.choice((1, 2, 5, 20, 80, 300))
    kind = dice.randrange(4)
    if kind == 0:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(size))
    if kind == 1:
        start = dice.randrange(0, 0x30000, 128)
        return "".join(chr(start + dice.randrange(128)) for _ in range(size))
    words = [*WORDS.split(), *ODD]
    text = dice.choice((" ", "", "\n", "\t", ". ")).join(dice.choice(words) for _ in range(size))
    if kind == 2:
        return text
    chars = list(text)
    for _ in range(1 + len(chars) // 10):
        chars[dice.randrange(len(chars))] = chr(dice.randrange(0x110000))
    return "".join(chars)


def main() -> None:
    """Throw, and count what comes back wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, wrong = random.Random(args.seed), 0
    known = dechaff.detector().languages | {"und"}
    for number in range(args.count):
        text = _odd(dice)
        found = dechaff.detect(text)
        good = found.code in known and 0 <= found.confidence <= 1
        if number % SEGMENTS_EVERY == 0:
            tiles = dechaff.segments(text)
            good = good and "".join(text[tile.start : tile.end] for tile in tiles) == text
            good = good and dechaff.detect(text) == found
        if not good:
            wrong += 1
            print(repr(text[:80]), found)
    print(f"{args.count} strings, {wrong} wrong answers, no exception")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

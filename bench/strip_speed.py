"""How fast rules clean pages: heavy ones, mostly menus in short lines, and light ones, mostly text.

    python bench/strip_speed.py [../shared] [--every 4]

Prints MB of UTF-8 per second of CPU, when what the pages need is compiled: of the filter alone, of the
filter with 1,000 further invented phrases, and of `dechaff.strip`. Without the shared folder the pages
are invented too.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from random import Random
from time import process_time

import dechaff
from dechaff.core.text import Text
from dechaff.filters import strip
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule
from dechaff.rules.select import select

LIGHT = ("ptags", "trafrec")
FURTHER_PHRASES = 1000
ROUNDS = 3

Pages = Mapping[str, Sequence[str]]


def recorded(shared: Path, every: int) -> Pages:
    """Pages of the benchmark, heavy and light."""
    pages: dict[str, list[str]] = defaultdict(list)
    with gzip.open(shared / "bench" / "cruft" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, islice(lines, 0, None, every)):
            pages["light" if record["renderer"] in LIGHT else "heavy"].append(record["text"])
    return pages


def invented(seed: int = 4) -> Pages:
    """Pages made up of phrases of the rules, of menus that no rule knows, and of sentences."""
    random = Random(seed)
    phrases = [phrase for rule in built_in() for some in rule.phrases.values() for phrase in some]
    words = sorted({word for phrase in phrases for word in phrase.split()})

    def menu() -> str:
        return " ".join(random.choices(words, k=random.randint(1, 4))).title()

    def sentence() -> str:
        return " ".join(random.choices(words, k=random.randint(10, 60))).capitalize() + " here."

    def page(lines: int, sentences: int) -> str:
        some = [random.choice(phrases) if random.random() < 0.1 else menu() for _ in range(lines)]
        middle = lines // 2
        return "\n".join([*some[:middle], *(sentence() for _ in range(sentences)), *some[middle:]]) + "\n"

    return {
        "heavy": [page(250, 10) for _ in range(300)],
        "light": [page(12, 14) for _ in range(300)],
    }


def with_more(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those for phrases with further phrases, made of syllables, shared out among them."""
    names = ("".join(syllables) for syllables in product(("ka", "lo", "mi", "ru", "te"), repeat=5))
    takers = [rule.code for rule in rules if rule.phrases and rule.match in ("line", "affix", "run", "reach")]
    share = FURTHER_PHRASES // len(takers) + 1
    further = {code: tuple(f"{name} {name[:4]}" for name in islice(names, share)) for code in takers}
    return [
        replace(rule, phrases={**rule.phrases, "any": further[rule.code]}) if rule.code in further else rule
        for rule in rules
    ]


def speed(clean: Callable[[str], object], pages: Sequence[str]) -> float:
    """MB a second of CPU."""
    began = process_time()
    for page in pages:
        clean(page)
    return sum(len(page.encode("utf-8", "surrogatepass")) for page in pages) / (process_time() - began) / 1e6


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=4, help="take every so many pages of the benchmark")
    args = parser.parse_args()
    rules = list(select(built_in()))
    filters = {"filter": strip(rules), "with 1,000 more phrases": strip(with_more(rules))}
    ways: dict[str, Callable[[str], object]] = {
        name: (lambda page, clean=clean: list(clean(Text(page)))) for name, clean in filters.items()
    }
    ways["dechaff.strip"] = dechaff.strip
    others = invented(5)["heavy"]
    for kind, pages in (recorded(args.shared, args.every) if args.shared else invented()).items():
        for clean in ways.values():
            speed(clean, pages)  # compiles what these pages need ...
            speed(clean, others)  # ... and drives out what is remembered of their lines
        rounds = [pages[number::ROUNDS] for number in range(ROUNDS)]
        # In turns, so that what else the machine does falls on all alike.
        turns = [(name, speed(clean, some)) for some in rounds for name, clean in ways.items()]
        for name in ways:
            of_way, of_filter = (sum(mb for other, mb in turns if other == way) for way in (name, "filter"))
            print(f"{kind:6} {name:24} {of_way / ROUNDS:6.2f} MB/s, {of_way / of_filter:.2f} of the filter")


if __name__ == "__main__":
    main()

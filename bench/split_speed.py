"""How fast files are split, and how that grows with their size.

    python bench/split_speed.py ../shared [--megabytes 100]

Prints characters per second of CPU on the splitting benchmark's files, by what finds the boundaries, and
then, for files of 1, 10 and 100 MB made of those parted by evidence, the same and memory.
"""

import argparse
import gzip
import json
import resource
from collections import defaultdict
from pathlib import Path
from time import process_time

from dechaff.core.text import Text
from dechaff.filters import split


def texts(shared: Path) -> list[Text]:
    """The files of both halves of the benchmark."""
    found = []
    for name in ("dev", "dev2"):
        with gzip.open(shared / "bench" / "split" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found += [Text(json.loads(line)["text"]) for line in lines]
    return found


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--megabytes", type=int, default=100)
    args = parser.parse_args()
    splitter, files = split(), texts(args.shared)
    splitter(files[0])
    ways: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    plain = []
    for text in files:
        began = process_time()
        parts = splitter(text)
        spent = process_time() - began
        code = next((part.code for part in parts if part.code and part.code != "S201"), None)
        if code == "S102":
            plain.append(text)
        for way in ("all", "one article" if code is None else code[:2] + "xx"):
            ways[way][0] += len(text)
            ways[way][1] += spent
    for way, (size, spent) in sorted(ways.items()):
        print(f"{way:12} {size / spent / 1e6:6.2f} M characters a second")
    for some in (1, 10, 100):
        if some <= args.megabytes:
            raw = "".join(plain)
            long = Text((raw * (some * 1_000_000 // len(raw) + 1))[: some * 1_000_000])
            began = process_time()
            parts = splitter(long)
            spent = process_time() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{some:3} M characters: {some / spent:5.2f} M a second, {len(parts)} parts, peak {peak} MB"
            )


if __name__ == "__main__":
    main()

"""Prints invented files, with a sign before each line at which an article begins."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from time import perf_counter

from . import Article, Made, load_material, make


def show(made: Made, width: int, most: int) -> None:
    """One file: its style and its lines, cut to a width; long runs of lines are left out."""
    print(
        f"\n{'#' * 20} {made.bucket} explicit={made.explicit} n={len(made.starts)} {made.langs}\n{made.style}"
    )
    at, since = 0, 0
    for line in made.text.split("\n"):
        since = 0 if at in made.starts else since + 1
        near = since < most or any(0 < start - at < 400 for start in made.starts)
        if near:
            print(">>>" if at in made.starts else "   ", repr(line[:width])[1:-1])
        at += len(line) + 1


def speed(articles: list[Article], seed: int, count: int) -> None:
    """Milliseconds a file, and what was made."""
    rng, began, size = random.Random(seed), perf_counter(), 0
    buckets: Counter[str] = Counter()
    for _ in range(count):
        made = make(rng, articles)
        buckets[f"{made.bucket}{' explicit' * made.explicit}"] += 1
        size += len(made.text)
    print(
        f"{(perf_counter() - began) * 1000 / count:.2f} ms a file, {size // count} characters a file",
        dict(buckets.most_common()),
    )


def main() -> None:
    """Load the material and print samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--n", type=int, default=5)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--width", type=int, default=110)
    parser.add_argument("--lines", type=int, default=14, help="lines shown after each start")
    parser.add_argument("--speed", type=int, default=0, help="make so many files and print how long it took")
    options = parser.parse_args()
    near = options.shared if (options.shared / "bench").is_dir() else Path(__file__).parents[3] / "shared"
    articles = load_material(near)
    print(
        len(articles),
        "articles",
        Counter(article.kind for article in articles),
        Counter(a.lang for a in articles).most_common(40),
    )
    rng = random.Random(options.seed)
    for _ in range(options.n):
        show(make(rng, articles), options.width, options.lines)
    if options.speed:
        speed(articles, options.seed, options.speed)


if __name__ == "__main__":
    main()

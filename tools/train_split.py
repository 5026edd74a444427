"""Train the weights by which `dechaff` finds articles in files of no known layout.

    python tools/train_split.py --shared ../shared --out weights.npz [--leave dev2] [--files 12000]

Needs lightgbm. The files are invented by `split_layouts` around the articles of the benchmarks, and those
of the splitting benchmark itself that are not left out. With `--leave dev2` neither the files of dev2 nor
any article of the splitting benchmark is trained on, so that its styles and its sources are new
(`tools/score_split.py` scores such weights). The weights that come with dechaff leave nothing out.

Three looks and a verdict: the first forest sees each gap of a file alone, the second and the third what the
look before made of gaps like it, and the last one judges whether the file has several articles at all.
What a look learns from is what the look before says of files that it was not trained on.
"""

import argparse
import bisect
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from dechaff.core.text import Text
from dechaff.filters.split.evidence.boundaries import HOPELESS, TRIAL, alive, choose
from dechaff.filters.split.evidence.consensus import second_look
from dechaff.filters.split.evidence.features import features
from dechaff.filters.split.evidence.forest import MILLION
from dechaff.filters.split.evidence.units import units_of
from dechaff.filters.split.evidence.view import View
from dechaff.filters.split.evidence.whole import whole
from dechaff.filters.split.evidence.words import Vocabulary
from dechaff.filters.split.lines import lines_of
from split_layouts import Article, load_material, make, make_page

SIZES = range(300, 100_000)
# Files of the benchmark are few and real: each counts for several.
BENCH_WEIGHT = 10.0
# Real pages are many, and each is a control.
PAGE_WEIGHT = 0.4
# Of the gaps that are far from any boundary so many are enough for the first look.
FAR_SHARE = 0.25
FIRST = {"n_estimators": 160, "num_leaves": 20}
LATER = {"n_estimators": 280, "num_leaves": 31}
WHOLE = {"n_estimators": 400, "num_leaves": 12, "learning_rate": 0.05, "min_child_samples": 20}
COMMON = {
    "learning_rate": 0.06,
    "min_child_samples": 30,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5.0,
    "verbose": -1,
    "random_state": 1,
    "deterministic": True,
    "force_row_wise": True,
}


@dataclass
class File:
    """One file to learn from: its gaps, and which of them are boundaries."""

    view: View
    rows: Any
    gold: Any
    weight: float = 1.0
    scores: Any = None
    at: Any = None
    more: Any = None
    extra: dict[str, Any] = field(default_factory=dict)


def read(text: str, starts: Sequence[int], weight: float = 1.0) -> File | None:
    """A file as the forests see it; None where it has too few lines."""
    units = units_of(list(lines_of(Text(text))))
    if len(units) < 2:
        return None
    view = View(units)
    offsets = [unit.start for unit in units]
    places = {_unit(offsets, text, start) for start in starts}
    gold = np.array([index in places for index in range(len(units))])
    gold[: min(places) + 1] = False
    rows = features(view)
    for vocabulary in (view.vocabulary, view.names):
        _thin(vocabulary)
    return File(view, rows, gold, weight)


def _thin(vocabulary: Vocabulary) -> None:
    """Forget what only the first look needs: many files are held at once."""
    vocabulary.new = vocabulary.old = []
    vocabulary.before = vocabulary.behind = None
    vocabulary.row, vocabulary.weights = (
        column.astype(np.int32) for column in (vocabulary.row, vocabulary.weights)
    )


def _unit(offsets: Sequence[int], text: str, start: int) -> int:
    while start < len(text) - 1 and text[start] in " \n\t":
        start += 1
    return max(0, bisect.bisect_right(offsets, start) - 1)


@cache
def material(shared: Path, with_bench: bool) -> list[Article]:
    """The articles to invent files around."""
    usable = (article for article in load_material(shared) if article.kind != "loose")
    return [article for article in usable if with_bench or not article.source.startswith("split")]


def invented(shared: Path, with_bench: bool, seed: int) -> File | None:
    """The file that a seed stands for."""
    rng = random.Random(seed)
    made = make(rng, material(shared, with_bench))
    while len(made.text) not in SIZES:
        made = make(rng, material(shared, with_bench))
    return read(made.text, made.starts)


def page(shared: Path, with_bench: bool, number: int) -> File | None:
    """One article of the material as it is: a file that must stay whole."""
    made = make_page(random.Random(number), material(shared, with_bench)[number])
    return read(made.text, made.starts, PAGE_WEIGHT) if len(made.text) in SIZES else None


def bench(shared: Path, names: Sequence[str]) -> Iterator[File]:
    """The files of the benchmark; real exports are left to their layouts."""
    for name in names:
        with gzip.open(shared / "bench" / "split" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                file = read(item["text"], item["boundaries"], BENCH_WEIGHT)
                if file and not item["kind"].startswith("real"):
                    yield file


def fit(rows: Any, gold: Any, weights: Any, **sizes: Any) -> Any:
    """Boosted trees."""
    return lightgbm.LGBMClassifier(**COMMON | sizes).fit(rows, gold, sample_weight=weights)


def score(model: Any, rows: Any) -> Any:
    """The log-odds of rows."""
    return model.predict(rows, raw_score=True) if len(rows) else np.zeros(0)


def halves(files: Sequence[File], count: int, seed: int) -> list[list[File]]:
    """The files in so many parts, at random."""
    order = list(files)
    random.Random(seed).shuffle(order)
    return [order[part::count] for part in range(count)]


def first_look(files: Sequence[File]) -> Any:
    """The first forest; each file gets the scores of one that did not see it."""
    rng = np.random.RandomState(0)
    for file in files:
        near = np.convolve(file.gold, np.ones(7))[3 : len(file.gold) + 3] > 0
        keep = near | (rng.rand(len(near)) < FAR_SHARE)
        keep[0] = False
        file.extra["keep"] = np.flatnonzero(keep)
        file.extra["weight"] = np.where(near, 1.0, 1 / FAR_SHARE)[keep] * file.weight

    def train(some: Sequence[File]) -> Any:
        rows = np.concatenate([file.rows[file.extra["keep"]] for file in some])
        gold = np.concatenate([file.gold[file.extra["keep"]] for file in some])
        return fit(rows, gold, np.concatenate([file.extra["weight"] for file in some]), **FIRST)

    parts = halves(files, 3, 1)
    for part in parts:
        model = train([file for other in parts if other is not part for file in other])
        for file in part:
            file.scores = score(model, file.rows)
    return train(files)


def later_look(files: Sequence[File], seed: int) -> Any:
    """The second or third forest, and the scores of each file by one that did not see it."""
    for file in files:
        more = second_look(file.view, file.scores)
        file.at = alive(file.scores, more)
        file.more = np.hstack([file.rows[file.at], more[file.at]])

    def train(some: Sequence[File]) -> Any:
        rows = np.concatenate([file.more for file in some])
        gold = np.concatenate([file.gold[file.at] for file in some])
        weights = np.concatenate([np.full(len(file.at), file.weight) for file in some])
        return fit(rows, gold, weights, **LATER)

    parts = halves(files, 2, seed)
    for part in parts:
        model = train([file for other in parts if other is not part for file in other])
        for file in part:
            file.scores = np.minimum(file.scores, HOPELESS)
            file.scores[file.at] = score(model, file.more)
    return train(files)


def verdict(files: Sequence[File]) -> Any:
    """The last forest: several articles, or one."""
    chosen = (choose(file.view, file.scores, TRIAL) for file in files)
    pairs = zip(files, chosen, strict=True)
    rows = np.concatenate([whole(file.view, file.rows, file.scores, some) for file, some in pairs])
    several = np.array([file.gold.any() for file in files])
    return fit(rows, several, np.array([file.weight for file in files]), **WHOLE)


def arrays(name: str, model: Any) -> dict[str, Any]:
    """A forest as the arrays that `Forest` reads."""
    nodes: list[tuple[int, float, int, int, int]] = []
    depths = []

    def place(node: dict[str, Any], depth: int) -> int:
        depths.append(depth)
        at = len(nodes)
        nodes.append((0, 0.0, at, at, round(node.get("leaf_value", 0.0) * MILLION)))
        if "split_feature" in node:
            assert node["decision_type"] == "<="
            yes, no = place(node["left_child"], depth + 1), place(node["right_child"], depth + 1)
            nodes[at] = (node["split_feature"], node["threshold"], yes, no, 0)
        return at

    roots = [place(tree["tree_structure"], 0) for tree in model.booster_.dump_model()["tree_info"]]
    feature, most, yes, no, value = (np.array(column) for column in zip(*nodes, strict=True))
    return {
        f"{name}_roots": np.array(roots, dtype=np.int32),
        f"{name}_feature": feature.astype(np.int16),
        f"{name}_most": _at_most(most),
        f"{name}_yes": yes.astype(np.int32),
        f"{name}_no": no.astype(np.int32),
        f"{name}_value": value.astype(np.int32),
        f"{name}_depth": np.array(max(depths)),
    }


def _at_most(thresholds: Any) -> Any:
    """The largest single-precision numbers that are no larger: for such features they ask the same."""
    near = thresholds.astype(np.float32)
    return np.where(near > thresholds, np.nextafter(near, np.float32(-np.inf)), near).astype(np.float32)


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--files", type=int, default=12_000)
    parser.add_argument("--leave", choices=("dev", "dev2"))
    args = parser.parse_args()
    whole_bench = args.leave is None
    make_one, read_one = (partial(some, args.shared, whole_bench) for some in (invented, page))
    pages = range(len(material(args.shared, whole_bench)))
    with ProcessPoolExecutor() as pool:
        files = [file for file in pool.map(make_one, range(args.files), chunksize=50) if file]
        files += [file for file in pool.map(read_one, pages, chunksize=50) if file]
    files += bench(args.shared, [name for name in ("dev", "dev2") if name != args.leave])
    print(len(files), "files,", sum(len(file.gold) for file in files), "gaps", flush=True)
    looks = {"first": first_look(files), "second": later_look(files, 2), "third": later_look(files, 3)}
    looks["whole"] = verdict(files)
    found = {key: value for name, model in looks.items() for key, value in arrays(name, model).items()}
    np.savez_compressed(args.out, **found)
    print(args.out, args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

"""Score weights that `train_split.py --leave dev2` made, on the files that they never saw.

    python tools/score_split.py --shared ../shared --weights weights.npz --split dev2

Prints what the benchmark's own scorer prints, for all that dechaff does and for evidence alone, by bucket.
"""

import argparse
import gzip
import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import dechaff
from dechaff import Pipeline, filters
from dechaff.filters.split.evidence import forest
from dechaff.rules.load import built_in

BUCKETS = {
    "end marker": "source_link read_more wp_share posted_in appeared_first read_more_i18n copyright_foot"
    " comments_foot",
    "headers only": "byline_date date_before posted_on infinite rel_dates dateline oneline_para",
    "blank lines only": "blank_only multi_blank",
}

_SHOWN = {"P": "P1", "R": "R1", "F": "F1", "file": "file", "split": "fsplit"}


def bucket(kind: str) -> str:
    """The bucket of a kind of file."""
    sort, _, style = kind.partition(":")
    named = (name for name, styles in BUCKETS.items() if style in styles.split())
    return next(named, "explicit") if sort == "multi" else sort


def scorer(shared: Path) -> ModuleType:
    """The benchmark's scorer."""
    spec = importlib.util.spec_from_file_location("score", shared / "bench" / "split" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared}: the benchmark is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_evidence(text: str) -> list[int]:
    """The boundaries without any layout, and without end markers that are known."""
    rules = [rule for rule in built_in() if rule.match != "layout" and rule.code != "S101"]
    cleaned = Pipeline(whole=[filters.repair()], split=filters.split(rules)).run(text)
    return [article.span.start for article in cleaned.articles]


def report(score: ModuleType, files: Sequence[Any], system: Callable[[str], list[int]], show: int) -> None:
    """Print the figures of a system, and some of its mistakes."""
    results = [(item, score.score_item(item, system(item["text"]))) for item in files]
    print(score.fmt(system.__name__, score.summary(results)))
    groups: dict[str, list[Any]] = defaultdict(list)
    for item, result in results:
        groups[bucket(item["kind"])].append(result)
        if show and not result["file_ok"]:
            show -= 1
            print("  wrong:", item["id"], item["lang"], result["n_gold"], "gold", result["n_pred"], "found")
    for name, some in sorted(groups.items()):
        a = score.agg(some)
        figures = " ".join(f"{key} {a[of]:.3f}" for key, of in _SHOWN.items())
        print(f"   {name:18} n={a['n']:3} {figures}")


def main() -> None:
    """Score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=forest.WEIGHTS)
    parser.add_argument("--split", choices=("dev", "dev2"), required=True)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    forest.WEIGHTS = args.weights
    score = scorer(args.shared)
    with gzip.open(
        args.shared / "bench" / "split" / f"{args.split}.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        files = [json.loads(line) for line in lines]
    for system in (dechaff.boundaries, by_evidence):
        report(score, files, system, args.show)


if __name__ == "__main__":
    main()

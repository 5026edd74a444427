"""Train the line model.

    python tools/train_lines.py --bench shared/bench/cruft [--leave FAMILY] [--out weights.npz]

Needs torch beside dechaff. The same data give the same weights on the same machine; what is scored with
them is the same on every machine. `--leave` leaves a family of the benchmark out, so that the model can be
judged on it (`tools/score_lines.py`).
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dechaff.model.features import LEXICAL, RULED
from dechaff.model.network import Network
from lines import counts, data
from lines.data import Example
from lines.export import exported
from lines.mix import mixed
from lines.net import REACH, Pages, Plan, fit
from lines.rules import Rules

OUT = Path(__file__).parent.parent / "src" / "dechaff" / "model" / "weights.npz"
# A site with more than so many examples counts less by each.
_MANY = 10
# What was made of a page counts for so much of the page itself, ...
_MADE = 0.6
# ... and what was mixed from several, of which there are so many, for so much.
_MIXED, _MIXTURES = 0.5, 18_000


def _sites(examples: list[Example], found: list[counts.Found]) -> dict[str, Any]:
    """Which hashes each site has."""
    parts: dict[str, list[Any]] = {one.domain: [] for one in examples}
    for one, at in zip(examples, found, strict=True):
        if one.kind == "whole":
            parts[one.domain].append(np.unique(np.concatenate((at.word, at.pair, at.ends[:, 3]))))
    none = np.zeros(0, np.int64)
    return {site: np.unique(np.concatenate([*some, none])).astype(np.int64) for site, some in parts.items()}


def _weights(examples: list[Example], plan: Plan) -> Any:
    sites = Counter(one.domain for one in examples if one.kind != "mixed")
    families = Counter(one.family for one in examples)

    def own(one: Example) -> float:
        if one.kind == "mixed":
            return _MIXED
        made = 1 if one.kind == "whole" else _MADE
        return made * min(1.0, (_MANY / sites[one.domain]) ** 0.5)

    return np.array([own(one) * (len(examples) / 5 / families[one.family]) ** plan.even for one in examples])


def _pages(examples: list[Example], plan: Plan) -> Pages:
    rows = np.concatenate([np.hstack((one.own, one.placed, one.lexical, one.ruled)) for one in examples])
    return Pages(
        rows,
        np.concatenate([one.label for one in examples]),
        np.concatenate([one.size for one in examples]),
        np.cumsum([0, *(len(one.label) for one in examples)]),
        _weights(examples, plan),
        np.arange(rows.shape[1] - len(LEXICAL) - len(RULED), rows.shape[1] - len(RULED)),
        np.arange(rows.shape[1] - len(RULED), rows.shape[1]),
    )


def train(
    bench: Path, rules: Rules, leave: str = "", plan: Plan | None = None, seed: int = 0
) -> dict[str, Any]:
    """The arrays of a model."""
    plan = plan or Plan()
    paths = [bench / "dev.jsonl.gz", bench / "train.jsonl.gz"]
    telling = data.document_frequency(paths, leave)
    examples = [
        one for path in paths for one in data.examples(path, rules, telling, seed=1) if one.family != leave
    ]
    known = counts.vocabulary(examples)
    found = [counts.find(one.keys, known) for one in examples]
    odds, features = counts.learn(
        list(zip(examples, found, strict=True)), len(known), _sites(examples, found)
    )
    for one, rows in features:
        one.lexical = rows
    examples += list(mixed(examples, _MIXTURES, telling, seed))
    pages = _pages(examples, plan)
    net, mean, spread = fit(pages, plan, seed)
    arrays = exported(net.parts(), mean, spread, REACH)
    arrays |= {"lexicon_known": known, "lexicon_odds": odds[:, :-1], "lexicon_telling": telling}
    return arrays | _sums(pages, Network(arrays_of_layers(arrays)))


def arrays_of_layers(arrays: dict[str, Any]) -> dict[str, Any]:
    """Those of the network alone."""
    return {name: value for name, value in arrays.items() if not name.startswith("lexicon")}


def _sums(pages: Pages, network: Network) -> dict[str, Any]:
    """The plain sum of features that comes nearest to the network's scores, for the reasons of a cut."""
    chosen = range(0, len(pages.weight), 7)
    parts = [slice(int(pages.begin[n]), int(pages.begin[n + 1])) for n in chosen]
    scores = [network.scores(pages.rows[part], pages.words[part].astype(np.int64)) for part in parts]
    rows = np.concatenate([pages.rows[part] for part in parts]).astype(np.float64)
    score = np.concatenate(scores) * 16.0
    body = score > 0
    centre = np.rint(rows[body].mean(axis=0))
    sides = np.hstack((rows - centre, np.ones((len(rows), 1))))
    ridge = sides.T @ sides + 1000.0 * np.eye(sides.shape[1])
    weight = np.rint(np.linalg.solve(ridge, sides.T @ score))
    return {
        "lexicon_reason_centre": centre.astype(np.uint8),
        "lexicon_reason_weight": weight[:-1].astype(np.int32),
        "lexicon_reason_start": weight[-1:].astype(np.int64),
    }


def main() -> None:
    """Train and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--bench", type=Path, required=True)
    ask.add_argument("--leave", default="")
    ask.add_argument("--out", type=Path, default=OUT)
    ask.add_argument("--rules", type=Path, help="where what rules cut is remembered")
    said = ask.parse_args()
    rules = Rules(said.rules)
    np.savez_compressed(said.out, **train(said.bench, rules, said.leave))
    rules.save()
    print(said.out, said.out.stat().st_size)


if __name__ == "__main__":
    main()

"""What the line model keeps of its promises, judged on families that it was not trained on.

    for f in wcxb-dev daniel dragnet fundus newspaper; do
        python tools/train_lines.py --bench shared/bench/cruft --leave $f --out left/$f.npz
    done
    python tools/score_lines.py --bench shared/bench/cruft --left left [--rules rules.pkl] [--every 3]

The model looks at the page with what rules cut, then at what is left until it finds nothing more.
`--rules` is a file in which what the rules cut is kept from one run to the next. Segments and gold texts are
of families that no model saw, or are no pages at all: those are judged with the model that comes with
dechaff, gold texts with the one that left their family out.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dechaff.filters.body import CODE
from dechaff.model.judge import Model, judge, model, read_page
from dechaff.model.verdict import Bar, bars
from lines.data import HEAVY, records
from lines.rules import Cut, Cuts, Rules, found_in

_MODERN = ("fundus", "newspaper")
_MOST_LOOKS = 24


def cleaned(text: str, cuts: Cuts, used: Model, bar: Bar, looks: Counter[int] | None = None) -> str:
    """What rules and the model leave: it looks at the page with what rules cut, then at what is left."""
    text = cuts.first(text)
    page = read_page(text, used)
    if not len(page.words.number):
        return cuts.rest_of(text)
    gone = judge(page, used, found_in(text, cuts.rest, page.words)).cut(bar)
    starts = np.cumsum([0, *(len(line) + 1 for line in text.split("\n"))])
    lines = page.words.number[gone]
    went = [Cut(int(starts[n]), int(starts[n + 1]), CODE) for n in lines]
    return looked_at(cuts.rest_of(text, went), used, bar, looks)


def looked_at(text: str, used: Model, bar: Bar, looks: Counter[int] | None = None) -> str:
    """What the model leaves."""
    page = read_page(text, used)
    origin = page.words.number
    gone: set[int] = set()
    seen = 0
    while len(origin) and seen < _MOST_LOOKS:
        seen += 1
        cut = judge(page, used).cut(bar)
        if not cut.any():
            break
        gone |= set(origin[cut].tolist())
        # Where a line goes, what follows moves up.
        page = page.only(~cut, (page.words.number - np.cumsum(cut))[~cut])
        origin = origin[~cut]
    if looks is not None:
        looks[seen] += 1
    return "\n".join(line for n, line in enumerate(text.split("\n")) if n not in gone)


def _summary(rows: Any, families: Any, heavy: Any) -> str:
    lost = rows[:, 7] / np.maximum(rows[:, 6], 1)
    modern = np.isin(families, _MODERN)
    gone = {
        k: rows[s, 10].sum() / max(1, (rows[s, 10] + rows[s, 12]).sum())
        for k, s in (("heavy", heavy), ("light", ~heavy))
    }
    return (
        f"F1 {rows[:, 2].mean():.4f} bag {rows[:, 5].mean():.4f} modern {rows[modern, 2].mean():.4f} "
        f"lost {rows[:, 7].sum() / rows[:, 6].sum():.4f} over a tenth {(lost > 0.1).mean():.4f} "
        f"gone heavy {gone['heavy']:.4f} light {gone['light']:.4f}"
    )


def score_pages(bench: Path, left: Path, rules: Rules, every: int) -> None:
    """The dev pages, each by the model that has not seen its family."""
    from score import Rec, score_one  # type: ignore[import-not-found]

    rows: dict[str, list[Any]] = defaultdict(list)
    looks: dict[str, Counter[int]] = defaultdict(Counter)
    families, heavy = [], []
    for number, record in enumerate(records(bench / "dev.jsonl.gz")):
        if number % every:
            continue
        used = model(left / f"{record['dataset']}.npz")
        text, cuts = record["text"], rules.cuts(record["text"])
        scorer = Rec(record)
        rows["rules"].append(score_one(scorer, cuts.left(text)))
        for name, bar in bars().items():
            rows[name].append(score_one(scorer, cleaned(text, cuts, used, bar, looks[name])))
        families.append(record["dataset"])
        heavy.append(record["renderer"] in HEAVY)
    for name, found in rows.items():
        table, of, dirty = np.array(found), np.array(families), np.array(heavy)
        print(name, _summary(table, of, dirty), "looks", dict(sorted(looks[name].items())))
        for family in sorted(set(families)):
            chosen = of == family
            print("   ", family, _summary(table[chosen], of[chosen], dirty[chosen]))


def score_segments(bench: Path, rules: Rules) -> None:
    """Segments that must stay and that must go."""
    from boilerlib import tokens  # type: ignore[import-not-found]

    count: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records(bench / "dev_seg.jsonl.gz"):
        whole = " ".join(tokens(record["text"]))
        text, cuts = record["text"], rules.cuts(record["text"])
        outs = {name: cleaned(text, cuts, model(), bar) for name, bar in bars().items()}
        outs["rules"] = cuts.left(text)
        for name, out in outs.items():
            kept = " ".join(tokens(out))
            for kind, segments in (("with", record["with"]), ("without", record["without"])):
                for segment in segments:
                    words = " ".join(tokens(segment))
                    if len(words) >= 3 and words in whole:
                        count[name][kind] += 1
                        count[name][kind + " right"] += (words in kept) == (kind == "with")
    for name, of in count.items():
        kept, removed = (of[f"{kind} right"] / of[kind] for kind in ("with", "without"))
        print(f"segments, {name}: kept {kept:.3f}, removed {removed:.3f}")


def gold_texts(bench: Path, left: Path) -> Iterator[str]:
    """How much of the gold texts the model cuts."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    seen = set()
    for record in records(bench / "dev.jsonl.gz"):
        if record["doc"] in seen or not record["gold_text"].strip():
            continue
        seen.add(record["doc"])
        used = model(left / f"{record['dataset']}.npz")
        for name, bar in bars().items():
            out = looked_at(record["gold_text"], used, bar)
            count[name]["all"] += len(record["gold_text"])
            count[name]["cut"] += len(record["gold_text"]) - len(out)
            count[name]["pages"] += 1
            count[name]["touched"] += out != record["gold_text"]
    for name, of in count.items():
        yield f"gold texts, {name}: {of['cut'] / of['all']:.5f} cut, {of['touched']} of {of['pages']} touched"


def main() -> None:
    """Print all figures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--bench", type=Path, required=True)
    ask.add_argument("--left", type=Path, required=True)
    ask.add_argument("--rules", type=Path)
    ask.add_argument("--every", type=int, default=1)
    said = ask.parse_args()
    sys.path.insert(0, str(said.bench))
    for line in gold_texts(said.bench, said.left):
        print(line, flush=True)
    rules = Rules(said.rules)
    score_pages(said.bench, said.left, rules, said.every)
    score_segments(said.bench, rules)
    rules.save()


if __name__ == "__main__":
    main()

"""The benchmark's pages as arrays: what the model sees of each line, and what became of it by the gold."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dechaff.model.features import WHOLE
from dechaff.model.lexicon import Keys, keys, telling
from dechaff.model.own import own
from dechaff.model.placed import placed
from dechaff.model.words import Words, read
from lines.invent import listed, teased, teaser
from lines.rules import Rules

HEAVY = frozenset({"bs4", "inscriptis", "html2text"})
CONTENT, CRUFT, NEUTRAL = 1, 0, 2
_LABEL = {"1": CONTENT, "0": CRUFT}
# How often what rules cut is gone from a page that was cleaned before; else it is a page that had little.
_AGAIN = 0.6


@dataclass
class Example:
    """One rendering of a page, or a part of its lines; the words only of a page that is whole."""

    page: str
    family: str
    domain: str
    lang: str
    renderer: str
    kind: str
    label: Any
    size: Any
    own: Any
    says: Any
    placed: Any
    ruled: Any
    keys: Keys
    words: Words | None
    lexical: Any = None


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of the benchmark."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def example(record: dict[str, Any], words: Words, label: Any, found: Any, kind: str, weights: Any) -> Example:
    """What the model sees of these lines, and of what rules found in them."""
    row = own(words)
    return Example(
        record["doc"],
        record["dataset"],
        record["domain"],
        record["lang"],
        record["renderer"],
        kind,
        label,
        np.minimum(row.words, 60000).astype(np.uint16),
        row.rows,
        row.says,
        placed(words, row, telling(words, weights)),
        found,
        keys(words),
        words if kind == "whole" else None,
    )


def labels(text: str, words: Words) -> Any:
    """Of each line: cruft, content, or neither."""
    return np.array([_LABEL.get(text[n], NEUTRAL) for n in words.number.tolist()], np.uint8)


def thinned(label: Any, rng: Any) -> Any:
    """Which lines stay where a page was cleaned before: some stretches of cruft are gone, or all of it."""
    cruft = label != CONTENT
    if rng.random() < 0.25:
        return ~cruft
    share = rng.random()
    change = np.concatenate(([True], cruft[1:] != cruft[:-1]))
    # Long stretches go in parts.
    change |= rng.random(len(label)) < 0.15
    stretch = np.cumsum(change) - 1
    gone = rng.random(stretch[-1] + 1) < share
    return ~(cruft & gone[stretch])


def document_frequency(paths: list[Path], leave: str = "") -> Any:
    """On how many sites the words of each bucket stand."""
    sites: dict[str, Any] = defaultdict(lambda: np.zeros(1 << 16, bool))
    for path in paths:
        for record in records(path):
            if record["renderer"] in ("bs4", "ptags") and record["dataset"] != leave:
                sites[record["domain"]][read(record["text"]).hash >> np.uint32(16)] = True
    count = np.zeros(1 << 16, np.int64)
    for there in sites.values():
        count += there
    return np.clip(np.rint(8 * (1 - np.log1p(count) / np.log(len(sites)))), 1, 8).astype(np.uint8)


def looked_at_again(label: Any, found: Any, rng: Any) -> Any:
    """Which lines stay after a first cleaning: often those of which rules cut nothing, and some others."""
    kept = thinned(label, rng)
    return kept & (found[:, 0] < WHOLE) if rng.random() < _AGAIN else kept


def examples(path: Path, rules: Rules, weights: Any, seed: int = 0) -> Iterator[Example]:
    """The examples of a file: of each page four renderings, and of some what was made of them.

    Of some it is what is left after a first cleaning, of some the page made harder. Teasers come from pages
    of the same family, so that a family that is left out is left out as a whole.
    """
    rng = np.random.default_rng(seed)
    donors: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for record in records(path):
        heavy = record["renderer"] in HEAVY
        pool = donors[record["dataset"], record["lang"]]
        one = teaser(record) if record["renderer"] == "trafrec" else None
        pool += [one] if one else []
        chance = rng.random(4)
        if heavy and chance[0] < 0.35:
            continue
        words = read(record["text"])
        if not len(words.number):
            continue
        label, found = labels(record["line_labels"], words), rules.rows(record["text"], words)
        yield example(record, words, label, found, "whole", weights)
        if chance[1] < 0.3:
            kept = looked_at_again(label, found, rng)
            if kept.sum() > 1 and not kept.all():
                yield example(record, words.only(kept), label[kept], found[kept], "thinned", weights)
        lines, marks = record["text"].split("\n"), list(record["line_labels"])
        made = listed(lines, marks, rng) if chance[2] < 0.25 else None
        if made is None and chance[3] < 0.25:
            made = teased(lines, marks, pool[-200:], rng)
        if made is not None:
            text = "\n".join(made[0])
            words = read(text)
            label, found = labels("".join(made[1]), words), rules.rows(text, words)
            kept = looked_at_again(label, found, rng) if rng.random() < 0.3 else np.ones(len(label), bool)
            yield example(record, words.only(kept), label[kept], found[kept], "invented", weights)

"""Training text: sentences and words of the benchmark's dev half, without those that are tested on."""

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDS = 5
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
# A line that stands in dirty documents of so many languages is cruft.
_LANGUAGES_OF_CRUFT = 3
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN.split(" "), strict=True))


class Row(NamedTuple):
    """A text of the benchmark."""

    text: str
    lang: str
    kind: str
    fold: int


class Piece(NamedTuple):
    """A text to learn from; `short` says that it is one of the benchmark's short texts."""

    text: str
    lang: str
    short: bool


def rows(dev: Path) -> list[Row]:
    """The dev half, each row in one of five folds by a hash of its text."""
    with gzip.open(dev, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [Row(r["text"], r["lang"], r["kind"], _fold(r["text"])) for r in found if r["kind"] != "mixed"]


def _fold(text: str) -> int:
    return int(hashlib.md5(text.encode()).hexdigest(), 16) % FOLDS


def pieces(rows: Iterable[Row], fold: int | None) -> list[Piece]:
    """What may be learnt from: no sentence of it occurs in a row of the fold that is left out."""
    rows = list(rows)
    tested = {_key(p) for r in rows if r.fold == fold and r.kind != "short" for p in [*_cut(r.text), r.text]}
    cruft = _cruft(rows)
    found: dict[tuple[str, str], Piece] = {}
    for row in rows:
        if row.fold == fold:
            continue
        for part in _parts(row, cruft):
            if row.kind == "short" or _key(part) not in tested:
                found[row.lang, part] = Piece(part, row.lang, row.kind == "short")
    chosen = [found[key] for key in sorted(found)]
    return chosen + [Piece(latin(p.text), "sr", p.short) for p in chosen if p.lang == "sr"]


def _parts(row: Row, cruft: set[str]) -> Iterator[str]:
    if row.kind in ("short", "sentence"):
        yield row.text
        return
    yield from _cut("\n".join(line for line in row.text.split("\n") if line.strip() not in cruft))


def _cut(text: str) -> Iterator[str]:
    return (part.strip() for part in _SENTENCE.split(text) if len(part.strip()) >= 15)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())[:40]


def _cruft(rows: Iterable[Row]) -> set[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind == "dirty":
            for line in row.text.split("\n"):
                seen[line.strip()].add(row.lang)
    return {line for line, langs in seen.items() if len(langs) >= _LANGUAGES_OF_CRUFT}


def latin(text: str) -> str:
    """Serbian in Latin letters."""
    return "".join(_one(char) for char in text)


def _one(char: str) -> str:
    small = _TO_LATIN.get(char.lower())
    return char if small is None else small if char.islower() else small.capitalize()


def fragments(pieces: Iterable[Piece], dice: random.Random) -> list[tuple[str, str, float]]:
    """Texts of one to five words, and the pieces themselves, with what each counts."""
    found = []
    for text, lang, short in pieces:
        found.append((text, lang, 2.0 if short else 1.0))
        if not short:
            words = text.split()
            size = dice.choice((1, 1, 2, 2, 3, 4, 5))
            start = dice.randrange(max(1, len(words) - size + 1))
            found.append((" ".join(words[start : start + size]), lang, 0.7))
    dice.shuffle(found)
    return found

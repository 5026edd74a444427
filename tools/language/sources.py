"""What other detectors know: how often each n-gram is in a language, read from the models that they ship.

lingua (Apache-2.0): one to five letters within words, 75 languages. langdetect (Apache-2.0): up to three
letters with spaces, 55. eld (Apache-2.0): beginnings and ends of words and short words, 60. py3langid
(BSD-3-Clause): log-probabilities of 37,000 n-grams in 142 languages.
"""

import json
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from language.corpus import latin

# n-grams by their type ("i3" within a word, "b3" with a space); of each, language -> how often.
Counts = dict[str, dict[str, dict[str, float]]]
# What a model counts for, in n-grams of text.
_WITHIN = 60_000
_BOUNDS = 40_000
_TOPS = (3_000, 6_000, 20_000, 60_000, 120_000)
_PARTS = ("uni", "bi", "tri", "quadri", "five")
_LEAST_SHARE = 0.05
_OWN_CODES = {"nb": "no"}


def script(gram: str) -> str:
    """Which of the scorers' scripts an n-gram is in."""
    code = ord(gram.strip()[0])
    if code < 0x370 or 0x1E00 <= code < 0x1F00:
        return "LATIN"
    if 0x400 <= code < 0x530:
        return "CYRILLIC"
    if 0x600 <= code < 0x780 or 0x8A0 <= code < 0x900 or 0xFB50 <= code < 0xFE00:
        return "ARABIC"
    return "DEVANAGARI" if 0x900 <= code < 0x980 else ""


def is_gram(text: str) -> bool:
    """Whether the scorer can know it: one word of up to five characters, or six with both spaces."""
    inner = text[1:-1]
    if not text.strip() or " " in inner or len(text) > 6 or (len(text) == 6 and text[0] + text[-1] != "  "):
        return False
    return all(c.isalpha() or c == " " or 0x300 <= ord(c) < 0xE00 for c in text) and text == text.lower()


def kind(gram: str) -> str:
    """Its type."""
    return ("b" if " " in gram else "i") + str(len(gram))


def add(counts: Counts, gram: str, lang: str, count: float) -> None:
    """Count an n-gram."""
    found = counts[kind(gram)].setdefault(gram, {})
    found[lang] = found.get(lang, 0.0) + count


def models(homes: Mapping[str, set[str]]) -> Counts:
    """What lingua, langdetect and eld know of these languages in the scripts that they are written in."""
    counts: Counts = defaultdict(dict)
    for lang, gram, share in [*_lingua(homes), *_bounds(homes)]:
        add(counts, gram, lang, share)
    return counts


def lingua_languages() -> dict[str, Path]:
    """The folders of lingua's models, by code."""
    import lingua

    folders = (Path(lingua.__file__).parent / "language-models").iterdir()
    return {_OWN_CODES.get(f.name, f.name): f for f in sorted(folders) if len(f.name) == 2}


def _lingua(homes: Mapping[str, set[str]]) -> Iterator[tuple[str, str, float]]:
    folders = lingua_languages()
    for lang in sorted(homes):
        for grams in _orders(folders[lang]) if lang in folders else ():
            yield from _shares(lang, grams, homes[lang])


def _orders(folder: Path) -> Iterator[list[tuple[str, float]]]:
    """The commonest n-grams of each length; lingua has them as shares of what they begin with."""
    import brotli

    before: dict[str, float] = {"": 1.0}
    for part, top in zip(_PARTS, _TOPS, strict=True):
        stored = json.loads(brotli.decompress((folder / f"{part}grams.json.br").read_bytes()))["ngrams"]
        now = {}
        for fraction, grams in stored.items():
            above, below = map(int, fraction.split("/"))
            for gram in grams.split(" "):
                now[gram] = above / below * before.get(gram[:-1], 0.0)
        yield sorted(now.items(), key=lambda one: (-one[1], one[0]))[:top]
        before = now


def _shares(lang: str, grams: list[tuple[str, float]], home: set[str]) -> Iterator[tuple[str, str, float]]:
    total: Counter[str] = Counter()
    for gram, share in grams:
        total[script(gram)] += share
    for gram, share in grams:
        own = script(gram)
        if own in home and total[own] > _LEAST_SHARE * total.total() and is_gram(gram):
            count = share / total[own] * _WITHIN
            if count >= 0.5:
                yield lang, gram, count
        if lang == "sr" and own == "CYRILLIC" and total["LATIN"] <= _LEAST_SHARE * total.total():
            other = latin(gram)
            if is_gram(other):
                yield lang, other, share / total[own] * _WITHIN


def _bounds(homes: Mapping[str, set[str]]) -> Iterator[tuple[str, str, float]]:
    for lang, gram, share in [*_langdetect(), *_eld()]:
        if " " in gram and is_gram(gram) and script(gram) in homes.get(lang, ()):
            yield lang, gram, share * _BOUNDS


def _langdetect() -> Iterator[tuple[str, str, float]]:
    from langdetect import detector_factory

    for path in sorted(Path(detector_factory.PROFILES_DIRECTORY).iterdir()):
        profile = json.loads(path.read_text("utf-8"))
        for gram, count in profile["freq"].items():
            small = gram.lower()
            if len(small) == len(gram):
                yield path.name, small, 2 * count / profile["n_words"][len(gram) - 1]


def _eld() -> Iterator[tuple[str, str, float]]:
    from eld.resources.ngrams.ngramsL60 import ngrams_data

    names = ngrams_data["languages"]
    for stored, counts in ngrams_data["ngrams"].items():
        gram = stored.decode("utf-8", "ignore")
        if gram.encode() == stored:
            yield from ((names[lang], gram, count / 13_200) for lang, count in counts.items() if count)


class Wide(NamedTuple):
    """What py3langid knows: a row of log-probabilities for each n-gram, a column for each language."""

    grams: list[str]
    langs: list[str]
    logs: Any


def py3langid() -> Wide:
    """Its n-grams, walked out of its automaton; Serbian has two columns, and the larger counts."""
    from py3langid.langid import LanguageIdentifier

    model = LanguageIdentifier.from_model_file("data/model.npz.xz")
    ways: dict[int, bytes] = {0: b""}
    queue, found = deque([0]), {}
    while queue:
        state = queue.popleft()
        if model.tk_output[state] >= 0:
            found.setdefault(model.tk_output[state], ways[state])
        for byte in range(256):
            after = model.tk_nextmove[model._rowbase[state] + byte]
            if after not in ways:
                ways[after] = ways[state] + bytes([byte])
                queue.append(after)
    texts = {at: way.decode("utf-8", "ignore") for at, way in found.items()}
    kept = sorted((text, at) for at, text in texts.items() if text.encode() == found[at] and is_gram(text))
    logs = np.asarray(model.nb_ptc, np.float32)[[at for _, at in kept]]
    classes = list(model.nb_classes)
    langs = sorted(set(classes))
    columns = [logs[:, [i for i, c in enumerate(classes) if c == lang]].max(1) for lang in langs]
    return Wide([text for text, _ in kept], langs, np.stack(columns, 1))

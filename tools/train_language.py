"""Train the language model: weights.npz and letters.npz of `src/dechaff/language/`.

    python tools/train_language.py --dev shared/bench/lang/dev.jsonl.gz [--fold 0] [--out DIR]

Needs, beside dechaff: scipy, lingua-language-detector 1.4.2, eld 1.0.6, py3langid 0.4.0 and langdetect 1.0.9,
whose models are read for how often n-grams are in each language. `--fold` leaves a fifth of the rows out, and
all sentences that occur in them. The same data give the same weights on the same machine; what is scored
with them is the same on every machine.
"""

import argparse
import tomllib
from pathlib import Path

import numpy as np

from dechaff.language.scorer import load
from language import corpus, naive, sources, table
from language.export import stored, usual
from language.fit import fit

HOME = Path(__file__).parent.parent / "src" / "dechaff" / "language"
# The most n-grams of each script, and the bits of its slots.
SIZES = {
    "LATIN": (150_000, 21),
    "CYRILLIC": (45_000, 19),
    "ARABIC": (24_000, 18),
    "DEVANAGARI": (10_000, 17),
}


def main() -> None:
    """Train, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--out", type=Path, default=HOME)
    args = parser.parse_args()
    scripts = tomllib.loads((HOME / "scripts.toml").read_text("utf-8"))
    table.write(HOME / "letters.npz", sorted(scripts["one"]))
    known = tomllib.loads((Path(__file__).parent / "language" / "languages.toml").read_text("utf-8"))
    langs = {script: codes.split() for script, codes in known["scripts"].items()}
    homes = {lang: {s for s in langs if lang in langs[s]} for codes in langs.values() for lang in codes}
    pieces = [p for p in corpus.pieces(corpus.rows(args.dev), args.fold) if p.lang in homes]
    counts = sources.models(homes)
    naive.count(counts, pieces, homes)
    wide = sources.py3langid()
    for code, name in known["names"].items():
        wide.langs[wide.langs.index(name)] = code
    arrays = {}
    for script, (most, bits) in SIZES.items():
        weights = naive.weigh(counts, script, langs[script], wide, most)
        weights = naive.with_neighbours(fit(weights, script, pieces), script, known["near"], wide)
        arrays |= stored(script, weights, bits)
        print(script, len(weights.grams), "n-grams of", len(weights.langs), "languages", flush=True)
    path = args.out / "weights.npz"
    np.savez_compressed(path, **arrays)
    for script in SIZES:
        judge = load(path, script)
        assert judge
        arrays[f"{script}.usual"] = usual(judge, script, pieces, known["near"])
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()

"""How fast languages are detected, against langdetect in the same run, and what the first call costs.

    python bench/language_speed.py ../shared [--texts 60]

Prints CPU seconds and memory of `import dechaff` and a first call, in a process of its own. Then takes
documents of the benchmark's dev half in langdetect's languages, joined or cut to 300, 2,000 and 20,000
characters, and prints for each detector that is installed how many texts a second of CPU it does, and how
many times that is what plain langdetect does.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from time import process_time

import dechaff

SIZES = (300, 2_000, 20_000)
FIRST = """
import resource, dechaff
dechaff.detect("The ferry does not run today, said the harbour master.")
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"first call: {used.ru_utime + used.ru_stime:.2f} s of CPU, {used.ru_maxrss // 1024} MB at most")
"""


def texts(shared: Path, count: int) -> dict[int, list[str]]:
    """So many texts of each size, each in one language."""
    documents: dict[str, list[str]] = defaultdict(list)
    with gzip.open(shared / "bench" / "lang" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["kind"] in ("doc", "dirty"):
                documents[row["lang"]].append(row["text"])
    known = {code.split("-")[0] for code in dechaff.detector("langdetect").languages}
    whole = {lang: "\n".join(own) for lang, own in sorted(documents.items()) if lang in known}
    dice = random.Random(1)
    found: dict[int, list[str]] = {}
    for size in SIZES:
        langs = [dice.choice(list(whole)) for _ in range(count)]
        found[size] = [_piece(whole[lang], size, dice) for lang in langs]
    return found


def _piece(text: str, size: int, dice: random.Random) -> str:
    start = dice.randrange(max(1, len(text) - size))
    return text[start : start + size]


def plain_langdetect() -> Callable[[str], object]:
    """langdetect as its users call it."""
    from langdetect import DetectorFactory, detect_langs

    DetectorFactory.seed = 0
    return detect_langs


def rate(detect: Callable[[str], object], some: list[str], least: float = 0.5) -> float:
    """Texts a second of CPU."""
    detect(some[0])
    done, began = 0, process_time()
    while done < len(some) or process_time() - began < least:
        detect(some[done % len(some)])
        done += 1
    return done / (process_time() - began)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--texts", type=int, default=60)
    args = parser.parse_args()
    # First, while this process is small: its own memory counts as that of its children.
    print(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True).stdout.strip())
    samples = texts(args.shared, args.texts)
    detectors: dict[str, Callable[[str], object]] = {"langdetect alone": plain_langdetect()}
    for name in ("default", "langdetect", "vote", "cld2", "eld", "lingua"):
        try:
            detectors[f"dechaff: {name}"] = dechaff.detector(name).detect
        except dechaff.DetectorError as error:
            print(error)
    base = {size: rate(detectors["langdetect alone"], some) for size, some in samples.items()}
    for name, detect in detectors.items():
        rates = {size: rate(detect, some) for size, some in samples.items()}
        shown = [
            f"{size:6}: {each:8.0f} a second, {each / base[size]:6.1f} x" for size, each in rates.items()
        ]
        print(f"{name:20} {'   '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()

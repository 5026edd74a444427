"""How much CPU the linter takes, as a command that is started anew for each figure.

    python bench/check_speed.py [--files 2000] [--again 10000]

Invents small files of about 2 KB, of which every fifth paragraph has a line of cruft below it, and prints
milliseconds of CPU a file: without a cache, beside codespell where that is installed; seconds for a second
run over many files that did not change; and milliseconds for `--version`, `--help` and one file.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory

SENTENCES = (
    "The council met on {} to discuss the harbour.",
    "A spokesman said that {} of the bridges would reopen in spring.",
    "Residents of house {} complained about the noise from the quarry.",
    "Two ferries were cancelled on day {} because of high winds.",
    "Officials expect the work to cost about {} million.",
    "Nobody was hurt in the accident at mile {}, police said.",
)
CRUFT = (
    "Share this",
    "Read more",
    "Sign up for our newsletter",
    "Advertisement",
    "Facebook",
    "Related stories",
)
SIZE = 1950


def page(random: Random) -> str:
    """A page of a headline, paragraphs, and lines of cruft."""

    def blocks() -> Iterator[str]:
        yield f"Headline {random.randint(1, 9999)} about the town of Tollmouth"
        for _ in range(SIZE):
            yield " ".join(random.choice(SENTENCES).format(random.randint(1, 9999)) for _ in range(5))
            if random.random() < 0.2:
                yield random.choice(CRUFT)

    text = ""
    for block in blocks():
        text += block + "\n\n"
        if len(text) > SIZE:
            break
    return text.rstrip() + "\n"


def seconds(*command: str) -> float:
    """The CPU seconds that a command and its children take."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def dechaff(*arguments: str) -> float:
    """The CPU seconds that dechaff takes."""
    return seconds(sys.executable, "-m", "dechaff", *arguments)


def main() -> None:
    """Make the files, and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--again", type=int, default=10_000)
    args = parser.parse_args()
    random = Random(3)
    with TemporaryDirectory() as folder:
        few, many = Path(folder, "few"), Path(folder, "many")
        for home, count in ((few, args.files), (many, args.again)):
            home.mkdir()
            for number in range(count):
                (home / f"{number:05}.txt").write_text(page(random), "utf-8")
        ours = 1000 * dechaff("check", "--isolated", "--no-cache", str(few)) / args.files
        print(f"{args.files:,} files, no cache   {ours:6.2f} ms a file")
        if which("codespell"):
            theirs = 1000 * seconds("codespell", str(few)) / args.files
            print(f"  codespell           {theirs:6.2f} ms a file, ratio {ours / theirs:.1f}")
        cache = ("--isolated", "--cache-dir", str(Path(folder, "cache")))
        dechaff("check", *cache, str(many))
        print(f"{args.again:,} files, second run {dechaff('check', *cache, str(many)):5.2f} s")
        one = str(few / "00000.txt")
        for arguments in (("--version",), ("--help",), ("check", "--isolated", "--no-cache", one)):
            print(f"  dechaff {arguments[0]:12}{1000 * min(dechaff(*arguments) for _ in range(3)):6.0f} ms")


if __name__ == "__main__":
    main()

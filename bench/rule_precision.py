"""How often each rule is right: what it cut on pages with gold labels, cruft against content.

    python bench/rule_precision.py ../shared/bench/cruft/dev.jsonl.gz [--limit 500] [--show N101]

One row a rule: lines cut that the gold calls cruft, lines it calls content, the share of the former,
and the number of sites. `--show CODE` prints the content lines that a rule cut.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from dechaff.core.hit import Effect
from dechaff.core.text import Text
from dechaff.filters import strip
from dechaff.rules.load import built_in

CONTENT, CRUFT = "1", "0"


def cut_lines(path: str, limit: int) -> Iterator[tuple[str, str, str, str]]:
    """Rule, gold label, site and text of every line that lies wholly in a cut."""
    cruft = strip(built_in())
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if number >= limit:
                return
            text = Text(row["text"])
            for hit in cruft(text):
                if hit.effect is Effect.CUT:
                    index = text.line_number(hit.span.start)
                    if text.lines[index].end <= hit.span.end:
                        yield hit.code, row["line_labels"][index], row["domain"], text.slice(hit.span)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("--show", default="")
    arguments = parser.parse_args()
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    sites: dict[str, set[str]] = defaultdict(set)
    wrong: Counter[str] = Counter()
    for code, label, site, line in cut_lines(arguments.path, arguments.limit):
        labels[code][label] += 1
        sites[code].add(site)
        if label == CONTENT and code == arguments.show:
            wrong[line.strip()] += 1
    names = {rule.code: rule.name for rule in built_in()}
    for code in sorted(labels):
        cruft, content = labels[code][CRUFT], labels[code][CONTENT]
        share = cruft / max(cruft + content, 1)
        print(f"{code} {names[code]:22} {cruft:7} {content:6} {share:7.3f} {len(sites[code]):5} sites")
    for line, count in wrong.most_common(60):
        print(f"  {count:4} {line[:150]}")


if __name__ == "__main__":
    main()

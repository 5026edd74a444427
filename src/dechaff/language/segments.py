"""Segments: each sentence is scored alone, then the likeliest row of languages is found (Viterbi).

A change of language costs, within a paragraph more than between two. So a name or a quotation is no segment,
and a paragraph that goes over to another language in its middle is two.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import exp, log
from typing import NamedTuple

from dechaff.core.article import UNKNOWN
from dechaff.language.found import Detection, Segment
from dechaff.language.thresholds import costs

# The rarest languages are tried to be done without, so many at most.
_TRIED = 12
_LEAST = 1e-4
# Stretches of a long line end at a sentence, and are no shorter than this.
_STRETCH = 100
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*\s+|[。！？।؟](?!\d)")


class _Stretch(NamedTuple):
    start: int
    end: int
    costs: dict[str, float]
    strange: float
    change: float


def segments(text: str, detect: Callable[[str], Detection]) -> list[Segment]:
    """The stretches of a text in one language each; they tile the text, and an empty text has none."""
    stretches = list(_stretches(text, detect))
    path, found = _simplest(stretches), []
    for code, group in groupby(zip(path, stretches, strict=True), lambda one: one[0]):
        own = [stretch for _, stretch in group]
        found.append(Segment(own[0].start, own[-1].end, code, _confidence(code, own)))
    return found


def _stretches(text: str, detect: Callable[[str], Detection]) -> Iterator[_Stretch]:
    start = 0
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", text):
        change = costs().at_lines
        for end in _ends(line[0]):
            part = text[start : line.start() + end]
            if part:
                yield _Stretch(start, line.start() + end, *_costs(part, detect(part)), change)
            start, change = line.start() + end, costs().within


def _ends(line: str) -> Iterator[int]:
    """Where the stretches of a line end."""
    last = 0
    for stop in _SENTENCE.finditer(line):
        if stop.end() - last >= _STRETCH and len(line) - stop.end() >= _STRETCH:
            last = stop.end()
            yield last
    yield len(line)


def _costs(part: str, found: Detection) -> tuple[dict[str, float], float]:
    """What each language that was considered costs here, and what all others do."""
    if found.code == UNKNOWN:
        return {}, 0.0
    own = {code: -log(max(share, _LEAST)) for code, share in found.alternatives}
    return own, min(costs().strange, 1.0 + costs().strange_each * len(part.strip()))


def _simplest(stretches: Sequence[_Stretch]) -> list[str]:
    """The row of languages that costs least, where each language costs something too."""
    codes = sorted({code for stretch in stretches for code in stretch.costs}) or [UNKNOWN]
    cost, path = _path(stretches, codes)
    for code, _ in sorted(Counter(path).items(), key=lambda one: (one[1], one[0]))[:_TRIED]:
        fewer = [other for other in dict.fromkeys(path) if other != code]
        if fewer:
            without, simpler = _path(stretches, fewer)
            if without < cost + costs().language:
                cost, path = without, simpler
    return path


def _path(stretches: Sequence[_Stretch], codes: Sequence[str]) -> tuple[float, list[str]]:
    """The row of these languages that costs least, and what it costs."""
    total = dict.fromkeys(codes, 0.0)
    came_from: list[dict[str, str]] = []
    for stretch in stretches:
        best = min(codes, key=lambda code: total[code])
        jump = total[best] + stretch.change
        came_from.append({code: code if total[code] < jump else best for code in codes})
        total = {code: min(total[code], jump) + stretch.costs.get(code, stretch.strange) for code in codes}
    code = min(codes, key=lambda code: total[code])
    cost, path = total[code], []
    for step in reversed(came_from):
        path.append(code)
        code = step[code]
    return cost, path[::-1]


def _confidence(code: str, stretches: Sequence[_Stretch]) -> float:
    """The mean chance of the language in its stretches, by their length."""
    sizes = [stretch.end - stretch.start for stretch in stretches if stretch.costs]
    each = [stretch.costs.get(code, stretch.strange) for stretch in stretches if stretch.costs]
    if not sizes:
        return 0.0
    mean = sum(cost * size for cost, size in zip(each, sizes, strict=True)) / sum(sizes)
    return round(exp(-mean), 4)

"""Close languages: words that one has and its neighbour has not, from `close.toml`."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dechaff.language.grams import Numbers

_DATA = Path(__file__).with_name("close.toml")


class _Group(NamedTuple):
    """Languages that are close to one another, and for each word which of them have it."""

    languages: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


def with_words(codes: Sequence[str], points: Any, letters: Numbers) -> Any:
    """Points with those for words, among the languages that are close to the one that leads."""
    group = _groups().get(codes[int(points.argmax())])
    if group is None:
        return points
    words = letters.astype("<u4").tobytes().decode("utf-32-le").split()
    points, each, most = points.copy(), _rule("points"), _rule("most")
    for word, times in Counter(filter(group.words.__contains__, words)).items():
        for code in group.words[word]:
            points[codes.index(code)] += each * min(times, most)
    return points


def _rule(name: str) -> int:
    return int(_data()[name])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))


@cache
def _groups() -> Mapping[str, _Group]:
    """The group of each language that has one."""
    groups: dict[str, _Group] = {}
    for members in _data().values():
        if isinstance(members, dict):
            words: dict[str, list[str]] = {}
            for code, text in members.items():
                for word in dict.fromkeys(text.split()):
                    words.setdefault(word, []).append(code)
            group = _Group(frozenset(members), {word: tuple(own) for word, own in words.items()})
            groups |= dict.fromkeys(members, group)
    return groups

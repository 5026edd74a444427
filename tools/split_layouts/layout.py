"""Putting lines on the page: gaps, wrapping, indentation, and the offsets at which articles begin."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

SENTENCE = re.compile(r"(?<=[.!?؟…])[\"”»’)]*\s+(?=\S)|(?<=[。！？।])[”」』]*\s*(?=\S)")
CHUNK = re.compile(r"\S+")


def sentences(text: str) -> list[str]:
    """A rough cut at sentence ends."""
    cuts = [0, *(found.end() for found in SENTENCE.finditer(text)), len(text)]
    parts = [text[a:b].strip() for a, b in itertools.pairwise(cuts)]
    return [part for part in parts if part]


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters (text without spaces is cut anywhere)."""
    if len(text) <= width:
        return [text]
    if text.count(" ") * 25 < len(text):
        return [text[at : at + width] for at in range(0, len(text), width)]
    lines, start = [], 0
    while len(text) - start > width:
        at = text.rfind(" ", start + 1, start + width + 1)
        at = at if at > 0 else text.find(" ", start + width)
        if at < 0:
            break
        lines.append(text[start:at])
        start = at + 1
    return [*lines, text[start:]]


def phrase(rng: random.Random, lines: Sequence[str], least: int = 2, most: int = 7) -> str:
    """A few consecutive words out of the text, as a sub-heading or a tag takes them."""
    line = rng.choice(lines)
    words = line.split()
    if len(words) < 4 and len(line) < 15 * len(words):
        return line.strip(" ,.;:")[:60] or line[:10]
    if len(words) < 4:
        at = rng.randrange(max(1, len(line) - 8))
        return line[at : at + rng.randint(4, 12)].strip(" ,.，。") or line[:10]
    size, at = rng.randint(least, most), 0 if rng.random() < 0.4 else rng.randrange(max(1, len(words) - 4))
    return " ".join(words[at : at + size]).strip(' ,.;:!?"“”()') or words[0]


def as_title(rng: random.Random, text: str) -> str:
    """A phrase in one of the ways in which sub-headings are written."""
    text = text[:90]
    way = rng.random()
    return text[:1].upper() + text[1:] if way < 0.7 else text.title() if way < 0.85 else text.upper()


@dataclass(slots=True)
class Layout:
    """The gaps (in blank lines), the width and the indentation of a file."""

    para: int
    between: int
    head: int
    block: int
    width: int = 0
    first: str = ""
    every: str = ""
    trail: float = 0.0
    title: Callable[[str], list[str]] = lambda title: [title]

    def __str__(self) -> str:
        """The numbers that tell layouts apart."""
        return f"p{self.para}b{self.between}h{self.head}w{self.width}{'i' * bool(self.first + self.every)}"


def draw_layout(rng: random.Random) -> Layout:
    """Gaps, width and indentation for a file."""
    para = rng.choices([0, 1, 2], [30, 62, 8])[0]
    between = rng.choice([para, para, para, para + 1, para + 1, para + 2, 1, 2, 3, rng.randint(0, 8)])
    layout = Layout(para, max(between, 0), rng.choice([para, para, 0, 1]), rng.choice([0, para, para, 1]))
    layout.width = rng.choice([0] * 5 + [rng.randint(50, 100)])
    layout.first = rng.choice([""] * 8 + ["  ", "    ", "\t", "\u3000\u3000"])
    layout.every = rng.choice([""] * 18 + ["  ", "    ", "\t", "> ", "| "])
    layout.trail = rng.choice([0.0] * 9 + [0.3])
    layout.title = draw_title(rng)
    return layout


def _prefixes(rng: random.Random) -> Callable[[str], list[str]]:
    """Titles with a sign before them or around them."""
    left, right = rng.choice(
        [
            ("# ", ""),
            ("* ", ""),
            ("## ", ""),
            ("- ", ""),
            ("> ", ""),
            ("» ", ""),
            ("== ", " =="),
            ("**", "**"),
            ("• ", ""),
            ("“", "”"),
            ("[", "]"),
            ("■ ", ""),
            ("", " |"),
            ("+++ ", " +++"),
        ]
    )
    return lambda title: [left + title + right]


def draw_title(rng: random.Random) -> Callable[[str], list[str]]:
    """How the titles of a file are written."""
    draw = rng.random()
    if draw < 0.62:
        return lambda title: [title]
    if draw < 0.70:
        return lambda title: [title.upper()]
    if draw < 0.75:
        return lambda title: [title.title()]
    if draw < 0.84:
        sign, full = rng.choice("=-~*_^#"), rng.random() < 0.6
        return lambda title: [title, sign * (min(len(title), 78) if full else 20)]
    if draw < 0.87:
        indent = " " * rng.randint(3, 24)
        return lambda title: [indent + title]
    if draw < 0.90:
        return lambda title: [title + "."]
    return _prefixes(rng)


class Doc:
    """A file that grows line by line and knows where its articles begin."""

    def __init__(self, rng: random.Random, layout: Layout) -> None:
        """An empty file."""
        self.rng, self.layout = rng, layout
        self.rows: list[str] = []
        self.marks: list[int] = []
        self._need = 0
        self._pending = False
        self._feed = False

    def gap(self, blanks: int) -> None:
        """At least so many blank lines before the next line."""
        self._need = max(self._need, blanks)

    def mark(self) -> None:
        """The next line is the first one of an article."""
        self._pending = True

    def feed(self, alone: bool) -> None:
        """A form feed: a line of its own or the first sign of the next line."""
        if alone:
            self.line("\f")
        else:
            self._feed = True

    def line(self, text: str, gap: int = 0) -> None:
        """A line as it is, after the blank lines that are due."""
        if not text.strip(" \t\n\r"):
            self.gap(1)
            return
        text, self._feed = ("\f" + text if self._feed else text), False
        if self.rows:
            self.rows.extend([""] * max(self._need, gap))
        self._need = 0
        if self._pending:
            self.marks.append(len(self.rows))
            self._pending = False
        trail = self.layout.trail and self.rng.random() < self.layout.trail
        self.rows.append(text + " " * self.rng.randint(1, 3) if trail else text)

    def rows_of(self, texts: Iterable[str], gap: int = 0) -> None:
        """Several lines with the same gap between them; they may be wrapped, but are not indented."""
        for text in texts:
            cut = wrap(text, self.layout.width) if self.layout.width else [text]
            self.line(cut[0], gap)
            for more in cut[1:]:
                self.line(more)

    def para(self, text: str, gap: int | None = None) -> None:
        """A paragraph of running text."""
        layout = self.layout
        cut = wrap(text, layout.width) if layout.width else [text]
        self.line(layout.every + layout.first + cut[0], layout.para if gap is None else gap)
        for more in cut[1:]:
            self.line(layout.every + more)

    def done(self) -> tuple[str, tuple[int, ...]]:
        """The text and the offsets of the marked lines."""
        offsets, at = [], 0
        for row in self.rows:
            offsets.append(at)
            at += len(row) + 1
        return "\n".join(self.rows) + "\n" * self.rng.choice([0, 1, 1, 2]), tuple(
            offsets[mark] for mark in self.marks
        )

"""Pages made harder: body text broken into lists, and teasers of other pages put between its lines."""

import re
from typing import Any

_PIECES = re.compile(r"(?<=[.,;:!?])\s+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_BULLETS = ("", "", "", "* ", "- ", "• ", "– ")
_ENDS = ".,;:!?\"'”’)» "


def _chunks(text: str, style: str, rng: Any) -> list[str]:
    """A paragraph in short pieces."""
    if len(_UNSPACED.findall(text)) * 3 > len(text):
        size = int(rng.integers(4, 16))
        return [text[n : n + size] for n in range(0, len(text), size)]
    most = int(rng.integers(1, 5)) if style != "clauses" else int(rng.integers(4, 12))
    found: list[str] = []
    for piece in _PIECES.split(text):
        words = piece.split()
        found += [" ".join(words[n : n + most]) for n in range(0, len(words), most)]
    return found


def _item(text: str, style: str, number: int, bullet: str, rng: Any) -> str:
    bare = text.strip(_ENDS)
    if style == "names":
        bare = " ".join(word[:1].upper() + word[1:] for word in bare.split())
    if style == "figures":
        bare += "".join(f" {rng.integers(0, 10 ** rng.integers(1, 5))}" for _ in range(rng.integers(1, 4)))
    if style == "clauses" and rng.random() < 0.3:
        bare = text
    return (f"{number}. " if bullet == "1" else bullet) + bare[:1].upper() + bare[1:]


def listed(lines: list[str], labels: list[str], rng: Any) -> tuple[list[str], list[str]] | None:
    """The page with a few of its paragraphs broken into lists, rosters or tables, which stay content."""
    long = [n for n, line in enumerate(lines) if labels[n] == "1" and len(line) > 60]
    if len(long) < 3:
        return None
    chosen = set(rng.choice(long, min(len(long) - 1, int(rng.integers(1, 5))), replace=False).tolist())
    style = ("clauses", "clauses", "names", "figures")[rng.integers(4)]
    bullet = "1" if rng.random() < 0.1 else _BULLETS[rng.integers(len(_BULLETS))]
    spread = rng.random() < 0.3
    out: list[str] = []
    marks: list[str] = []
    for n, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if n not in chosen:
            out.append(line)
            marks.append(label)
            continue
        for number, piece in enumerate(_chunks(line, style, rng)[:40], 1):
            out.append(_item(piece, style, number, bullet, rng))
            marks.append("1")
            if spread:
                out.append("")
                marks.append("-")
    return out, marks


def teaser(record: dict[str, Any]) -> tuple[str, str] | None:
    """A page's title and how it begins."""
    lines = record["text"].split("\n")
    body = [line for line, label in zip(lines, record["line_labels"], strict=True) if label == "1"]
    body = [line for line in body if 60 < len(line) < 600]
    return (record["titles"][0], body[0]) if body and record["titles"] else None


def teased(
    lines: list[str], labels: list[str], donors: list[tuple[str, str]], rng: Any
) -> tuple[list[str], list[str]] | None:
    """The page with teasers of other pages, which are cruft, after its end or between its paragraphs."""
    content = [n for n, label in enumerate(labels) if label == "1"]
    if len(content) < 4 or not donors:
        return None
    tail = rng.random() < 0.65
    at = content[-1] + 1 if tail else content[int(rng.integers(2, len(content)))]
    added: list[str] = []
    with_title, with_text = rng.random() < 0.75, rng.random() < 0.75
    cut = int(rng.integers(60, 300)) if rng.random() < 0.5 else 10000
    for _ in range(int(rng.integers(2, 8)) if tail else int(rng.integers(1, 3))):
        title, text = donors[rng.integers(len(donors))]
        if with_title or not with_text:
            added.append(title)
        if with_text:
            added.append(text if len(text) <= cut else text[:cut].rsplit(" ", 1)[0] + "…")
    return [*lines[:at], *added, *lines[at:]], [*labels[:at], *"0" * len(added), *labels[at:]]

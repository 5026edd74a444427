"""Marker lines: those that head an article and those that end one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .markers import FAMILIES, a_word
from .shapes import draw_frame
from .words import hexes, nonsense

if TYPE_CHECKING:
    import random

    from .models import Maker
    from .words import Tongue


def start_marker(rng: random.Random, tongue: Tongue) -> tuple[str, Maker]:
    """A marker that heads each article, and the name of its family."""
    name = rng.choices(list(FAMILIES), [weight for weight, _ in FAMILIES.values()])[0]
    text, frame = FAMILIES[name][1](rng, tongue), draw_frame(rng)
    bare = name in ("linked", "data", "tagged", "titled") and rng.random() < 0.75
    if bare or (name == "named" and rng.random() < 0.3):
        return name, lambda item: [text(item)]
    return name + "+", lambda item: frame(text(item))


def end_marker(rng: random.Random, tongue: Tongue) -> tuple[str, Maker]:
    """A line that ends each article: a word, a tag, an id or what leads on."""
    draw = rng.random()
    frame = draw_frame(rng)
    if draw < 0.4:
        word = tongue.say("end")
        return "end", lambda item: frame(word)
    if draw < 0.6:
        word = tongue.say("next") if rng.random() < 0.8 else nonsense(rng, tongue.writing)
        return "next", lambda item: [word]
    if draw < 0.7:
        name = rng.choice(["doc", "article", "text", "item", nonsense(rng)])
        return "close", lambda item: [f"</{name}>"]
    if draw < 0.85:
        word, stem = a_word(rng, tongue), nonsense(rng).upper()
        return "end_id", lambda item: [f"{word} {stem}{item.ident[:12]}"]
    word = tongue.say("fields").split("|")[-1]
    return "end_field", lambda item: [f"{word}: {sum(map(len, item.lines)) // 6}"]


def ident(rng: random.Random) -> str:
    """Forty hexadecimal digits from which ids of all kinds are cut."""
    return hexes(rng, 40)

"""The shapes of marker lines: rules, ways of writing numbers, frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .models import Item

    Text = Callable[[Item], str]

SIGNS = "-=*_~#.+^%:/\\|>o•·—═─■◆★※§&@!xX$"
PAIRS = (
    ("[", "]"),
    ("[[ ", " ]]"),
    ("<<<", ">>>"),
    ("(", ")"),
    ("{", "}"),
    ("<", ">"),
    ("« ", " »"),
    ("【", "】"),
    ("/* ", " */"),
    ("<!-- ", " -->"),
    ("::", "::"),
    ("==> ", " <=="),
    ("|", "|"),
    ("“", "”"),
    ("=== ", " ==="),
)
LEFTS = (
    "// ",
    "# ",
    ";; ",
    "% ",
    "> ",
    "@",
    "-- ",
    ">>> ",
    "## ",
    "* ",
    "$ ",
    "| ",
    "+ ",
    "→ ",
    "§ ",
    "::",
    "~ ",
    "\\",
)
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A roman numeral."""
    out = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def draw_rule(rng: random.Random) -> str:
    """A rule line: one sign or a few, 1 to 120 characters, spaced or not."""
    size = rng.choice([1, 2, 3, 3, 3, 4, 5, 5, rng.randint(6, 30), rng.randint(10, 80), rng.randint(30, 120)])
    sign = rng.choice("-=*_~#.+-=*_") if rng.random() < 0.6 else rng.choice(SIGNS)
    draw = rng.random()
    if draw < 0.65:
        return sign * max(size, 3 if sign in "xXo.:$!" else 1)
    if draw < 0.85:
        return rng.choice([" ", "  ", "   "]).join(sign * min(max(size, 2), 30))
    unit = sign + rng.choice(SIGNS) + rng.choice(["", " ", rng.choice(SIGNS)])
    return (unit * max(1, size // 2)).strip()


def draw_number(rng: random.Random) -> Text:
    """A way of writing the number of an article."""
    draw = rng.random()
    if draw < 0.55:
        return lambda item: str(item.number)
    if draw < 0.70:
        size = rng.randint(2, 7)
        return lambda item: f"{item.number:0{size}}"
    if draw < 0.80:
        return lambda item: roman(item.number % 400 or 1)
    if draw < 0.86:
        return lambda item: chr(65 + item.index % 26)
    tail = rng.choice(["/{m}", " / {m}", " of {m}", "-{m}", ".0", "/{m}."])
    return lambda item: str(item.number) + tail.replace("{m}", str(item.total + item.number - item.index - 1))


def draw_frame(rng: random.Random) -> Callable[[str], list[str]]:
    """What stands around a marker: nothing, signs, brackets, a sign before it or a banner."""
    draw = rng.random()
    if draw < 0.36:
        return lambda text: [text]
    if draw < 0.58:
        side, gap = draw_rule(rng)[:30], rng.choice([" ", " ", ""])
        return lambda text: [side + gap + text + gap + side[::-1]]
    if draw < 0.72:
        left, right = rng.choice(PAIRS)
        return lambda text: [left + text + right]
    if draw < 0.84:
        sign = rng.choice(LEFTS)
        return lambda text: [sign + text]
    if draw < 0.90:
        side = draw_rule(rng)[:40]
        return lambda text: [text + " " + side]
    rule = draw_rule(rng) * (1 if rng.random() < 0.7 else 2)
    return lambda text: [rule, text, rule]


def chinese(number: int) -> str:
    """A number up to 999 in Chinese numerals."""
    figures = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = figures[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else figures[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (figures[ones] if ones else "")

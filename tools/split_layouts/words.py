"""Labels in the language of a file, invented words, names of people, sites and places."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

HERE = Path(__file__).parent
LABELS: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "labels.toml").read_text("utf-8"))
NAMES: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "names.toml").read_text("utf-8"))
KIN = {"yue": "zh", "zh-tw": "zh", "be": "ru", "bg": "ru", "no": "da", "sk": "cs", "ca": "es", "ms": "id"}
SCRIPTS = {"ru": "cyrillic", "uk": "cyrillic", "zh": "han", "ja": "han", "ar": "arabic", "fa": "arabic"}
OTHER = {"el": "greek", "ko": "hangul", "hi": "devanagari"}
UNFILLED = re.compile(r"\{[dkntsxy]\}")
WORD = re.compile(r"\{\w+\}|[^\W\d_]+")


def near(lang: str) -> str:
    """The language whose labels serve for this one."""
    lang = KIN.get(lang, lang)
    return lang if lang in LABELS else "en"


def script(lang: str) -> str:
    """The script in which names and invented words of a language are written."""
    lang = KIN.get(lang, lang)
    return SCRIPTS.get(lang) or OTHER.get(lang, "latin")


def nonsense(rng: random.Random, writing: str = "latin") -> str:
    """A word that no lexicon has."""
    parts = NAMES["syllables"].get(writing) or NAMES["syllables"]["latin"]
    word = "".join(rng.choice(parts) for _ in range(rng.randint(1, 3)))
    return word if writing != "latin" or rng.random() < 0.8 else word + rng.choice("xkzrt")


def garble(rng: random.Random, template: str, writing: str) -> str:
    """The same template with invented words in place of its own."""

    def swap(found: re.Match[str]) -> str:
        old = found.group()
        if old.startswith("{"):
            return old
        new = nonsense(rng, writing)
        return new.upper() if old.isupper() and len(old) > 1 else new.title() if old[0].isupper() else new

    return WORD.sub(swap, template)


def fill(template: str, values: dict[str, str]) -> str:
    """Put values into a template; what has no value stays out."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return UNFILLED.sub("", template) if values else template


class Tongue:
    """The labels that one file uses: drawn once for each key, so that they recur."""

    def __init__(self, rng: random.Random, lang: str) -> None:
        """Native labels mostly, else English ones, another language's or invented ones."""
        self.rng, self.lang = rng, near(lang)
        self.writing = script(lang)
        draw = rng.random()
        self.mode = (
            "native" if draw < 0.72 else "nonsense" if draw < 0.84 else "english" if draw < 0.95 else "alien"
        )
        if self.mode == "english":
            self.lang = "en"
        if self.mode == "alien":
            self.lang = rng.choice(list(LABELS))
        self.kept: dict[str, str] = {}

    def table(self, key: str) -> list[str]:
        """All the variants of a label."""
        return LABELS[self.lang].get(key) or LABELS["en"][key]

    def fresh(self, key: str, **values: str) -> str:
        """A variant of its own at each call."""
        return fill(self._draw(key), values)

    def say(self, key: str, **values: str) -> str:
        """The variant that this file uses throughout."""
        if key not in self.kept:
            self.kept[key] = self._draw(key)
        return fill(self.kept[key], values)

    def many(self, key: str, least: int, most: int) -> list[str]:
        """Several different variants."""
        table = self.table(key)
        return self.rng.sample(table, min(len(table), self.rng.randint(least, most)))

    def _draw(self, key: str) -> str:
        """A variant, or an invented one."""
        template = self.rng.choice(self.table(key))
        odd = self.mode == "nonsense" or self.rng.random() < 0.04
        return garble(self.rng, template, self.writing) if odd else template

    def person(self) -> str:
        """A name of a person, rarely of a desk or an agency."""
        writing = self.writing if self.writing in NAMES["given"] else "latin"
        draw = self.rng.random()
        if draw < 0.06:
            return self.rng.choice(NAMES["people"]["desks"])
        gap = "" if self.writing in ("han", "hangul") else " "
        given, family = self.rng.choice(NAMES["given"][writing]), self.rng.choice(NAMES["family"][writing])
        if draw < 0.12:
            family = nonsense(self.rng, self.writing).title()
        if gap:
            middle = f" {self.rng.choice('ABCDEFGHJKLM')}." if draw > 0.93 and self.writing == "latin" else ""
            return f"{given}{middle} {family}"
        return family + given

    def place(self) -> str:
        """A town."""
        return self.rng.choice(NAMES["places"].get(self.writing) or NAMES["places"]["latin"])


def site_name(rng: random.Random) -> str:
    """The name of a paper or a site."""
    draw = rng.random()
    if draw < 0.3:
        return f"The {rng.choice(NAMES['sites']['first'])} {rng.choice(NAMES['sites']['last'])}"
    if draw < 0.6:
        glue = rng.choice(["", " ", "-"])
        return rng.choice(NAMES["sites"]["first"]) + glue + rng.choice(NAMES["sites"]["last"])
    if draw < 0.8:
        return rng.choice(NAMES["sites"]["whole"])
    return nonsense(rng).title() + rng.choice(["", ".com", " News", " Blog", "Post", ".net"])


def domain(rng: random.Random) -> str:
    """A host name."""
    name = (nonsense(rng) + rng.choice(["", "-", ""]) + nonsense(rng)).lower()
    return rng.choice(["www.", "", "news.", "m."]) + name + rng.choice(NAMES["sites"]["tops"])


def slug(title: str) -> str:
    """A title as it stands in an address."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:8]) or "post"


def hexes(rng: random.Random, size: int) -> str:
    """Hexadecimal digits."""
    return f"{rng.getrandbits(size * 4):0{size}x}"

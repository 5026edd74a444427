"""Header blocks: titles among dates, bylines, kickers and the like, and blocks of keys and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import draw_dates
from .layout import sentences
from .words import domain, nonsense, site_name, slug

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from .models import Item, Maker
    from .words import Tongue

    Text = Callable[[Item], str]

PARTS = {
    "date": 3, "by": 3, "both": 2, "kicker": 2, "standfirst": 1, "time": 1, "count": 1, "source": 1,
    "place": 1, "share": 1, "photo": 1, "again": 1, "ago": 1, "odd": 1, "scattered": 1, "role": 1,
}  # fmt: skip
GLUES = (" | ", " • ", " - ", ", ", " / ", " — ", " · ", "  ", "\t")


class Heads:
    """The parts of headers as one file writes them."""

    def __init__(self, rng: random.Random, tongue: Tongue) -> None:
        """Draw what recurs: the way of dates, the site, an odd label."""
        self.rng, self.tongue = rng, tongue
        self.dates = draw_dates(rng, tongue)
        self.site = site_name(rng)
        self.bare = rng.random() < 0.5
        self.odd = nonsense(rng, tongue.writing)

    def date(self, item: Item) -> str:
        """A date, with or without words around it."""
        shown = self.dates(item.date)
        return shown if self.bare else self.tongue.say("on", d=shown)

    def by(self, item: Item) -> str:
        """A byline."""
        return self.tongue.say("by", n=item.author, m=self.tongue.person(), s=self.site)

    def both(self, item: Item) -> str:
        """Date and author on one line."""
        shown = self.dates(item.date)
        return self.tongue.say("both", n=item.author, d=shown, s=self.site, k=str(self.rng.randint(0, 90)))

    def kicker(self, item: Item) -> str:
        """A section."""
        return item.section

    def standfirst(self, item: Item) -> str:
        """A summary: a sentence of the article, not its first."""
        own = sentences(self.rng.choice(item.lines[1:4] or item.lines))
        return self.rng.choice(own)[:260]

    def time(self, item: Item) -> str:
        """How long it takes to read."""
        return self.tongue.say("time", k=str(self.rng.randint(1, 15)))

    def count(self, item: Item) -> str:
        """Comments or views."""
        return self.tongue.say("count", k=str(self.rng.choice([0, 1, 2, 7, 15, 133, 4012])))

    def source(self, item: Item) -> str:
        """The paper."""
        return self.site

    def place(self, item: Item) -> str:
        """The town."""
        return item.place

    def share(self, item: Item) -> str:
        """A share label."""
        return self.tongue.say("share")

    def photo(self, item: Item) -> str:
        """A picture credit."""
        return self.tongue.say("photo", n=self.tongue.person(), s=self.site, x=item.title)

    def again(self, item: Item) -> str:
        """The title once more."""
        return item.title

    def ago(self, item: Item) -> str:
        """How long ago."""
        return self.tongue.say("ago", k=str(self.rng.randint(2, 23)))

    def scattered(self, item: Item) -> str:
        """Date and author in pieces, a line each."""
        label = self.tongue.say("on", d="\n" + self.dates(item.date) + "\n").strip().split("\n")
        name = self.tongue.say("by", n="\n" + item.author, m="", s="").strip().split("\n")
        return "\n".join(
            part.strip() for part in (label + name if self.bare else name + label) if part.strip()
        )

    def role(self, item: Item) -> str:
        """An author with what he or she does and where to write."""
        host = self.site.replace(" ", "").lower()
        about = self.tongue.say("report", n=item.author, m=self.odd, s=self.site, x=item.place)
        return f"{item.author}\n{about}\n{self.odd}@{host}"

    def odd_line(self, item: Item) -> str:
        """An invented label with a number."""
        return f"{self.odd} {int(item.ident[:4], 16)}"


def draw_header(
    rng: random.Random, tongue: Tongue, heads: Heads, title: bool = True, least: int = 1
) -> tuple[str, Maker]:
    """Which parts a file's headers have, in which order, and what they look like."""
    count = rng.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 5]) if least else rng.choice([0, 0, 1, 1, 2, 3])
    names = list(dict.fromkeys(rng.choices(list(PARTS), list(PARTS.values()), k=max(count, least))))
    if title:
        place = min(len(names), rng.choice([0, 0, 0, 0, 0, 1, 1, 1, 2, 3]))
        names.insert(place, "title")
    rates = {name: 1.0 if name == "title" or rng.random() < 0.75 else rng.uniform(0.6, 1.0) for name in names}
    glue = rng.choice(GLUES) if rng.random() < 0.22 else ""
    if glue and len(names) > 2:
        return "+".join(names) + "~", _glued(rng, heads, names, glue)
    return "+".join(names), _listed(rng, heads, names, rates)


def _show(heads: Heads, name: str, item: Item) -> str:
    """One part of a header."""
    return item.title if name == "title" else getattr(heads, "odd_line" if name == "odd" else name)(item)


def _listed(rng: random.Random, heads: Heads, names: list[str], rates: dict[str, float]) -> Maker:
    """A header with each part on its own line."""

    def make(item: Item) -> list[str]:
        kept = [name for name in names if rates[name] >= 1 or rng.random() < rates[name]]
        shown = [
            "\0" + item.title if name == "title" else _show(heads, name, item) for name in kept or names[:1]
        ]
        return [line for part in shown for line in part.split("\n")]

    return make


def _glued(rng: random.Random, heads: Heads, names: list[str], glue: str) -> Maker:
    """A header with all parts but the title on one line."""
    above = names[0] != "title" and "title" in names
    small = [name for name in names if name not in ("title", "standfirst", "again")]

    def make(item: Item) -> list[str]:
        line = glue.join(_show(heads, name, item).replace("\n", " ") for name in small)
        if "title" not in names or not line:
            return [line or _show(heads, names[0], item)] if "title" not in names else ["\0" + item.title]
        return [line, "\0" + item.title] if above else ["\0" + item.title, line]

    return make


KEYS = (
    ("{k}: {v}", 40),
    ("{k} : {v}", 4),
    ("{k} = {v}", 6),
    ("{k}={v}", 5),
    ("{k}\t{v}", 5),
    ("[{k}] {v}", 5),
    ("{k} -> {v}", 3),
    ("<{k}>{v}</{k}>", 5),
    ("@{k} {v}", 3),
    ('"{k}": "{v}",', 4),
    ("{k}\n{v}", 4),
    ("{k} | {v}", 4),
    ("** {k}: {v}", 3),
    ("{k}... {v}", 2),
    ("#{k}: {v}", 3),
    ("{k}- {v}", 3),
    ("+{k}+ {v}", 2),
)


def _value(kind: int, item: Item, heads: Heads, host: str) -> str:
    """The value that a field of this kind has."""
    if kind == 5:
        return f"https://{host}/{slug(item.title)}"
    if kind > 5:
        return str(sum(map(len, item.lines)) // 6) if kind == 6 else heads.tongue.lang
    return (item.title, heads.dates(item.date), item.author, heads.site, item.section)[kind]


def _fields(rng: random.Random, tongue: Tongue) -> list[tuple[int, str]]:
    """Field names with their kinds, in any order; kind 0 is the title."""
    table = tongue.table("fields")
    kinds = rng.sample(range(1, 8), rng.choice([1, 2, 2, 3, 3, 4, 5, 7]))
    if rng.random() < 0.9:
        kinds.insert(0 if rng.random() < 0.6 else rng.randint(0, len(kinds)), 0)
    cases: list[Callable[[str], str]] = [str, str, str, str.upper, str.lower]
    case = rng.choice(cases)
    strange = tongue.mode == "nonsense" or rng.random() < 0.08
    return [
        (kind, case(nonsense(rng, tongue.writing).title() if strange else rng.choice(table[kind].split("|"))))
        for kind in kinds
    ]


def draw_fields(rng: random.Random, tongue: Tongue, heads: Heads) -> tuple[str, Maker]:
    """A block of keys and values at the head of each article."""
    fields, host = _fields(rng, tongue), domain(rng)
    pattern = rng.choices([text for text, _ in KEYS], [weight for _, weight in KEYS])[0]
    above, below = rng.choice(
        [((), ())] * 8 + [(("---",), ("---",)), (("{",), ("}",)), (("+++",), ("+++",)), ((), ("",))]
    )
    label = tongue.table("fields")[-1].split("|")[0]
    body = rng.choice([[], [], [], [pattern.split("\n")[0].replace("{k}", label).replace("{v}", "").strip()]])
    again = (0 not in [kind for kind, _ in fields] and rng.random() < 0.7) or rng.random() < 0.25

    def make(item: Item) -> list[str]:
        lines = list(above)
        for kind, name in fields:
            lines += pattern.replace("{k}", name).replace("{v}", _value(kind, item, heads, host)).split("\n")
        return [*lines, *below, *body, *(["\0" + item.title] if again else [])]

    return "fields:" + ",".join(str(kind) for kind, _ in fields), make


def draw_mail(rng: random.Random, tongue: Tongue, heads: Heads) -> tuple[str, Maker]:
    """The head of a mail, a news posting or an mbox entry."""
    names = rng.choice(
        [
            ("From", "Date", "Subject"),
            ("Subject", "From", "Date"),
            ("From", "To", "Date", "Subject"),
            ("Von", "Gesendet", "Betreff"),
            ("De", "Date", "Objet"),
            ("Date", "From", "Subject", "Message-ID"),
        ]
    )
    host, mbox, user = domain(rng).removeprefix("www."), rng.random() < 0.3, nonsense(rng)

    def make(item: Item) -> list[str]:
        stamp = item.date.strftime("%a, %d %b %Y %H:%M:%S +0000")
        values = {
            "T": f"list@{host}",
            "M": f"<{item.ident[:16]}@{host}>",
            "F": f"{item.author} <{user}@{host}>",
            "V": item.author,
            "S": item.title,
            "B": item.title,
            "O": item.title,
        }
        lines = [f"From {user}@{host} {item.date:%a %b %d %H:%M:%S %Y}"] if mbox else []
        return lines + [
            f"{name}: {values.get(name[0], stamp) if name != 'De' else item.author}" for name in names
        ]

    return "mail" + "m" * mbox, make

"""Controls that are no running prose: recipes, code, tables, glossaries, poems, laws, minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .laws import law, statute
from .layout import phrase, sentences
from .shapes import roman
from .words import nonsense, slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from .kit import Kit


def _some(kit: Kit, least: int, most: int) -> range:
    """A number of rounds."""
    return range(kit.rng.randint(least, most))


def _sentence(kit: Kit) -> str:
    """A sentence of the article."""
    return kit.rng.choice(sentences(kit.rng.choice(kit.item.lines)))


def _words(kit: Kit, most: int = 3) -> str:
    """A few words of the article."""
    return phrase(kit.rng, kit.item.lines, 1, most)


def recipe(kit: Kit) -> None:
    """Ingredients and numbered steps."""
    rng, doc = kit.rng, kit.doc
    doc.para(_sentence(kit))
    doc.para(kit.head(2))
    unit, sign = rng.choice(["g", "ml", "tbsp", "EL", "cups", "克"]), rng.choice(["", "- ", "• ", "* "])
    doc.gap(doc.layout.para)
    doc.rows_of([f"{sign}{rng.randint(1, 500)} {unit} {_words(kit)}" for _ in _some(kit, 4, 12)])
    doc.para(kit.head(2))
    step = rng.choice(["{i}. ", "{i}) ", kit.tongue.table("chapter")[0].replace("{k}", "{i}") + "\n"])
    for at in _some(kit, 3, 8):
        doc.gap(doc.layout.para)
        doc.rows_of((step.replace("{i}", str(at + 1)) + _sentence(kit)).split("\n"))


def code(kit: Kit) -> None:
    """Functions with comments."""
    rng, doc = kit.rng, kit.doc
    note, start, end = rng.choice(
        [
            ("# ", "def {f}({a}):", ""),
            ("// ", "function {f}({a}) {", "}"),
            ("-- ", "local {f} = {a}", "end"),
            ("/* ", "int {f}(int {a}) {", "}"),
        ]
    )
    ruled = rng.random() < 0.3
    for _ in _some(kit, 3, 10):
        doc.gap(rng.choice([1, 1, 2]))
        doc.rows_of([note + "-" * 60] if ruled else [])
        doc.line(note + _words(kit, 8))
        doc.line(start.replace("{f}", nonsense(rng)).replace("{a}", nonsense(rng)))
        for _ in _some(kit, 1, 6):
            doc.line(f"    {nonsense(rng)} = {nonsense(rng)}({rng.randint(0, 99)})")
        doc.rows_of([end] if end else [])


def table(kit: Kit) -> None:
    """A table between paragraphs."""
    rng, doc = kit.rng, kit.doc
    glue, size = rng.choice(["\t", " | ", " ; ", ",", "   "]), rng.randint(2, 6)
    for _ in _some(kit, 1, 4):
        doc.para(_sentence(kit))
        doc.gap(doc.layout.para)
        doc.line(glue.join(_words(kit, 1) for _ in range(size)))
        if "|" in glue and rng.random() < 0.7:
            doc.line("|".join(["---"] * size))
        for _ in _some(kit, 2, 15):
            doc.line(glue.join([_words(kit, 2), *(str(rng.randint(0, 9999)) for _ in range(size - 1))]))


def glossary(kit: Kit) -> None:
    """Terms and what they mean."""
    rng, doc = kit.rng, kit.doc
    glue = rng.choice(["\n", ": ", " – ", " (n.) ", "\n    ", " = "])
    terms = [_words(kit, 2) for _ in _some(kit, 5, 25)]
    for term in sorted(terms) if rng.random() < 0.8 else terms:
        doc.gap(doc.layout.para)
        doc.rows_of((term + glue + _sentence(kit)).split("\n"))


def references(kit: Kit) -> None:
    """A text with a list of references."""
    rng, doc = kit.rng, kit.doc
    for line in kit.item.lines[:6]:
        doc.para(line)
    doc.para(kit.head(1))
    way = rng.choice(["[{i}] ", "{i}. ", "", "({i}) "])
    for at in _some(kit, 5, 25):
        year = rng.randint(1960, 2024)
        volume = f"{rng.randint(1, 60)}, {rng.randint(1, 99)}–{rng.randint(100, 300)}"
        text = f"{kit.tongue.person()} ({year}). {_words(kit, 9)}. {kit.heads.site} {volume}."
        doc.para(way.replace("{i}", str(at + 1)) + text)


def poem(kit: Kit) -> None:
    """Stanzas of short lines, numbered or not."""
    rng, doc = kit.rng, kit.doc
    size, way = rng.randint(2, 8), rng.choice(["", "", "", "{i}", "roman", "* * *"])
    for at in _some(kit, 3, 14):
        doc.gap(rng.choice([1, 1, 1, 2]))
        doc.rows_of([roman(at + 1) if way == "roman" else way.replace("{i}", str(at + 1))] if way else [])
        doc.gap(rng.choice([0, 0, 1]) if way else 0)
        doc.rows_of([phrase(rng, kit.item.lines, 4, 8) + rng.choice(["", ",", "."]) for _ in range(size)])


def minutes(kit: Kit) -> None:
    """Minutes of a meeting."""
    rng, doc = kit.rng, kit.doc
    keys = kit.tongue.table("fields")
    doc.rows_of(
        [f"{keys[1].split('|')[0]}: {kit.shown(0)}", f"{keys[2].split('|')[0]}: {', '.join(kit.voices())}"]
    )
    label = rng.choice(["{i}. {x}", "TOP {i}: {x}", "Item {i} - {x}", "{i}) {x}", "AGENDA ITEM {i}"])
    for at in _some(kit, 3, 9):
        doc.gap(doc.layout.between)
        doc.rows_of([label.replace("{i}", str(at + 1)).replace("{x}", kit.head(4))])
        for _ in _some(kit, 1, 3):
            doc.para(rng.choice(["", kit.user() + ": "]) + _sentence(kit))


def products(kit: Kit) -> None:
    """Products with prices and buttons."""
    rng, doc = kit.rng, kit.doc
    sign, button = (
        rng.choice(["€ {p}", "${p}", "{p} zł", "£{p}", "{p} €", "¥{p}"]),
        kit.tongue.say("more", t=""),
    )
    told = rng.random() < 0.5
    for _ in _some(kit, 4, 14):
        doc.gap(rng.choice([doc.layout.para, doc.layout.between]))
        price = sign.replace("{p}", f"{rng.randint(1, 900)}.{rng.randint(0, 99):02}")
        doc.rows_of(
            [
                kit.head(5),
                *([_sentence(kit)] if told else []),
                price,
                *([button] if rng.random() < 0.8 else []),
            ],
            doc.layout.block,
        )


def results(kit: Kit) -> None:
    """Results of a match day or a season."""
    rng, doc = kit.rng, kit.doc
    doc.para(_sentence(kit))
    teams = [_words(kit, 2) for _ in range(8)]
    for at in _some(kit, 2, 7):
        doc.gap(doc.layout.between)
        doc.rows_of(
            [rng.choice([kit.shown(at, 10_080), kit.tongue.table("chapter")[0].replace("{k}", str(at + 1))])]
        )
        doc.rows_of(
            [
                f"{rng.choice(teams)} - {rng.choice(teams)} {rng.randint(0, 5)}:{rng.randint(0, 5)}"
                for _ in _some(kit, 2, 8)
            ]
        )
    doc.para(_sentence(kit))


def schedule(kit: Kit) -> None:
    """A programme: days with times and events."""
    rng, doc = kit.rng, kit.doc
    for at in _some(kit, 1, 6):
        doc.gap(doc.layout.between)
        doc.line(kit.shown(at, 1440))
        hour = 8
        for _ in _some(kit, 3, 9):
            hour += rng.randint(0, 2)
            place = [kit.item.place] if rng.random() < 0.3 else []
            doc.rows_of(
                [f"{hour % 24:02}:{rng.choice(['00', '15', '30'])} {kit.head(6)}", *place], doc.layout.block
            )


def changes(kit: Kit) -> None:
    """A change log or the log of a repository."""
    rng, doc = kit.rng, kit.doc
    way = rng.choice(
        [
            "## [{v}] - {d}",
            "Version {v} ({d})",
            "{v}",
            "v{v}\n------",
            "commit {c}\nAuthor: {n} <{n}@example.org>\nDate:   {d}",
        ]
    )
    for at in _some(kit, 3, 12):
        values = {
            "{v}": f"2.{20 - at}.{rng.randint(0, 9)}",
            "{d}": kit.shown(-at, 43_200),
            "{c}": f"{rng.getrandbits(160):040x}",
            "{n}": nonsense(rng),
        }
        head = way
        for key, value in values.items():
            head = head.replace(key, value)
        doc.gap(max(1, doc.layout.para))
        doc.rows_of(head.split("\n"))
        doc.gap(rng.choice([0, 1]))
        doc.rows_of([rng.choice(["- ", "* ", "    "]) + _words(kit, 9) for _ in _some(kit, 1, 5)])


def faq(kit: Kit) -> None:
    """Questions and answers."""
    rng, doc = kit.rng, kit.doc
    labels = rng.choice(
        [("", ""), ("", ""), tuple(label + " " for label in kit.tongue.say("qa").split("|")), ("▸ ", "")]
    )
    number = rng.random() < 0.3
    for at in _some(kit, 4, 14):
        asked = labels[0] + (f"{at + 1}. " if number else "") + phrase(rng, kit.item.lines, 5, 12) + "?"
        doc.para(asked, doc.layout.between)
        doc.para(labels[1] + " ".join(_sentence(kit) for _ in _some(kit, 1, 4)))


def notes(kit: Kit) -> None:
    """Show notes of a podcast: times, links, names."""
    rng, doc = kit.rng, kit.doc
    doc.para(_sentence(kit))
    minute = 0
    for _ in _some(kit, 5, 16):
        minute += rng.randint(1, 9)
        doc.para(
            rng.choice(["{t} {x}", "[{t}] {x}", "{t} – {x}"])
            .replace("{t}", f"{minute // 60}:{minute % 60:02}:12")
            .replace("{x}", kit.head()),
            doc.layout.block,
        )
    doc.para(kit.head(2))
    for _ in _some(kit, 2, 8):
        doc.para(f"{kit.head(4)} https://example.org/{slug(_words(kit))}", doc.layout.block)


def links(kit: Kit) -> None:
    """A text with a block of links between its paragraphs."""
    rng, doc = kit.rng, kit.doc
    for line in kit.item.lines[:20]:
        doc.para(line)
        if rng.random() < 0.4:
            doc.para(f"https://www.example.org/{rng.randint(1, 9999)}/{slug(_words(kit))}")


BUILT: dict[str, Callable[[Kit], None]] = {
    "recipe": recipe,
    "code": code,
    "table": table,
    "glossary": glossary,
    "references": references,
    "poem": poem,
    "law": law,
    "statute": statute,
    "minutes": minutes,
    "products": products,
    "results": results,
    "schedule": schedule,
    "changes": changes,
    "faq": faq,
    "notes": notes,
    "links": links,
}

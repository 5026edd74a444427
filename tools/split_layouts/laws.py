"""Controls that are numbered through: laws, terms of use, statutes."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from .layout import sentences
from .shapes import chinese, roman

if TYPE_CHECKING:
    from .kit import Kit


def law(kit: Kit) -> None:
    """Articles and paragraphs of a law or of terms of use."""
    rng, doc = kit.rng, kit.doc
    label = rng.choice(
        ["§ {i}", "Article {i}", "Art. {i}.", "{i}.", "Section {i}", "Artikel {i}", "第{i}条", "Статья {i}."]
    )
    titled, first = rng.random() < 0.6, rng.choice([1, 1, rng.randint(2, 300)])
    for at in range(rng.randint(3, 15)):
        head = label.replace("{i}", str(first + at))
        lines = (
            [f"{head} {kit.head(4)}"]
            if titled and rng.random() < 0.6
            else [head, kit.head(4)]
            if titled
            else [head]
        )
        doc.gap(rng.choice([doc.layout.para, doc.layout.between]))
        doc.rows_of(lines)
        for part in range(rng.randint(1, 4)):
            doc.para(f"({part + 1}) {rng.choice(sentences(rng.choice(kit.item.lines)))}")


_STATUTES = (
    ("第{k}章", "第{k}条\u3000"),
    ("第{k}章", "第{k}條 "),
    ("第{k}节", "{k}. "),
    ("第{k}章", "{k}、"),
    ("Chapter {k}", "Article {k}. "),
    ("Part {k}", "{k}. "),
    ("Section {k}", "({k}) "),
    ("Kapitel {k}", "§ {k} "),
    ("Titre {k}", "Art. {k} – "),
    ("Capítulo {k}", "Artículo {k}.- "),
    ("Глава {k}.", "Статья {k}. "),
    ("Rozdział {k}", "Art. {k}. "),
)


def statute(kit: Kit) -> None:
    """Chapters of numbered paragraphs, whose numbers mostly run on through the chapters."""
    rng, doc = kit.rng, kit.doc
    chapter, paragraph = rng.choice(_STATUTES)
    number = rng.choice([str, chinese]) if "第" in chapter else rng.choice([str, roman])
    runs_on, at = rng.random() < 0.8, rng.choice([1, 1, rng.randint(2, 200)])
    lines = cycle(kit.item.lines)
    for part in range(rng.randint(2, 9)):
        glue = rng.choice([" ", " ", "\u3000", ": "])
        doc.gap(rng.choice([doc.layout.para, doc.layout.between]))
        doc.rows_of([chapter.replace("{k}", number(part + 1)) + glue + kit.head(4)])
        at = at if runs_on else 1
        for _ in range(rng.randint(1, 8)):
            own = chinese(at) if number is chinese else str(at)
            doc.para(paragraph.replace("{k}", own) + next(lines))
            at += 1

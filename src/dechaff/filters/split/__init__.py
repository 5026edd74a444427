"""split: the articles of a file in which several were joined.

The user's own separator first; then the layouts that are known; then end markers that say what they
are; and where there is none of these, evidence. A file in which nothing is found is one article: a
wrong split does more harm than a missed one.
"""

from collections.abc import Iterable, Sequence

from dechaff.core.article import Part
from dechaff.core.pipeline import Splitter
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.split.layouts.grammar import Grammar
from dechaff.filters.split.layouts.tables import Layouts, tiles
from dechaff.filters.split.lines import lines_of
from dechaff.filters.split.markers import (
    HEADLINE_WORDS,
    by_markers,
    end_markers,
    likely_markers,
    marker_lines,
)
from dechaff.filters.split.separators import by_separator
from dechaff.rules.load import built_in
from dechaff.rules.patterns import Pattern
from dechaff.rules.rule import Rule

# With this rule the evidence decides where no layout and no marker does.
_BY_EVIDENCE = "S102"


def split(
    rules: Iterable[Rule] | None = None,
    *,
    separator: str = "",
    evidence: bool = True,
    aggressive: bool = False,
) -> Splitter:
    """A splitter of files into articles and seams.

    Args:
        rules: the rules in force, by default those of dechaff; each layout is one, and so are end
            markers (S101) and evidence (S102).
        separator: a regular expression; where it is given, lines that match it whole, and nothing
            else, part articles.
        evidence: part on evidence where no layout and no marker tells, if the rule for it is in force.
        aggressive: part where the evidence makes it likely, not only where it is all but sure.
    """
    in_force = list(built_in() if rules is None else rules)
    layouts = Layouts(Grammar(rule) for rule in in_force if rule.layout)
    markers, likely = end_markers(in_force), likely_markers(in_force)
    with_evidence = evidence and any(rule.code == _BY_EVIDENCE for rule in in_force)
    pattern = Pattern([separator]) if separator else None

    def tile(text: Text) -> Sequence[Part]:
        if pattern:
            return by_separator(text, pattern)
        lines = list(lines_of(text))
        table = layouts.best(lines)
        if table:
            return list(tiles(text, lines, table))
        places = marker_lines(lines, likely)
        found = by_markers(text, lines, {key: at for key, at in places.items() if key in markers})
        if with_evidence:
            from dechaff.filters.split.evidence.parts import by_evidence, noted

            if found:
                return noted(text, lines, found)
            found = by_evidence(text, lines, aggressive=aggressive)
        if len(found) > 1:
            return found
        return by_markers(text, lines, places, HEADLINE_WORDS) or found or [Part(Span(0, len(text)))]

    return tile

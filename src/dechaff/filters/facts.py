"""facts: what filters captured, in normal form."""

import re
from collections.abc import Callable, Iterator, Sequence

from dechaff import dates
from dechaff.core.document import Found
from dechaff.core.facts import Fact, Facts
from dechaff.core.pipeline import Annotator

_LIST = re.compile(r"\s*[,;|·•、،，；#]\s*")
_PAIRS = {"”": "“", "»": "«", ")": "(", "]": "[", "’": "‘", "“": "„"}
_ENDS = " \t\u00a0-–—|:,;›>→"


def facts() -> Annotator:
    """An annotator that turns captures into facts: dates to ISO 8601, lists into items.

    Of a fact that has one value, the first one found that reads well stands.
    """

    def annotate(found: Sequence[Found], language: str) -> Facts:
        ordered = sorted(found, key=lambda one: (one.origin, one.fact))
        return Facts([fact for one in ordered for fact in _facts(one, language)])

    return annotate


def _facts(found: Found, language: str) -> Iterator[Fact]:
    values = _READ.get(found.fact, _plain)(found.text, language)
    for value in values:
        if value:
            yield Fact(found.fact, value, found.origin)


def _plain(text: str, _language: str) -> list[str]:
    return [_trimmed(" ".join(text.split()))]


def _date(text: str, language: str) -> list[str]:
    iso = dates.parse(text) or (dates.parse(text, language) if language != "und" else None)
    return [iso] if iso else []


def _items(text: str, language: str) -> list[str]:
    return [item for part in _LIST.split(text) for item in _plain(part, language)]


def _trimmed(text: str) -> str:
    """The text without what a list or a link put around it, and without a quote that nothing opens."""
    text = text.strip(_ENDS)
    while text and text[-1] in _PAIRS and _PAIRS[text[-1]] not in text[:-1]:
        text = text[:-1].rstrip(_ENDS)
    return text


_READ: dict[str, Callable[[str, str], list[str]]] = {
    "published": _date,
    "updated": _date,
    "tags": _items,
}

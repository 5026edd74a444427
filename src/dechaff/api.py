"""The functions that most users need: one call from scraped text to articles, and each step alone."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dechaff import filters
from dechaff.core.article import Cleaned
from dechaff.core.hit import resolve
from dechaff.core.layer import Layer
from dechaff.core.pipeline import Pipeline
from dechaff.core.text import Text
from dechaff.filters.repair.step import is_plain
from dechaff.language.backends import detector as detector_named
from dechaff.language.found import Detection, LanguageDetector, Segment
from dechaff.settings import DEFAULT_PRESET, Settings, pipeline_for, resolve_settings


class Decoded(NamedTuple):
    """The text of some bytes.

    Attributes:
        text: the text, without a byte-order mark.
        charset: the charset that it was read in.
        confidence: how sure that is, from 0 to 1.
    """

    text: str
    charset: str
    confidence: float


def clean(
    data: str | bytes,
    *,
    preset: str = DEFAULT_PRESET,
    settings: Settings | Mapping[str, Any] | None = None,
) -> Cleaned:
    """Turn scraped text, or the bytes of a file of it, into clean articles.

    Args:
        data: the text, or the content of a file.
        preset: `careful`, `balanced` or `thorough`: how much may go.
        settings: settings that are laid over the preset, such as `{"ignore": ["N201"]}`, or a
            whole `Settings`.

    Returns:
        The articles and the account of every character; `.restore()` gives `data` back.

    Raises:
        TypeError: `data` is neither `str` nor `bytes`.
        SettingsError: the preset or a setting is unknown or has a value that is not allowed.
        RuleError: a rule pack that the settings name is wrong.

    >>> article = clean("Share this\\n\\nThe bridge opened today.\\n").articles[0]
    >>> article.text, [finding.code for finding in article.findings]
    ('The bridge opened today.\\n', ['N101', 'W103'])
    """
    return pipeline_for(resolve_settings(preset, settings)).run(data)


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """The text of some bytes, whatever they are. Never fails for any bytes.

    Args:
        data: the bytes.
        charset: the charset that they are in, by any of its names; by default it is found out.

    Raises:
        LookupError: there is no such charset.

    >>> decode("Die Brücke über den Fluß öffnet.".encode("latin-1")).text
    'Die Brücke über den Fluß öffnet.'
    """
    reading = filters.decode(charset)(data)
    return Decoded(reading.text, reading.source.charset, reading.source.confidence)


def repair(text: str) -> str:
    """The text with its encoding repaired, and nothing else changed."""
    if is_plain(text):
        return text
    now = Text(text)
    for step in filters.repair():
        edits = resolve(step(now))
        if edits:
            now = Text(Layer.over(now, step.name, edits).apply(now))
    return str(now)


def boundaries(text: str) -> list[int]:
    """Where the articles of a text begin, as character offsets; one article begins where the text does."""
    cleaned = Pipeline(whole=[filters.repair()], split=filters.split()).run(text)
    return [article.span.start for article in cleaned.articles]


def strip(text: str, *, preset: str = DEFAULT_PRESET) -> str:
    """The text of one article's page without its cruft; nothing is split, and nothing is added."""
    settings = resolve_settings(preset)
    pipeline = pipeline_for(settings)
    only_strip = Pipeline(each=[pipeline.each[0], filters.tidy()], max_cut=settings.max_cut)
    return str(only_strip.leave(Text(text)))


def detector(name: str = "default") -> LanguageDetector:
    """A detector of languages by name: `default`, `langdetect`, `vote`, `cld2`, `eld` or `lingua`.

    Raises:
        DetectorError: there is none of this name, or what it needs is not installed.
    """
    return detector_named(name)


def detect(text: str) -> Detection:
    """The language of a text. Never raises; `und` where there is none.

    >>> code, confidence = detect("The ferry does not run today, said the harbour master.")
    >>> code, confidence > 0.9
    ('en', True)
    """
    return detector_named().detect(text)


def detect_batch(texts: Iterable[str]) -> list[Detection]:
    """The language of each text, as `detect` says it."""
    return detector_named().detect_batch(texts)


def segments(text: str) -> list[Segment]:
    """The stretches of a text that are in one language each, in order; they tile the text."""
    return detector_named().segments(text)

"""The pipeline that follows from settings."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from dechaff import filters
from dechaff._version import __version__
from dechaff.core.pipeline import Filter, Filters, Naming, Pipeline, Splitter
from dechaff.language.backends import DetectorError, detector
from dechaff.rules.load import all_rules
from dechaff.rules.rule import Rule
from dechaff.rules.select import select
from dechaff.settings.checks import RULE_LISTS, unnamed
from dechaff.settings.settings import Settings, SettingsError


def rules_for(settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings put in force.

    Raises:
        RuleError: a pack is wrong.
        SettingsError: one of the settings names a rule that there is not.
    """
    rules = all_rules(settings.packs)
    named = {key: getattr(settings, key.replace("-", "_")) for key in RULE_LISTS}
    wrong = unnamed({name for names in named.values() for name in names}, rules)
    mistakes = [f"{key}: {wrong[name]}" for key, names in named.items() for name in names if name in wrong]
    if mistakes:
        raise SettingsError(mistakes)
    return tuple(
        select(
            rules,
            unsafe=settings.unsafe,
            chosen=settings.select,
            added=settings.extend_select,
            ignored=settings.ignore,
        )
    )


@lru_cache(maxsize=16)
def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline that the settings describe, compiled once.

    Raises:
        RuleError: a pack is wrong.
        SettingsError: a detector that is not installed, or a language that it does not know.
    """
    rules = rules_for(settings)
    named, others = _languages(settings, rules)
    strip = filters.strip(rules, settings.keep, settings.model, settings.never_alone)
    return Pipeline(
        decode=filters.decode(settings.charset),
        whole=[filters.repair(rules)],
        split=_splitter(settings, rules) if settings.split else None,
        each=[
            (strip.comments, strip.rest),
            others,
            filters.tidy(rules),
            filters.headline(),
        ],
        language=named,
        facts=filters.facts(),
        max_cut=settings.max_cut,
        fingerprint=fingerprint(settings, rules),
    )


def _languages(settings: Settings, rules: Sequence[Rule]) -> tuple[Naming, Filter | Filters]:
    """What names the language of an article, and the filter for languages that were not asked for."""
    try:
        named = filters.language(settings.detector)
    except DetectorError as error:
        raise SettingsError([str(error)]) from error
    if not settings.languages:
        return named, ()
    mistakes = list(_unknown(settings.languages, detector(settings.detector).languages))
    if mistakes:
        raise SettingsError(mistakes)
    if settings.other_languages == "keep":
        return named, ()
    return named, filters.wanted(
        settings.languages,
        drop=settings.other_languages == "drop",
        rules=[rule.code for rule in rules if rule.filter == "language"],
        name=settings.detector,
    )


def _unknown(asked: Sequence[str], known: Set[str]) -> Iterator[str]:
    """What is wrong with languages that a detector does not know; `zh` is known where `zh-Hans` is."""
    known = known | {code.split("-")[0] for code in known}
    for code in asked:
        if code not in known:
            yield f"languages: the detector does not know {code!r}; it knows {', '.join(sorted(known))}"


def _splitter(settings: Settings, rules: Sequence[Rule]) -> Splitter:
    return filters.split(
        rules,
        separator=settings.separator,
        evidence=settings.evidence,
        aggressive=settings.aggressive,
    )


def fingerprint(settings: Settings, rules: tuple[Rule, ...]) -> str:
    """Version and a hash of everything that decides what comes out."""
    # What is in a pack decides, not where it lies.
    said = msgspec.to_builtins(settings) | {"packs": ()}
    state = repr((said, [_essence(rule) for rule in rules]))
    return f"{__version__}+{sha256(state.encode()).hexdigest()[:12]}"


def _essence(rule: Rule) -> Any:
    return msgspec.to_builtins(rule) | {"examples": (), "summary": ""}

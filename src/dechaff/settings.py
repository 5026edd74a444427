"""Settings: what a user may say, checked, and the pipeline that follows from it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import get_close_matches
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from dechaff import filters
from dechaff._version import __version__
from dechaff.core.pipeline import Filter, Filters, Naming, Pipeline, Splitter
from dechaff.filters.charsets import charset_named
from dechaff.language.backends import DetectorError, detector, detector_names
from dechaff.rules.load import built_in, combine, load_pack
from dechaff.rules.patterns import pattern_mistake
from dechaff.rules.rule import Rule
from dechaff.rules.select import is_named, select

DEFAULT_PRESET = "balanced"


class SettingsError(ValueError):
    """Settings are wrong. `mistakes` lists every one, with what is allowed."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Settings(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """How to clean. Every field has a default; a preset is a `Settings` with other values.

    Attributes:
        unsafe: let rules cut that may be wrong; otherwise they only note.
        max_cut: the largest share of an article's characters, white space aside, that strip may
            take; where it would take more, the article is left as it is, with a finding.
        select: codes, prefixes or names of the only rules in force; empty for all.
        extend_select: codes or names of rules that are in force beside the others, such as those
            that are optional.
        ignore: codes, prefixes or names of rules that are not in force.
        never_alone: codes, prefixes or names of rules that cut only where something else is cut too: on a
            clean page, they tell facts and leave the line.
        keep: regular expressions; a line in which one is found is never cut.
        packs: folders of further rules.
        split: look for several articles in one file.
        separator: a regular expression; a line that it matches as a whole parts articles, and
            nothing else does; empty to find out what parts them.
        aggressive: part articles on weaker evidence too: more are found, and more are wrong.
        charset: the charset that files are in; empty to find it out for each.
        model: how sure the line model must be before it cuts what rules leave: `careful`,
            `balanced` or `thorough`; `off` to do without it.
        detector: what names languages: `default`, `langdetect`, `vote`, `cld2`, `eld` or `lingua`.
        languages: the codes of the languages asked for; empty for all.
        other_languages: what becomes of articles, and of stretches of them, in other languages: `keep`,
            `note` or `drop`.
    """

    unsafe: bool = False
    max_cut: float = 0.8
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    never_alone: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    split: bool = True
    separator: str = ""
    aggressive: bool = False
    charset: str = ""
    model: str = "balanced"
    detector: str = "default"
    languages: tuple[str, ...] = ()
    other_languages: str = "note"


OTHERS = ("keep", "note", "drop")
MODELS = ("off", "careful", "balanced", "thorough")


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """The presets by name, as `presets.toml` says them."""
    return tomllib.loads(Path(__file__).with_name("presets.toml").read_text("utf-8"))


def resolve_settings(
    preset: str = DEFAULT_PRESET, settings: Settings | Mapping[str, Any] | None = None
) -> Settings:
    """The settings in force.

    Args:
        preset: the name of a preset.
        settings: a whole `Settings`, which stands as it is, or a mapping of settings that are
            laid over the preset.

    Raises:
        SettingsError: an unknown preset or setting, or a value that is not allowed.
    """
    if preset not in presets():
        raise SettingsError([f"preset: found {preset!r}, must be one of {', '.join(presets())}"])
    if isinstance(settings, Settings):
        return settings
    return _checked(preset, settings) if settings else _preset(preset)


@cache
def _preset(name: str) -> Settings:
    return _checked(name, {})


def _checked(preset: str, settings: Mapping[str, Any]) -> Settings:
    values = {**presets()[preset], **{_kebab(k): v for k, v in settings.items()}}
    mistakes = list(_mistakes(values))
    if mistakes:
        raise SettingsError(mistakes)
    return msgspec.convert(values, Settings)


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _mistakes(values: Mapping[str, Any]) -> Iterator[str]:
    """Every mistake, key by key: msgspec by itself stops at the first."""
    known = {field.encode_name: field for field in msgspec.structs.fields(Settings)}
    for name, value in values.items():
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
            yield f"unknown setting {name!r}; {hint}"
            continue
        try:
            msgspec.convert(value, known[name].type)
        except msgspec.ValidationError:
            yield f"{name}: found {value!r}, expected {_KINDS[type(known[name].default)]}"
            continue
        yield from _ranges(name, value)


_KINDS = {bool: "true or false", float: "a number", tuple: "a list of strings", str: "a string"}


def _ranges(name: str, value: Any) -> Iterator[str]:
    if name == "max-cut" and not 0 <= value <= 1:
        yield f"max-cut: found {value!r}, expected a share from 0 to 1"
    for choice, allowed in (("model", MODELS), ("other-languages", OTHERS), ("detector", detector_names())):
        if name == choice and value not in allowed:
            yield f"{name}: found {value!r}, must be one of {', '.join(allowed)}"
    for pattern in _patterns(name, value):
        mistake = pattern_mistake(pattern)
        if mistake:
            yield f"{name}: {pattern!r}: {mistake}"
    if name == "charset" and value:
        try:
            charset_named(value)
        except LookupError as mistake:
            yield f"charset: {mistake}"


def _patterns(name: str, value: Any) -> Sequence[str]:
    if name == "separator" and value:
        return [value]
    return value if name == "keep" else ()


def rules_for(settings: Settings) -> tuple[Rule, ...]:
    """The rules that the settings put in force.

    Raises:
        RuleError: a pack is wrong.
        SettingsError: one of the settings names a rule that there is not.
    """
    packs = [built_in(), *(load_pack(Path(folder)) for folder in settings.packs)]
    rules = combine(packs) if settings.packs else built_in()
    mistakes = [
        f"{setting}: {name!r} is no rule, prefix or name; {_hint(name, rules)}"
        for setting in ("select", "extend-select", "ignore", "never-alone")
        for name in getattr(settings, setting.replace("-", "_"))
        if not any(is_named(rule, name) for rule in rules)
    ]
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


def _hint(name: str, rules: Sequence[Rule]) -> str:
    known = [word for rule in rules for word in (rule.code, rule.name)]
    close = get_close_matches(name, known, 1)
    return f"did you mean {close[0]!r}?" if close else "`dechaff rule` lists them"


@lru_cache(maxsize=16)
def pipeline_for(settings: Settings) -> Pipeline:
    """The pipeline that the settings describe, compiled once.

    Raises:
        RuleError: a pack is wrong.
        SettingsError: a detector that is not installed, or a language that it does not know.
    """
    rules = rules_for(settings)
    named, others = _languages(settings, rules)
    return Pipeline(
        decode=filters.decode(settings.charset),
        whole=[filters.repair(rules)],
        split=_splitter(settings, rules) if settings.split else None,
        each=[
            filters.strip(rules, settings.keep, settings.model, settings.never_alone),
            others,
            filters.tidy(),
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
    return filters.split(rules, separator=settings.separator, aggressive=settings.aggressive)


def fingerprint(settings: Settings, rules: tuple[Rule, ...]) -> str:
    """Version and a hash of everything that decides what comes out."""
    state = repr((msgspec.to_builtins(settings), [_essence(rule) for rule in rules]))
    return f"{__version__}+{sha256(state.encode()).hexdigest()[:12]}"


def _essence(rule: Rule) -> Any:
    return msgspec.to_builtins(rule) | {"examples": (), "summary": ""}

"""linter: files one after the other, checked under the rules that hold for each, and mended where asked."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from os.path import abspath, relpath
from pathlib import Path

import msgspec

from dechaff.config.options import Options
from dechaff.core.pipeline import Pipeline
from dechaff.core.text import Text
from dechaff.corpus.choice import matching
from dechaff.corpus.inputs import STDIN, Problem, UnreadableError, read
from dechaff.corpus.outputs import overwrite
from dechaff.corpus.run import attempt, prove
from dechaff.lint.cache import Cache, state_of
from dechaff.lint.check import Checked, check
from dechaff.lint.diagnostic import Diagnostic, Result
from dechaff.lint.in_place import in_place
from dechaff.rules.rule import Rule
from dechaff.settings import Settings


@dataclass(frozen=True)
class Linter:
    """What a check needs to know.

    Attributes:
        settings: of the pipeline.
        options: which rules hold in which files, and what counts.
        root: the folder that names of files in `options` and in reports count from.
        stdin_name: what standard input is called; empty for no name.
    """

    settings: Settings
    options: Options
    root: Path
    stdin_name: str = ""
    _known: dict[tuple[str, ...], "_Under"] = field(default_factory=dict, init=False, repr=False)

    def place(self, path: Path) -> str:
        """A file's name as seen from the root, with forward slashes."""
        if path == STDIN and not self.stdin_name:
            return str(STDIN)
        full = abspath(self._named(path))
        inside = full.startswith(self._top)
        return (full[len(self._top) :] if inside else relpath(full, self.root)).replace(os.sep, "/")

    def cache(self, folder: Path) -> Cache:
        """What was found under these settings before."""
        said = (self.settings, self.options.per_file_ignores, self.options.allow_several)
        return Cache(folder, state_of(said, self.settings.packs))

    def results(self, files: Iterable[Path], cache: Cache | None = None) -> Iterator[Result]:
        """What there is to say about each file; a bad one never costs its neighbours."""
        for path in files:
            yield self._result(path, attempt(path, partial(self._found, path, cache)))

    def mended(self, files: Iterable[Path], cache: Cache | None = None) -> Iterator[Result]:
        """The same, once all was mended in place that can be; what is left is what the mended file has."""
        for path in files:
            yield self._result(path, attempt(path, partial(self._mend_in_place, path, cache)))

    def problem(self, problem: Problem) -> Result:
        """What there is to say about a path that names no file."""
        return self._result(Path(problem.path), problem)

    def checked(self, path: Path) -> Checked:
        """One file, looked at anew.

        Raises:
            UnreadableError: it could not be read, or not be made again from what became of it.
        """
        return self._checked(path, read(path))

    def mend(self, path: Path) -> bytes:
        """The bytes of a file with all mended that can be; nothing is written.

        Raises:
            UnreadableError: as for `checked`, or the file cannot hold what would be written.
        """
        return _mended(path, self._checked(path, read(path)), self._under(path).pipeline)

    def _checked(self, path: Path, data: bytes) -> Checked:
        under = self._under(path)
        found = check(under.pipeline, under.rules, data, allow_several=self.options.allow_several)
        prove(path, found.cleaned, data)
        return found

    def _found(self, path: Path, cache: Cache | None) -> "_Found":
        data = read(path)
        return _Found(self._diagnostics(path, data, cache), (), self._text(path, data))

    def _mend_in_place(self, path: Path, cache: Cache | None) -> "_Found":
        data = read(path)
        before = self._diagnostics(path, data, cache)
        if not any(diagnostic.fixable for diagnostic in before):
            return _Found(before, (), self._text(path, data))
        new = _mended(path, self._checked(path, data), self._under(path).pipeline)
        _overwrite(path, new)
        after = self._diagnostics(path, new, cache)
        return _Found(after, tuple(d for d in before if d.fixable), self._text(path, new))

    def _diagnostics(self, path: Path, data: bytes, cache: Cache | None) -> tuple[Diagnostic, ...]:
        place = self.place(path)
        known = cache.get(place, data) if cache else None
        if known is not None:
            return known
        found = self._checked(path, data).diagnostics
        if cache:
            cache.put(place, data, found)
        return found

    def _text(self, path: Path, data: bytes) -> Callable[[], Text]:
        """What gives the text of a file.

        A file is read again rather than held, since many results may wait; standard input cannot be.
        """
        held = data if path == STDIN else None

        def text() -> Text:
            from dechaff.filters.decode import decode

            return Text(decode(self.settings.charset)(read(path) if held is None else held).text)

        return text

    def _result(self, path: Path, found: "_Found | Problem") -> Result:
        name, place = str(self._named(path)), self.place(path)
        if isinstance(found, Problem):
            return Result(name, place, problem=found.message)
        return Result(name, place, found.left, fixed=found.fixed, text=found.text)

    def _named(self, path: Path) -> Path:
        return Path(self.stdin_name) if path == STDIN and self.stdin_name else path

    def _under(self, path: Path) -> "_Under":
        """What holds in one file."""
        ignored = tuple(rule for names, holds in self._per_file if holds(self._named(path)) for rule in names)
        if ignored not in self._known:
            from dechaff.settings import pipeline_for, rules_for

            settings = self.settings
            if ignored:
                settings = msgspec.structs.replace(settings, ignore=(*settings.ignore, *ignored))
            rules = {rule.code: rule for rule in rules_for(settings)}
            self._known[ignored] = _Under(in_place(pipeline_for(settings)), rules)
        return self._known[ignored]

    @cached_property
    def _top(self) -> str:
        return os.path.join(abspath(self.root), "")

    @cached_property
    def _per_file(self) -> Sequence[tuple[Sequence[str], Callable[[Path], bool]]]:
        ignores = self.options.per_file_ignores
        return [(rules, matching(self.root, [pattern])) for pattern, rules in ignores.items()]


@dataclass(frozen=True)
class _Under:
    """The pipeline for some files, and the rules in force there, by code."""

    pipeline: Pipeline
    rules: Mapping[str, Rule]


@dataclass(frozen=True)
class _Found:
    """What is left in a file, what was mended, and its text."""

    left: tuple[Diagnostic, ...]
    fixed: tuple[Diagnostic, ...]
    text: Callable[[], Text]


def _mended(path: Path, checked: Checked, pipeline: Pipeline) -> bytes:
    """The bytes of a file with all mended that can be: those of what stays, and its charset, stay.

    Raises:
        UnreadableError: what would be written cannot be in the file's charset, or would not be read as it
            was meant.
    """
    cleaned = checked.cleaned
    try:
        new = cleaned.in_place()
    except UnicodeEncodeError as error:
        charset = cleaned.source.charset if cleaned.source else ""
        missing = error.object[error.start : error.end][:20]
        reason = f"cannot be mended in place: its charset {charset} has no {missing!r}; convert it to UTF-8"
        raise UnreadableError(path, reason) from error
    assert isinstance(new, bytes)
    assert pipeline.decode is not None
    if pipeline.decode(new).text != cleaned.in_style:
        reason = "cannot be mended in place: it would be read in another charset; convert it to UTF-8"
        raise UnreadableError(path, reason)
    return new


def _overwrite(path: Path, data: bytes) -> None:
    try:
        overwrite(path, data)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}; it is as it was: check its permissions"
        raise UnreadableError(path, reason) from error

"""Literals: strings of which a text must hold one, or an expression cannot match it.

They are read off the expression itself. What the reader does not know asks for nothing, so that an
expression is at worst tried too often, and never left out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from dechaff.rules.form import ANY, EDGE, EMPTY, Form, ahead, either, exactly, repeated, then
from dechaff.rules.level import DIGIT, LINE, SPACE
from dechaff.rules.level import level as level_anew

# The same pieces stand in expression after expression.
level = lru_cache(maxsize=4096)(level_anew)


def form_of(source: str, macros: Mapping[str, Form]) -> Form:
    """What is known of the matches of an expression; nothing where it uses what is not known here.

    Args:
        source: the expression, which may hold macros as `{name}`.
        macros: what is known of each macro.
    """
    try:
        return _Reader(source, macros).read()
    except _UnknownError:
        return ANY


class _UnknownError(Exception):
    """The expression uses what the reader does not know."""


_RUN = re.compile(r"[^\\\[(){}.*+?|^$]+")
_COUNT = re.compile(r"(?:([?*+])|\{(\d*)(,?)(\d*)\})[?+]?")
_MACRO = re.compile(r"\{([a-z]+)\}")
_AHEAD = re.compile(r"\(\?=")
_ASIDE = re.compile(r"\(\?(?:!|<!|<=)")
_GROUP = re.compile(r"\((?:\?(?:[imsu]*-?[imsu]*:|>|P?<\w+>))?(?![?*])")
_PROPERTY = re.compile(r"[pP]\{[^{}]*\}")
_CODE = re.compile(r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}")
_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_MEMBER = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[pP]\{[^{}]*\}|.)|.", re.DOTALL)
_CONTROLS = {"n": LINE, "t": SPACE, "r": SPACE, "f": SPACE, "v": SPACE}
_KNOWN = {"d": exactly([DIGIT]), "s": exactly([SPACE])} | dict.fromkeys("DSwWX", ANY)
_KNOWN |= dict.fromkeys("bB", EMPTY) | dict.fromkeys("AZ", EDGE)
_WIDEST_RANGE = 32


# Macros are written out in expression after expression: what a group says is read once.
_groups: dict[str, dict[str, Form]] = {}
_TELLING = 16


class _Reader:
    """Reads an expression of the `regex` module from left to right."""

    def __init__(self, source: str, macros: Mapping[str, Form]) -> None:
        self._source = source
        self._macros = macros
        self._at = 0

    def read(self) -> Form:
        form = self._alternatives()
        if self._at < len(self._source):
            raise _UnknownError
        return form

    def _alternatives(self) -> Form:
        forms = [self._sequence()]
        while self._source.startswith("|", self._at):
            self._at += 1
            forms.append(self._sequence())
        return either(forms)

    def _sequence(self) -> Form:
        form = EMPTY
        while self._at < len(self._source) and self._source[self._at] not in "|)":
            form = then(form, self._counted(self._item()))
        return form

    def _item(self) -> Form:
        run = self._next(_RUN)
        if run:
            # What is counted is the last character alone.
            if len(run[0]) > 1 and _COUNT.match(self._source, self._at):
                self._at -= 1
                return exactly([level(run[0][:-1])])
            return exactly([level(run[0])])
        for reader in (self._group, self._class, self._macro, self._sign):
            form = reader()
            if form is not None:
                return form
        raise _UnknownError

    def _next(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self._source, self._at)
        if found:
            self._at = found.end()
        return found

    def _counted(self, form: Form) -> Form:
        found = self._next(_COUNT)
        if not found:
            return form
        sign, least, comma, most = found.groups()
        if sign:
            return repeated(form, int(sign == "+"), 1 if sign == "?" else None)
        if not (least or most):
            raise _UnknownError
        first = int(least or 0)
        return repeated(form, first, int(most) if most else None if comma else first)

    def _group(self) -> Form | None:
        start = self._at
        known = _groups.setdefault(self._source[start : start + _TELLING], {})
        for text in tuple(known):
            if self._source.startswith(text, start):
                self._at += len(text)
                return known[text]
        form = self._new_group()
        if form is not None and self._at - start > _TELLING:
            known[self._source[start : self._at]] = form
        return form

    def _new_group(self) -> Form | None:
        aside = self._next(_ASIDE)
        is_ahead = aside or self._next(_AHEAD)
        if not is_ahead and not self._next(_GROUP):
            return None
        form = self._alternatives()
        if not self._source.startswith(")", self._at):
            raise _UnknownError
        self._at += 1
        if aside:
            return EMPTY
        return ahead(form) if is_ahead else form

    def _class(self) -> Form | None:
        found = self._next(_CLASS)
        if not found:
            return None
        members = None if found[1] or "[:" in found[2] else _members(found[2])
        return ANY if members is None else exactly(members)

    def _macro(self) -> Form | None:
        found = self._next(_MACRO)
        if found and found[1] not in self._macros:
            raise _UnknownError
        return self._macros[found[1]] if found else None

    def _sign(self) -> Form | None:
        sign = self._source[self._at]
        self._at += 1
        if sign == "\\":
            return self._escape()
        return {".": ANY, "^": EDGE, "$": EDGE, "}": exactly(["}"])}.get(sign)

    def _escape(self) -> Form:
        if self._next(_PROPERTY):
            return ANY
        code = self._next(_CODE)
        if code:
            return exactly([level(chr(int(code[0][1:], 16)))])
        char = self._source[self._at : self._at + 1]
        self._at += 1
        known = _KNOWN.get(char)
        return known or exactly([_escaped(char)])


def _escaped(char: str) -> str:
    if char in _CONTROLS:
        return _CONTROLS[char]
    if not char or char.isalnum():
        raise _UnknownError
    return level(char)


def _members(inside: str) -> set[str] | None:
    """The characters of a class, levelled, or None where they are too many to tell."""
    found: set[str] = set()
    tokens = _MEMBER.findall(inside)
    at = 0
    while at < len(tokens):
        if at + 2 < len(tokens) and tokens[at + 1] == "-":
            first, last = _member(tokens[at]), _member(tokens[at + 2])
            if not first or not last or ord(last) - ord(first) > _WIDEST_RANGE:
                return None
            found.update(level(chr(code)) for code in range(ord(first), ord(last) + 1))
            at += 3
            continue
        if tokens[at] in (r"\d", r"\s"):
            found.add(DIGIT if tokens[at] == r"\d" else SPACE)
        elif member := _member(tokens[at]):
            found.add(level(member))
        else:
            return None
        at += 1
    return found


def _member(token: str) -> str | None:
    """The one character that a member of a class is, or None."""
    if len(token) == 1:
        return token
    if _CODE.fullmatch(token, 1):
        return chr(int(token[2:], 16))
    char = token[1:]
    if char in _CONTROLS:
        return {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}[char]
    return None if len(char) != 1 or char.isalnum() else char

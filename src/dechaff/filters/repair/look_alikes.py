"""Letters of another script that look like those of the word in which they stand.

They come from a keyboard that was not switched, from recognition of characters, or from someone who
wants a word not to be found. What is certain is only that the word mixes scripts, so it is noted and
nothing more. Which letters look alike is data: `look_alikes.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from dechaff.core.hit import Effect, Hit
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters.repair.expressions import compiled
from dechaff.filters.repair.traces import has_other_script

_LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02af\u1e00-\u1eff"
_GREEK = "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03f5\u03f7-\u03ff\u1f00-\u1fff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_SCRIPTS = {"latin": f"[{_LATIN}]", "greek": f"[{_GREEK}]", "cyrillic": f"[{_CYRILLIC}]"}
_SEAM = f"[{_LATIN}](?:(?<=[{_GREEK}{_CYRILLIC}].)|(?=[{_GREEK}{_CYRILLIC}]))"
_LETTER = f"[{_LATIN}{_GREEK}{_CYRILLIC}]"


def mixed_scripts(text: Text) -> Iterator[Hit]:
    """Notes each word in which letters stand that only look like those of its script."""
    if not has_other_script(text):
        return
    for word in _mixed_words(text):
        odd = _odd_letters(text.slice(word))
        if odd:
            yield Hit("E305", word, Effect.NOTE, detail=odd)


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    """For the script of a word, the letters of other scripts that look as if they were of it."""
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {host: frozenset("".join(lists.values())) - {" "} for host, lists in tables.items()}


def _mixed_words(text: Text) -> Iterator[Span]:
    """Rows of letters in which Latin touches Greek or Cyrillic."""
    reached = 0
    for seam in compiled(_SEAM).finditer(text):
        start, end = seam.span()
        if start < reached:
            continue
        while start > reached and compiled(_LETTER).match(text[start - 1]):
            start -= 1
        while end < len(text) and compiled(_LETTER).match(text[end]):
            end += 1
        reached = end
        yield Span(start, end)


def _odd_letters(word: str) -> str:
    """The letters that do not belong in a word, each with its script, and the script of the word.

    Empty where it has none: there must be a script of most letters, the others must all look like its
    letters, and the word must not be two that meet, such as an acronym and its ending.
    """
    scripts = [_script(char) for char in word]
    host = max(_SCRIPTS, key=scripts.count)
    odd = dict.fromkeys(char for char, script in zip(word, scripts, strict=True) if script != host)
    if 2 * scripts.count(host) <= len(word) or not odd.keys() <= _tables()[host] or _is_hump(word, scripts):
        return ""
    names = ", ".join(f"{_script(char).capitalize()} {char} (U+{ord(char):04X})" for char in odd)
    return f"{names} in a {host.capitalize()} word"


def _is_hump(word: str, scripts: list[str]) -> bool:
    """Whether a word is of two halves that meet where capitals end or begin: `SMSка`, `eКнига`."""
    seams = [at for at in range(1, len(word)) if scripts[at] != scripts[at - 1]]
    before, after = word[: seams[0]], word[seams[0] :]
    acronym = len(before) > 1 and before.isupper() and after[0].islower()
    return len(seams) == 1 and (acronym or (before[-1].islower() and after[0].isupper()))


def _script(char: str) -> str:
    return next(script for script in _SCRIPTS if _is(script, char))


def _is(script: str, char: str) -> bool:
    return compiled(_SCRIPTS[script]).match(char) is not None

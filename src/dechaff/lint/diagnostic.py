"""Diagnostics: findings as a linter reports them, and what became of each file that was checked."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from dechaff.core.text import Text


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding of the linter. It stands by itself: nothing else need be known to print or keep it.

    Attributes:
        code: the rule, such as `N101`.
        name: the rule's name, such as `share-bar`.
        message: what is wrong, in one line, from the rule's summary and what was found.
        start: where, in code points of the decoded file.
        end: where it ends.
        line: the line of its first character, from 1.
        column: the column of its first character, from 1, in code points.
        end_line: the line in which it ends.
        end_column: the column behind its last character.
        old: the characters that stand there.
        new: what `--fix` would put there; empty for a cut.
        error: whether it fails the check; otherwise it is a note.
        fixable: whether `--fix` takes it away.
        score: how sure the rule is, from 0 to 1.
    """

    code: str
    name: str
    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    old: str
    new: str = ""
    error: bool = True
    fixable: bool = True
    score: float = 1.0

    @property
    def digest(self) -> str:
        """A hash of the text in question, the same wherever in a file it stands."""
        return blake2b(self.old.strip().encode("utf-8", "replace"), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Result:
    """What became of one file.

    Attributes:
        path: the file, as the user named it; `-` for standard input without a name.
        place: the same relative to the project's root, with forward slashes: what is written into
            reports and baselines that other machines read.
        diagnostics: by place; empty for a clean file.
        problem: why the file could not be checked, and what to do; None where it was.
        fixed: the diagnostics that were taken away with `--fix`.
        text: gives the decoded text that the diagnostics point into.
    """

    path: str
    place: str
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: str | None = None
    fixed: tuple[Diagnostic, ...] = ()
    text: Callable[[], Text] = Text

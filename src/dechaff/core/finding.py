"""Findings: the linter's diagnostic and the audit record are one thing."""

from dataclasses import dataclass

from dechaff.core.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule did, or noted, at one place.

    Attributes:
        code: the rule, such as `N101`; `dechaff rule N101` explains it.
        span: where, in code points of the decoded original.
        old: the characters that the rule saw there.
        new: what stands there now; empty for a cut.
        score: how sure the rule is, from 0 to 1.
        applied: whether the text was changed, or the place only noted.
        detail: what was found, where the rule's summary alone does not say, such as a charset.
    """

    code: str
    span: Span
    old: str
    new: str = ""
    score: float = 1.0
    applied: bool = True
    detail: str = ""

    @property
    def order(self) -> tuple[Span, str, bool]:
        """The key under which findings are listed: by place, then by code."""
        return self.span, self.code, self.applied

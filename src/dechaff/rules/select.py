"""Selecting rules: which are in force, and which may cut."""

from collections.abc import Iterable, Iterator, Sequence

from dechaff.rules.rule import Rule


def select(
    rules: Iterable[Rule],
    *,
    unsafe: bool = False,
    chosen: Sequence[str] = (),
    ignored: Sequence[str] = (),
) -> Iterator[Rule]:
    """The rules in force.

    Args:
        rules: what there is.
        unsafe: let unsafe rules cut; otherwise they only note.
        chosen: codes, prefixes of codes or names; where given, nothing else is in force. A rule
            that is chosen by its full code or name may cut though it is unsafe, and is loaded
            though it is a preview.
        ignored: codes, prefixes or names that are not in force whatever else is said.
    """
    for rule in rules:
        exact = rule.code in chosen or rule.name in chosen
        if _named(rule, ignored) or (chosen and not _named(rule, chosen)):
            continue
        if rule.preview and not exact:
            continue
        yield rule if rule.safe or unsafe or exact else rule.noted()


def is_named(rule: Rule, name: str) -> bool:
    """Whether a code, a prefix of a code, or a name means this rule."""
    return name != "" and (rule.name == name or rule.code.startswith(name))


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(is_named(rule, name) for name in names)

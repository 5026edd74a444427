"""Selecting rules: which are in force, and which may cut."""

from collections.abc import Iterable, Iterator, Sequence

from dechaff.rules.rule import Rule


def select(
    rules: Iterable[Rule],
    *,
    unsafe: bool = False,
    chosen: Sequence[str] = (),
    added: Sequence[str] = (),
    ignored: Sequence[str] = (),
) -> Iterator[Rule]:
    """The rules in force.

    Args:
        rules: what there is.
        unsafe: let unsafe rules cut; otherwise they only note.
        chosen: codes, prefixes of codes or names; where given, nothing else is in force. A rule
            that is chosen by its full code or name may cut though it is unsafe, and is in force
            though it is a preview or optional.
        added: codes or names that are in force beside the others, as if they were chosen.
        ignored: codes, prefixes or names that are not in force whatever else is said.
    """
    for rule in rules:
        exact = bool({rule.code, rule.name} & {*chosen, *added})
        if _named(rule, ignored) or (chosen and not _named(rule, [*chosen, *added])):
            continue
        if rule.on_request and not exact:
            continue
        yield rule if rule.safe or unsafe or exact else rule.noted()


def is_named(rule: Rule, name: str) -> bool:
    """Whether a code, a prefix of a code, or a name means this rule."""
    return name != "" and (rule.name == name or rule.code.startswith(name))


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(is_named(rule, name) for name in names)

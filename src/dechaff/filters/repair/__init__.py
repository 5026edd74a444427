"""repair: text whose encoding was damaged on the way, or that carries what no reader sees.

Each step is one layer. The order matters. Entities come before mojibake, which may be written in them.
C1 controls, soft hyphens, zero-width characters and U+0085 are bytes of broken letters in bad text, so what
is to become of them is asked after it; and what they hid is looked at once more when they are gone. Forms of
letters come before what stands between letters, and letters are composed when nothing does any more.
"""

from collections.abc import Iterable
from functools import cache, cached_property

from dechaff.core.article import NEWLINE_STYLE
from dechaff.core.text import Text
from dechaff.filters.repair.bidi import bidi_controls, no_bidi
from dechaff.filters.repair.breaks import line_breaks, newline_style
from dechaff.filters.repair.composition import composition
from dechaff.filters.repair.controls import (
    byte_order_marks,
    controls,
    eight_bit_escapes,
    escapes,
    formats,
    nuls,
    surrogates,
)
from dechaff.filters.repair.entities import entities
from dechaff.filters.repair.invisible import soft_hyphens, zero_width
from dechaff.filters.repair.layout import hard_wraps, hyphenation
from dechaff.filters.repair.look_alikes import mixed_scripts
from dechaff.filters.repair.lost import lost_characters
from dechaff.filters.repair.mojibake import mojibake
from dechaff.filters.repair.spaces import odd_spaces, plain_spaces
from dechaff.filters.repair.step import Step, is_plain
from dechaff.filters.repair.typography import curly_quotes, full_width, ligatures
from dechaff.rules.load import built_in
from dechaff.rules.rule import Rule
from dechaff.rules.select import select

_CONTROLS = Step(controls, "E203", "\x01-\x08\x0e-\x1f\x7f")
_MARKS = Step(byte_order_marks, "E209", "\ufeff")
_ENTITIES = Step(entities, "E202", "&")
_BIDI = "\u202a-\u202e\u2066-\u2069"
_SPACES = "\xa0\u2000-\u200a\u202f\u205f\u3000"
_ZERO_WIDTH = "\u061c\u180e\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0000-\U000e01ef"

_BROKEN = (
    Step(surrogates, "E205", "\ud800-\udfff"),
    Step(nuls, "E208", "\x00"),
    Step(escapes, "E204", "\x1b"),
    _CONTROLS,
    _MARKS,
    _ENTITIES,
    Step(mojibake, "E201 E212"),
    Step(eight_bit_escapes, "E204", "\x90\x98\x9b\x9d-\x9f"),
    Step(line_breaks, "E206", "\r\x0b\x0c\x85\u2028\u2029"),
    Step(newline_style, NEWLINE_STYLE, "\r"),
)
_UNSEEN = (
    _CONTROLS,
    _MARKS,
    Step(formats, "E203", "\u206a-\u206f\ufff9-\ufffc"),
    Step(full_width, "E402"),
    Step(ligatures, "E403", "\ufb00-\ufb06"),
    Step(curly_quotes, "E401"),
    Step(soft_hyphens, "E301", "\xad"),
    Step(bidi_controls, "E304", _BIDI),
    Step(no_bidi, "E404", _BIDI),
    Step(zero_width, "E302", _ZERO_WIDTH),
    Step(odd_spaces, "E303", _SPACES),
    Step(plain_spaces, "E405", _SPACES),
)
_LAST = (
    _ENTITIES,
    Step(mojibake, "E201"),
    Step(lost_characters, "E211"),
    Step(composition, "E207"),
    Step(hard_wraps, "E502"),
    Step(hyphenation, "E501"),
    Step(hard_wraps, "E502"),  # once words are whole, lines have other lengths
    Step(mixed_scripts, "E305"),
)
STEPS = (*_BROKEN, *_UNSEEN, *_LAST)
# What there may be to find in text of plain ASCII: question marks that stand for letters, and lines.
_IN_PLAIN_TEXT = frozenset({"E211", "E501", "E502"})


def repair(rules: Iterable[Rule] | None = None) -> "Steps":
    """The steps whose rules are in force, each a filter of its own.

    Args:
        rules: the rules in force; by default those of dechaff that need no asking.
    """
    return _default() if rules is None else _under(rules)


@cache
def _default() -> "Steps":
    return _under(select(built_in()))


def _under(rules: Iterable[Rule]) -> "Steps":
    # In force whatever is selected: all filters after these count lines by their line feeds.
    codes = {NEWLINE_STYLE, *(rule.code for rule in rules)}
    steps = (step.among(codes) for step in STEPS)
    return Steps(step for step in steps if step.codes)


class Steps(tuple[Step, ...]):
    """Steps in order, few of which have anything to do with plain text."""

    def needed(self, text: Text) -> tuple[Step, ...]:
        """The steps that may have something to do with a text."""
        return self._for_plain_text if is_plain(text) else self

    @cached_property
    def _for_plain_text(self) -> tuple[Step, ...]:
        return tuple(step for step in self if step.codes & _IN_PLAIN_TEXT)

"""Settings: everything that decides what comes out of a text."""

from typing import Annotated

import msgspec

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


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
        evidence: part files on evidence too, where no layout and no end marker tells; otherwise only
            layouts, markers and the separator do.
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
    max_cut: Share = 0.8
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    never_alone: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    split: bool = True
    separator: str = ""
    evidence: bool = True
    aggressive: bool = False
    charset: str = ""
    model: str = "balanced"
    detector: str = "default"
    languages: tuple[str, ...] = ()
    other_languages: str = "note"

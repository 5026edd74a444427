"""Features: what speaks for and against a boundary before each unit, in numbers.

All are shares, counts and sizes that come out the same on every machine.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dechaff.filters.split.evidence import counting
from dechaff.filters.split.evidence.recurrence import recurrence, recurrence_names
from dechaff.filters.split.evidence.units import SCRAP, TEXT, TITLE, Unit
from dechaff.filters.split.evidence.view import KINDS, View
from dechaff.filters.split.evidence.words import NAME_SCALES, SCALES, Columns, Numbers, Vocabulary

_NONE = -1
_AROUND = range(-3, 4)
_STOPS = ".!?…。！？؟।\"'”’»)]』」"
_NEAR_WORDS, _LATER_WORDS = 90, 300
_NEAR_UNITS = 4
_TITLE_WORDS = 40


def features(view: View) -> Numbers:
    """The features of the gap before each unit: a row each, in the order of `NAMES`."""
    columns = {
        **_kinds(view),
        **_lines(view),
        **_space(view),
        **_words(view),
        **_titles(view),
        **counting.counting(view),
        **recurrence(view),
        **_file(view),
    }
    return np.column_stack([columns[name] for name in NAMES]).astype(np.float32)


def _kinds(view: View) -> Columns:
    found: Columns = {}
    for d in _AROUND:
        found[f"kind{d:+d}"] = _shifted(view.kind, d)
        found[f"size{d:+d}"] = _shifted(view.size, d)
        found[f"furniture{d:+d}"] = _shifted(view.furniture, d)
    return found


def _shifted(values: Numbers, by: int) -> Numbers:
    """The value so many units behind each unit."""
    found = np.full(len(values), _NONE, dtype=values.dtype)
    if 0 <= by < len(values):
        found[: len(values) - by] = values[by:]
    elif 0 < -by < len(values):
        found[-by:] = values[:by]
    return found


def _lines(view: View) -> Columns:
    rows = [_line(unit) for unit in view.units]
    found: Columns = {
        name: np.array(column) for name, column in zip(_LINE, zip(*rows, strict=True), strict=True)
    }
    ends = [unit.text[-1] for unit in view.units]
    found["stop_above"] = _shifted(np.array([end in _STOPS for end in ends], dtype=int), -1)
    found["comma_above"] = _shifted(np.array([end in ":,;，：；،" for end in ends], dtype=int), -1)
    return found


_LINE = ("words", "capitals", "upper", "digit", "lower", "sign", "ask", "colon", "feed")


def _line(unit: Unit) -> tuple[float, ...]:
    text = unit.text[:400]
    words = text.split() or [text]
    return (
        len(words),
        sum(word[0].isupper() for word in words) / len(words),
        sum(map(str.isupper, text)) / len(text),
        text[0].isdigit(),
        text[0].islower(),
        text[0] in "\"“„«‘'「『-–—•*",
        unit.text[-1] in "?？؟!",
        ":" in text[:30],
        text[0] == "\f",
    )


def _space(view: View) -> Columns:
    usual, most = view.usual_blank[1], view.usual_blank[2]
    indent = np.array([unit.indent for unit in view.units])
    before, behind = _runs(view)
    at_text = np.minimum(np.arange(len(view.units)) + view.next_text, len(view.units) - 1)
    return {
        "blank": view.blank,
        "blank_more": view.blank - usual,
        "blank_most": view.blank > most,
        "blank_next": _shifted(view.blank, 1) - usual,
        "indent": np.clip(indent - _shifted(indent, -1), -10, 10),
        "run_before": np.minimum(before, 10),
        "run_behind": np.minimum(behind[at_text], 10),
        "next_text": view.next_text,
        "text_before": view.text_before[:-1],
        "text_behind": view.text_before[-1] - view.text_before[:-1],
        "size_behind": view.size_before[-1] - view.size_before[:-1],
    }


def _runs(view: View) -> tuple[Numbers, Numbers]:
    """For each unit how many texts in a row end before it, and how many begin at it."""
    before = _run_lengths(view.is_text.tolist())
    behind = _run_lengths(view.is_text[::-1].tolist())
    return np.array(before[:-1]), np.array(behind[1:][::-1])


def _run_lengths(flags: Sequence[bool]) -> list[int]:
    run, found = 0, [0]
    for flag in flags:
        run = run + 1 if flag else 0
        found.append(run)
    return found


def _words(view: View) -> Columns:
    vocabulary = view.vocabulary
    found: Columns = {}
    for number, (near, _) in enumerate(SCALES):
        found[f"new{near}"] = vocabulary.new[number]
        found[f"old{near}"] = vocabulary.old[number]
    for number, (near, _) in enumerate(NAME_SCALES):
        found[f"names_new{near}"] = view.names.new[number]
        found[f"names_old{near}"] = view.names.old[number]
    low, middle, high = view.usual_shift
    around = np.max([_shifted(view.shift, d) for d in (*range(-6, 0), *range(1, 7))], axis=0)
    return found | {
        "shift": view.shift,
        "shift_z": (view.shift - middle) / (high - low + 0.05),
        "shift_least": np.min([*vocabulary.new[1:3], *vocabulary.old[1:3]], axis=0),
        "shift_peak": view.shift - around,
    }


def _titles(view: View) -> Columns:
    """What the words of the nearest title say: they come again behind it, and did not come before."""
    is_title = (view.kind == KINDS[TITLE]).tolist()
    count = len(is_title)
    same: dict[str, list[int]] = {}
    for index, unit in enumerate(view.units):
        if unit.kind != TEXT:
            same.setdefault(unit.text.casefold(), []).append(index)
    words = _TitleWords(view.vocabulary)
    rows = []
    for index in range(count):
        # Where no title is near, the words of the line itself are asked.
        at = next((i for i in range(index, min(index + _NEAR_UNITS, count)) if is_title[i]), index)
        places = same.get(view.units[at].text.casefold(), ())
        rows.append((*words.shares(index, at), *_title_places(places, at)))
    return dict(zip(_TITLE, np.array(rows).T, strict=True))


_TITLE = (
    *("title_words", "title_after", "title_before", "title_diff", "title_later"),
    *("twice_above", "twice_below", "told", "foretold"),
)


class _TitleWords:
    """Where else the words of titles stand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._at: list[int] = vocabulary.at.tolist()
        self._weights: list[int] = vocabulary.weights.tolist()
        self._before: list[int] = vocabulary.before.tolist()
        self._behind: list[int] = vocabulary.behind.tolist()

    def shares(self, index: int, at: int) -> tuple[float, ...]:
        """Of the words of a title the shares that come soon behind it, before a gap, and later."""
        start, end, gap = self._at[at], self._at[at + 1], self._at[index]
        every = after = before = later = 0
        for place in range(start, min(end, start + _TITLE_WORDS)):
            weight = self._weights[place]
            every += weight
            if self._behind[place] < end + _NEAR_WORDS:
                after += weight
            elif self._behind[place] < end + _LATER_WORDS:
                later += weight
            if self._before[place] >= gap - _NEAR_WORDS:
                before += weight
        every = every or 1
        return (end - start, after / every, before / every, (after - before) / every, later / every)


def _title_places(places: Sequence[int], at: int) -> tuple[float, ...]:
    """Whether the same title stands just above, just below, further up, further down."""
    here = bisect_left(places, at)
    behind = bisect_right(places, at)
    near_above = bisect_left(places, at - _NEAR_UNITS)
    near_below = bisect_right(places, at + _NEAR_UNITS)
    return (near_above < here, behind < near_below, near_above > 0, near_below < len(places))


def _file(view: View) -> Columns:
    count = len(view.units)
    texts = int(view.is_text.sum())
    whole: Mapping[str, float] = {
        **dict(zip(("shift_q1", "shift_q2", "shift_q3"), view.usual_shift, strict=True)),
        **dict(zip(("blank_q1", "blank_q2", "blank_q3"), view.usual_blank, strict=True)),
        "titles": int((view.kind == KINDS[TITLE]).sum()) / (texts + 1),
        "scraps": int((view.kind == KINDS[SCRAP]).sum()) / (texts + 1),
        "texts": texts,
        "whole": int(view.text_before[-1]),
    }
    return {name: np.full(count, value) for name, value in whole.items()}


def _names() -> Iterator[str]:
    yield from (f"{what}{d:+d}" for d in _AROUND for what in ("kind", "size", "furniture"))
    yield from (*_LINE, "stop_above", "comma_above")
    yield from ("blank", "blank_more", "blank_most", "blank_next", "indent", "run_before", "run_behind")
    yield from ("next_text", "text_before", "text_behind", "size_behind")
    yield from (f"{way}{near}" for way in ("new", "old") for near, _ in SCALES)
    yield from (f"names_{way}{near}" for way in ("new", "old") for near, _ in NAME_SCALES)
    yield from ("shift", "shift_z", "shift_least", "shift_peak", *_TITLE)
    yield from counting.NAMES
    yield from recurrence_names()
    yield from ("shift_q1", "shift_q2", "shift_q3", "blank_q1", "blank_q2", "blank_q3")
    yield from ("titles", "scraps", "texts", "whole")


NAMES = tuple(_names())

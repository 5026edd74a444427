"""The index loses nothing: what it leaves out, no rule would have matched."""

from collections.abc import Sequence
from importlib import import_module
from math import inf
from random import Random

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from dechaff.core.text import Text, fold
from dechaff.filters import strip
from dechaff.rules.asks import bit, bits
from dechaff.rules.codes import PACKS
from dechaff.rules.edges import Edges
from dechaff.rules.form import required
from dechaff.rules.index import Found, Index
from dechaff.rules.level import keys, level
from dechaff.rules.literals import form_of
from dechaff.rules.load import load_pack
from dechaff.rules.memory import Memory
from dechaff.rules.patterns import Pattern

LINES = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=30)
LETTERS = "aBéЖσςſıİiKß中0٣"
SIGNS = " \u00a0'’\"-–.|•Ⓐ\u0345\u0301"


@given(LINES, LINES)
def test_characters_are_levelled_one_by_one(one: str, other: str) -> None:
    assert level(one + other) == level(one) + level(other)


@given(LINES | st.text(LETTERS + SIGNS))
@example("Ⓐ Share")
@example("\u02bcshare\u02bc")
def test_lines_that_fold_alike_have_the_same_key(line: str) -> None:
    assert keys([line]) == keys([fold(line)])


def test_letters_that_case_folding_takes_apart_have_the_key_of_their_parts() -> None:
    apart = [char for char in map(chr, range(0xD800)) if len(char.casefold()) > 1]
    assert keys(apart) == keys(map(fold, apart))
    assert keys(apart) == [keys([char])[0] for char in apart]


@pytest.mark.parametrize("char", "iIıİsſkK\u212aςσßµåÅбЖ")
def test_what_expressions_take_for_the_same_is_levelled_alike(char: str) -> None:
    same = [c for c in map(chr, range(0x20, 0x2FFF)) if regex.fullmatch(char, c, regex.IGNORECASE)]
    assert {level(c) for c in same} == {level(char)}


# Expressions, each with a text that it matches.
LEAVES = st.sampled_from(
    [
        *((char, char) for char in "abé –’中"),
        (r"\d", "7"),
        (r"\d", "٣"),
        (r"\s", "\u00a0"),
        (r"\.", "."),
        (r"\u0416", "ж"),
        ("[abc]", "B"),
        ("[^a]", "x"),
        ("[a-z0-9]", "q"),
        (r"[\d:]", ":"),
        (r"\p{Lu}", "Q"),
        (".", "|"),
        (r"\b", ""),
        ("(?=.)(?!zz)", ""),
    ]
)


def larger(parts: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
    """Expressions made of others."""
    joined = st.lists(parts, min_size=1, max_size=4).map(
        lambda several: ("".join(source for source, _ in several), "".join(text for _, text in several))
    )
    chosen = st.tuples(parts, parts).map(lambda two: (f"(?:{two[0][0]}|{two[1][0]})", two[0][1]))
    counted = st.tuples(
        parts, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{0,2}"]), st.integers(0, 3)
    ).map(lambda one: (f"(?:{one[0][0]}){one[1]}", one[0][1] * one[2]))
    ahead = parts.map(lambda one: (f"(?={one[0]})(?-i:{one[0]})", one[1]))
    return joined | chosen | counted | ahead


@given(st.recursive(LEAVES, larger, max_leaves=12), LINES, LINES)
def test_a_text_that_matches_holds_what_is_required(made: tuple[str, str], before: str, after: str) -> None:
    source, text = made
    for whole_line, line in ((True, text), (False, before + text + after)):
        expression = regex.compile(source, regex.IGNORECASE | regex.V0)
        if expression.fullmatch(line) if whole_line else expression.search(line):
            levelled = level(f"\n{line}\n")
            for strings in required(form_of(source, {}), whole_line=whole_line):
                assert any(string in levelled for string in strings), (source, line, strings)


@pytest.mark.parametrize("source", ["(?:abc){e<=1}", "(?i)abc", r"(a)\1", "(?x: a b )", "(?|a|b)", "a{,}"])
def test_what_is_not_known_asks_for_nothing(source: str) -> None:
    assert required(form_of(source, {}), whole_line=True) in ((), (frozenset("\n"),))


def test_every_built_in_expression_asks_for_something() -> None:
    for rule in load_pack(PACKS):
        expression = Pattern(source for sources in rule.patterns.values() for source in sources)
        if rule.match in ("pattern", "reach"):
            for source, needs in zip(
                expression.sources, expression.literals(whole_line=rule.take == "line"), strict=True
            ):
                assert needs, f"{rule.code} is tried on every line of every page because of {source}"


@given(st.lists(st.text("ab0", min_size=1, max_size=9)), st.lists(st.text("ab0", max_size=12)), st.booleans())
def test_lines_are_found_by_their_edges(phrases: list[str], lines: list[str], at_end: bool) -> None:
    edges = Edges(at_end=at_end)
    for number, phrase in enumerate(phrases):
        edges.add([phrase.encode()], ((0, inf, (), bit(number)),))
    found = {
        (lines[line], phrases[number])
        for line, asks in edges.find([line.encode() for line in lines])
        for _, _, _, numbers in asks
        for number in bits(numbers)
    }
    holds = str.endswith if at_end else str.startswith
    assert found == {(line, phrase) for line in lines for phrase in phrases if holds(line, phrase)}


def test_what_is_remembered_of_lines_is_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dechaff.rules.memory._LATEST", 3)
    asked: list[str] = []

    def find(lines: Sequence[str]) -> list[int]:
        asked.extend(lines)
        return list(map(len, lines))

    memory = Memory(find)
    for page in ("a bb a", "bb ccc", "dddd a", "a bb ccc f", "f a"):
        lines = page.split()
        assert memory.recall(lines) == list(map(len, lines))
    assert asked == ["a", "bb", "ccc", "dddd", "f"]


class Everywhere(Index):
    """An index that sees all that it was asked for in every line."""

    def look(self, lines: Sequence[str]) -> list[Found]:
        numbers: dict[int, int] = {}
        for slot, _, _, some in self.asks():
            numbers[slot] = numbers.get(slot, 0) | some
        return [tuple(numbers.items())] * len(lines)


def pages(random: Random, count: int) -> list[str]:
    """Pages of lines from examples, phrases as sites dress them up, and lines made of both."""
    rules = [rule for rule in load_pack(PACKS) if rule.match not in ("filter", "layout")]
    said = [
        line for rule in rules for example in rule.examples for line in example.before.splitlines() if line
    ]
    tables = [table for rule in rules for table in (rule.phrases, rule.anchors)]
    phrases = [phrase for table in tables for phrases in table.values() for phrase in phrases]
    dress = ["{}", "» {}", "{} …", "[{}]", "{}: ", "{} 12", "3 {}", "“{}”", "• {} •"]

    def line() -> str:
        phrase = random.choice(phrases)
        cased = random.choice([phrase, phrase.upper(), phrase.title()])
        spelled = cased.replace("'", random.choice("'’ʼ")).replace(" ", random.choice(["  ", "\u00a0", " "]))
        dressed = random.choice(dress).format(spelled)
        return random.choice([dressed, random.choice(said), f"{random.choice(said)} | {dressed}", ""])

    return ["\n".join(line() for _ in range(random.randint(3, 40))) + "\n" for _ in range(count)]


def test_a_page_is_read_as_if_every_rule_were_tried_on_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [Text(page) for page in pages(Random(7), 30)]
    indexed = strip()
    found = [dict.fromkeys(indexed(text)) for text in texts]
    for module in ("dechaff.filters.strip", "dechaff.rules.matchers.pattern"):
        monkeypatch.setattr(import_module(module), "Index", Everywhere)
    naive = strip()
    assert [set(naive(text)) for text in texts] == list(map(set, found))
    assert sum(map(len, found)) > 100

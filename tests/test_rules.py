"""The loader's errors, the matchers' finer points, and the selection of rules."""

import re
from pathlib import Path

import pytest

from dechaff import Pipeline, RuleError
from dechaff.core.span import Span
from dechaff.core.text import Text
from dechaff.filters import strip
from dechaff.rules.line import count_words, reads_like_body
from dechaff.rules.load import built_in, combine, load_pack
from dechaff.rules.page import Page
from dechaff.rules.patterns import pattern_mistake
from dechaff.rules.rule import Rule
from dechaff.rules.select import select

GOOD = """
code = "N901"
name = "test-rule"
summary = "A rule for tests."
match = "line"
effect = "cut"
fix = "safe"
since = "0.1"
status = "stable"

[phrases]
en = ["go away"]

[[example]]
lang = "en"
diff = "- Go away"

[[example]]
lang = "en"
diff = "  Go away, he said."
"""

MISTAKES = {
    'match = "lines"': "match: found 'lines', must be one of line, affix, pattern, run, reach, echo, copy,",
    'effect = "delete"': "effect: found 'delete', must be one of cut, keep, note, write",
    'where = "top"': "where: found 'top', must be one of anywhere, head, lead, tail, edges",
    "min = 0": "min: found 0, expected a whole number from 1",
    "same = true": "same: means something only where repeats is 2 or more",
    'needs = ["Photo"]': "needs: found ['Photo'], expected a list of strings in lower case",
    "summary = 7": "summary: found 7, expected a string",
    'sumary = "x"': "unknown key 'sumary'; did you mean 'summary'?",
    'code = "N902"': "code: found 'N902' in a file named 'N901'; the file is named for its code",
    'code = "Q901"': "code: found 'Q901', expected a family letter",
    'name = "Test Rule"': "name: found 'Test Rule', expected lower-case words joined by hyphens",
    'en = ["..."]': "phrases.en: '...' folds to nothing: no letter or digit is left",
    'en = "go away"': "phrases.en: found 'go away', expected a list of strings, none of them empty",
    'en = ["go away"]\nfr = ["allez"]': "language 'fr' has entries but no example that shows one go",
    'diff = "- Go away"': "line 'Go away' is not ndiff",
    '[[example]]\nlang = "en"\ndiff = "  Go away, he said."': "no negative: add an [[example]]",
    'lang = "en"\ndiff = "- Go away"': "key 'lang' is missing or no string",
    "[phrases]": "not valid TOML",
    '[phrases]\nen = ["go away"]': "patterns.en: '(': not a regular expression",
}
REPLACED = {
    'code = "N902"': 'code = "N901"',
    'code = "Q901"': 'code = "N901"',
    'name = "Test Rule"': 'name = "test-rule"',
    "summary = 7": 'summary = "A rule for tests."',
    'match = "lines"': 'match = "line"',
    'effect = "delete"': 'effect = "cut"',
    'en = ["..."]': 'en = ["go away"]',
    'en = "go away"': 'en = ["go away"]',
    'en = ["go away"]\nfr = ["allez"]': 'en = ["go away"]',
}
GONE = {
    'diff = "- Go away"': 'diff = "Go away"',
    '[[example]]\nlang = "en"\ndiff = "  Go away, he said."': "",
    'lang = "en"\ndiff = "- Go away"': 'diff = "- Go away"',
    "[phrases]": "[phrases",
    '[phrases]\nen = ["go away"]': '[patterns]\nen = ["("]',
}


def spoil(change: str) -> str:
    """The good rule with one mistake in it."""
    if change in REPLACED:
        return GOOD.replace(REPLACED[change], change)
    if change in GONE:
        return GOOD.replace(change, GONE[change])
    return change + "\n" + GOOD


def write(folder: Path, text: str, code: str = "N901") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{code}.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("change", MISTAKES)
def test_each_mistake_is_named_with_its_file_and_what_is_allowed(tmp_path: Path, change: str) -> None:
    folder = write(tmp_path, spoil(change))
    with pytest.raises(RuleError, match=re.escape(MISTAKES[change])) as caught:
        load_pack(folder)
    assert all(mistake.startswith(str(folder / "N901.toml")) for mistake in caught.value.mistakes)


def test_mistakes_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, spoil("min = 0"))
    write(tmp_path, spoil('where = "top"'), "N902")
    with pytest.raises(RuleError) as caught:
        load_pack(tmp_path)
    assert len(caught.value.mistakes) == 2


def test_a_phrase_belongs_to_one_rule_and_a_code_too(tmp_path: Path) -> None:
    one = load_pack(write(tmp_path / "one", GOOD))
    other = GOOD.replace("N901", "N902").replace("test-rule", "other")
    two = load_pack(write(tmp_path / "two", other, "N902"))
    with pytest.raises(RuleError, match="'go away' is claimed by N901"):
        combine([one, two])
    with pytest.raises(RuleError, match="N901: the code is taken by rule 'test-rule'"):
        combine([one, load_pack(tmp_path / "one")])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p / "nowhere", "no such folder; a rule pack is a folder of TOML files"),
        (lambda p: p, "no TOML files in it"),
        (lambda p: (p / "N901.toml").write_bytes(b"\xff") and p, "byte 0 is not UTF-8"),
    ],
)
def test_a_pack_that_is_none(tmp_path: Path, make: object, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        load_pack(make(tmp_path))  # type: ignore[operator]


# One rule for each kind of cruft that every page has.
COMMONEST = [
    "N101",
    "N201",
    "N203",
    "N302",
    "N501",
    "B101",
    "B201",
    "B301",
    "B701",
    "H201",
    "H301",
    "F101",
    "F201",
    "K101",
]


@pytest.mark.parametrize("code", COMMONEST)
def test_the_commonest_rules_know_the_first_eight_languages(code: str) -> None:
    (known,) = (set(rule.languages) for rule in built_in() if rule.code == code)
    assert {"en", "es", "fr", "de", "pt", "ru", "ar", "zh-Hans"} <= known


def rule(match: str, **values: object) -> Rule:
    from dechaff.core.hit import Effect

    given = {"effect": Effect.CUT, **values}
    return Rule("N901", "test", "A test.", match, since="0.1", **given)  # type: ignore[arg-type]


def stripped(text: str, *rules: Rule, keep: tuple[str, ...] = ()) -> str:
    return Pipeline(each=[strip(rules, keep)]).run(text).articles[0].text


BODY = "The river rose again overnight, and the lower road stayed closed to heavy traffic.\n"


def test_affix_wants_a_separator_and_something_after_it() -> None:
    also = rule("affix", phrases={"en": ("also read",), "fr": ("à lire aussi",)})
    assert stripped("ALSO READ: a\n• Also read – b\nÀ lire aussi : c\n", also) == ""
    assert (
        stripped("Also read a\nAlso read:\nalso reading: d\n", also)
        == "Also read a\nAlso read:\nalso reading: d\n"
    )
    long = "Also read: " + "word " * 50
    assert stripped(long, also) == long


def test_affix_at_the_end_may_take_its_phrase_only() -> None:
    more = rule("affix", side="end", take="phrase", between=".…[", phrases={"en": ("read more",)})
    assert (
        stripped("The river rose. [Read more]\nThey read more\n", more) == "The river rose\nThey read more\n"
    )


def test_a_pattern_with_a_date_must_read_as_one() -> None:
    dated = rule("pattern", patterns={"en": (r"on (?P<published>{date})",)})
    assert stripped("on 5 September 2023\non 31 February 2023\n", dated) == "on 31 February 2023\n"


def test_a_slow_pattern_is_given_up_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dechaff.rules.patterns.SECONDS_PER_LINE", 0.01)
    slow = rule("pattern", patterns={"en": (r"(a|aa|aaa)+b",)}, max_chars=500)
    cleaned = Pipeline(each=[strip([slow])]).run("a" * 400 + "cab\nThe river.\n")
    assert cleaned.text.endswith("The river.\n")
    assert [(f.code, f.applied) for f in cleaned.findings] == [("X102", False)]


def test_a_run_needs_an_anchor_or_a_place_at_the_edge() -> None:
    bar = rule("run", anchors={"en": ("share",)}, phrases={"en": ("facebook", "twitter", "x")})
    assert stripped("Share 12\nFacebook Twitter\n\nX\n" + BODY, bar) == "\n" + BODY
    assert stripped(BODY + "Facebook\nTwitter\n3\nX\n", bar) == BODY
    inside = BODY + "Facebook\nTwitter\nX\n" + BODY
    assert stripped(inside, bar) == inside
    listed = BODY + "They post on:\nFacebook\nTwitter\nX\n"
    assert stripped(listed, bar) == listed


def test_a_reach_stops_at_the_body_and_at_its_own_block() -> None:
    related = rule("reach", phrases={"en": ("related",)})
    text = f"{BODY}Related\nOne\nTwo\n\nA sub-heading\n{BODY}"
    assert stripped(text, related) == f"{BODY}\nA sub-heading\n{BODY}"
    assert stripped(f"{BODY}Related\n\nOne\n\nTwo\n", related) == f"{BODY}\n\n"


def test_keep_wins_over_every_rule() -> None:
    gone = rule("line", phrases={"en": ("go away",)})
    assert stripped("Go away\nGo away!\n", gone, keep=("away$",)) == "Go away\n"


def test_select_by_code_prefix_and_name() -> None:
    codes = [r.code for r in select(built_in(), chosen=["N1", "doubled-title"], ignored=["N102"])]
    assert codes == ["H101", "N101"]
    unsafe = rule("line")
    unsafe = Rule(**{**{f: getattr(unsafe, f) for f in Rule.__slots__}, "safe": False})
    assert [r.effect.value for r in select([unsafe])] == ["note"]
    assert [r.effect.value for r in select([unsafe], unsafe=True)] == ["cut"]
    assert [r.effect.value for r in select([unsafe], chosen=["N901"])] == ["cut"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("(", "not a regular expression"), ("a*", "matches nothing"), ("(?P<who>a)", "group 'who' is no fact")],
)
def test_wrong_patterns(pattern: str, message: str) -> None:
    assert message in str(pattern_mistake(pattern))


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (BODY.strip(), True),
        ("The river rose again overnight, and the lower road stayed closed to heavy traffic", False),
        ("The river rose.", False),
        ("U.S. sanctions hit Harrow port officials over grain shipments to the north | News", False),
        ("Will the harbour bridge open in March after nine years of waiting and two of silence?", False),
        ("昨夜河水再次上涨，下游公路仍然禁止货车通行，镇政府表示桥梁要到月底才能重新开放。", True),
        ("ذكر رئيس البلدية مساء أمس أن الجسر لن يفتح قبل نهاية الشهر، وشكر السكان على صبرهم.", True),
    ],
)
def test_what_reads_like_body(line: str, body: bool) -> None:
    assert reads_like_body(line) is body


def test_words_of_scripts_without_spaces_count_by_fours() -> None:
    assert count_words("one two three") == 3
    assert count_words("昨夜河水再次上涨") == 3
    assert Page(Text("a\n\nb\n")).adjacent(1) is False


def test_what_is_found_in_a_line_is_found_once_while_lines_only_go() -> None:
    asked: list[list[str]] = []

    def find(page: Page) -> dict[int, str]:
        asked.append(list(page.lines.texts))
        return {at: text for at, text in enumerate(page.lines.texts) if text.isupper()}

    page = Page(Text("one\nTWO\nthree\nFOUR here\nFIVE\n"))
    assert page.known(find) == {1: "TWO", 4: "FIVE"}
    shorter = page.without([Span(0, 4), Span(24, 29)])
    assert shorter.known(find) == {0: "TWO"}
    assert len(asked) == 1
    changed = shorter.without([Span(18, 23)])
    assert changed.known(find) == {0: "TWO", 2: "FOUR"}
    assert asked[1] == ["TWO", "three", "FOUR"]


def test_a_line_of_several_small_things_goes_part_by_part() -> None:
    dated = rule("pattern", patterns={"en": (r"(?P<published>{date})",)})
    by = Rule(
        "N902", "by", "By.", "pattern", dated.effect, "0.1", patterns={"en": (r"by (?P<byline>{name})",)}
    )
    text = "  By Ada Quill | 5 September 2023\nBy Ada Quill | and so on\n"
    cleaned = Pipeline(each=[strip([dated, by])]).run(text)
    assert cleaned.text == "By Ada Quill | and so on\n"
    assert [(f.code, f.old) for f in cleaned.findings] == [
        ("N902", "  By Ada Quill | "),
        ("N901", "5 September 2023\n"),
    ]
    assert [f.text for f in cleaned.articles[0].document.found] == ["Ada Quill", "5 September 2023"]


def test_a_title_with_the_name_of_the_site_is_the_same_title() -> None:
    double = rule("echo", of="title")
    plain, dressed = "The river rises again\n", "The river rises again - The Harrow Post\n"
    for head in (plain + dressed, dressed + plain, plain + plain):
        assert stripped(head + BODY, double) == plain + BODY
    curly, straight = "River “to rise” again – mayor\n", 'River "to rise" again - mayor\n'
    assert stripped(curly + straight + BODY, double) == curly + BODY
    other = plain + "The river rises again and falls\n" + BODY
    assert stripped(other, double) == other


def test_a_gallery_repeats_one_number_and_a_table_has_many() -> None:
    counter = rule("pattern", patterns={"any": (r"\d",)}, repeats=3, same=True, max_chars=2)
    assert stripped("a\n9\nb\n9\nc\n9\n", counter) == "a\nb\nc\n"
    table = "a\n9\nb\n9\nc\n9\nd\n4\n"
    assert stripped(table, counter) == table


def test_needs_are_looked_for_before_the_expression() -> None:
    credit = rule("pattern", patterns={"en": (r"(photo|picture): .*",)}, needs=("photo",))
    assert stripped("PHOTO: Ann\nPicture: Ann\n", credit) == "Picture: Ann\n"


def test_macros_are_written_out(tmp_path: Path) -> None:
    macros = "[macros]\nstep = '\\s>\\s'\npath = 'home{step}[a-z]+'\n[patterns]\nen = ['{path}']\n"
    text = GOOD.replace('"line"', '"pattern"').replace('[phrases]\nen = ["go away"]\n', macros)
    text = text.replace("- Go away", "- home > news")
    (loaded,) = load_pack(write(tmp_path, text))
    assert stripped("Home > news\nHome > 1\n", loaded) == "Home > 1\n"

"""The page of what the rules know is true, and no commonest category of cruft misses a language."""

import importlib.util
from pathlib import Path

from dechaff.rules.load import built_in

TOOL = Path(__file__).parent.parent / "tools" / "coverage.py"
spec = importlib.util.spec_from_file_location("coverage_page", TOOL)
assert spec is not None
assert spec.loader is not None
coverage = importlib.util.module_from_spec(spec)
spec.loader.exec_module(coverage)


def test_every_rule_has_one_category() -> None:
    listed = [code for codes in coverage.categories().values() for code in codes]
    assert sorted(listed) == [rule.code for rule in built_in() if rule.code[0] in "NHFB"]


def test_the_page_is_up_to_date() -> None:
    assert coverage.PAGE.read_text("utf-8") == coverage.page(), "run python tools/coverage.py"


def test_the_commonest_categories_are_known_in_every_language() -> None:
    empty = [
        (name, language)
        for name, _, cells in list(coverage.matrix())[: coverage.COMMONEST]
        for language, cell in zip(coverage.LANGUAGES, cells, strict=True)
        if not cell
    ]
    assert empty == []

"""The public names, and settings with their errors."""

import pytest

import dechaff
from dechaff import Settings, SettingsError
from dechaff.settings import presets, resolve_settings

TEXT = "Share this\n\nThe river rose again overnight, and the lower road stayed closed until noon.\n"


def test_every_public_name_is_there() -> None:
    for name in dechaff.__all__:
        assert getattr(dechaff, name) is not None
    assert set(dechaff.__all__) <= set(dir(dechaff))
    with pytest.raises(AttributeError, match="no attribute 'clen'"):
        dechaff.clen  # noqa: B018


def test_clean_gives_back_what_was_given() -> None:
    assert dechaff.clean(TEXT).restore() == TEXT
    assert dechaff.clean(TEXT.encode()).restore() == TEXT.encode()


def test_an_article_knows_itself() -> None:
    (article,) = dechaff.clean(TEXT).articles
    assert article.text.startswith("The river rose")
    assert (article.title, article.language) == (None, "en")
    assert [finding.code for finding in article.findings] == ["N101", "W103"]
    assert article.undo() == TEXT
    assert tuple(article.span) == (0, len(TEXT))


def test_strip_splits_nothing_and_adds_nothing() -> None:
    assert dechaff.strip("Share\n" + TEXT) == TEXT.split("\n\n", 1)[1]


def test_a_text_of_cruft_alone_is_left_as_it_is() -> None:
    cleaned = dechaff.clean("Share this\nLeave a comment\n")
    assert cleaned.text == "Share this\nLeave a comment\n"
    assert [(f.code, f.applied) for f in cleaned.findings] == [("X101", False)]


def test_presets_and_settings() -> None:
    assert list(presets()) == ["careful", "balanced", "thorough"]
    assert resolve_settings("thorough").unsafe
    assert resolve_settings("careful", {"max_cut": 0.3, "ignore": ["N1"]}).ignore == ("N1",)
    assert dechaff.clean(TEXT, settings=Settings(ignore=("N101",))).text == TEXT
    one, two = (dechaff.clean(TEXT, preset=p).report.fingerprint for p in ("careful", "thorough"))
    assert one != two


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        resolve_settings("balanced", {"max_cut": 2.0, "ingore": ["N1"], "split": "yes", "keep": ["("]})
    assert [m.split(":")[0] for m in caught.value.mistakes] == [
        "max-cut",
        "unknown setting 'ingore'; did you mean 'ignore'?",
        "split",
        "keep",
    ]
    with pytest.raises(SettingsError, match="preset: found 'x', must be one of careful"):
        dechaff.clean(TEXT, preset="x")


def test_a_lone_surrogate_in_a_str_is_no_accident() -> None:
    text = "The \ud800river\n"
    cleaned = dechaff.clean(text)
    assert cleaned.text == "The \ufffdriver\n"
    assert cleaned.restore() == text

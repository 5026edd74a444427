"""Which files a command looks at: folders, patterns, .gitignore, exclusions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from dechaff.corpus.choice import Choice, matching
from dechaff.corpus.inputs import find


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The ferry sails at noon.\n")


def found(root: Path, choice: Choice, *paths: str) -> Sequence[str]:
    files, _ = find([str(root / path) for path in paths or ("",)], choice)
    return [file.relative_to(root).as_posix() for file in files]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    tree(
        tmp_path,
        ".git/x",
        "a.txt",
        "b.text",
        "c.md",
        "old/a.txt",
        "old/keep.txt",
        "new/deep/a.txt",
        ".hidden.txt",
    )
    tree(tmp_path, ".hidden/a.txt", "node_modules/a.txt")
    return tmp_path


def test_text_files_in_order_without_hidden_ones_and_those_of_tools(repository: Path) -> None:
    names = ["a.txt", "b.text", "new/deep/a.txt", "old/a.txt", "old/keep.txt"]
    assert found(repository, Choice(repository)) == names
    assert "c.md" in found(repository, Choice(repository, include=["*.md"]))


GITIGNORES = {
    "old/": ["a.txt", "b.text", "new/deep/a.txt"],
    "old/*\n!old/keep.txt": ["a.txt", "b.text", "new/deep/a.txt", "old/keep.txt"],
    "/a.txt": ["b.text", "new/deep/a.txt", "old/a.txt", "old/keep.txt"],
    "# a.txt\n\n*.text": ["a.txt", "new/deep/a.txt", "old/a.txt", "old/keep.txt"],
    "new/**/a.txt": ["a.txt", "b.text", "old/a.txt", "old/keep.txt"],
}


@pytest.mark.parametrize("lines", GITIGNORES)
def test_what_git_ignores_is_left_out(repository: Path, lines: str) -> None:
    (repository / ".gitignore").write_text(lines)
    assert found(repository, Choice(repository, gitignore=True)) == GITIGNORES[lines]
    assert len(found(repository, Choice(repository, gitignore=False))) == 5


def test_a_deeper_gitignore_has_the_last_word(repository: Path) -> None:
    (repository / ".gitignore").write_text("a.txt\n")
    (repository / "new" / ".gitignore").write_text("!a.txt\n")
    names = ["b.text", "new/deep/a.txt", "old/keep.txt"]
    assert found(repository, Choice(repository, gitignore=True)) == names
    # The same, asked of the deeper folder: what stands above it counts too.
    assert found(repository, Choice(repository, gitignore=True), "new") == ["new/deep/a.txt"]
    assert found(repository, Choice(repository, gitignore=True), "old") == ["old/keep.txt"]


def test_a_folder_that_is_named_is_looked_at_though_git_ignores_it(repository: Path) -> None:
    (repository / ".gitignore").write_text("old/\n")
    choice = Choice(repository, gitignore=True)
    assert found(repository, choice, "old") == ["old/a.txt", "old/keep.txt"]
    assert found(repository, choice, "old/a.txt") == ["old/a.txt"]


def test_git_info_exclude_counts(repository: Path) -> None:
    (repository / ".git" / "info").mkdir()
    (repository / ".git" / "info" / "exclude").write_text("b.text\n")
    assert "b.text" not in found(repository, Choice(repository, gitignore=True))


def test_without_a_repository_no_gitignore_counts(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / ".gitignore").write_text("a.txt\n")
    assert found(tmp_path, Choice(tmp_path, gitignore=True)) == ["a.txt"]


def test_what_is_excluded_is_left_out_of_folders_and_with_force_everywhere(repository: Path) -> None:
    choice = Choice(repository, exclude=["old", "/new/deep/*.txt"])
    assert found(repository, choice) == ["a.txt", "b.text", "node_modules/a.txt"]
    assert found(repository, choice, "old/a.txt") == ["old/a.txt"]
    forced = Choice(repository, exclude=["old", "/new/deep/*.txt"], force=True)
    assert found(repository, forced, "old/a.txt", "new/deep/a.txt", "a.txt") == ["a.txt"]


def test_a_pattern_names_files(repository: Path) -> None:
    assert found(repository, Choice(repository), "**/a.txt") == [
        "a.txt",
        "new/deep/a.txt",
        "node_modules/a.txt",
        "old/a.txt",
    ]
    assert found(repository, Choice(repository), "*.md") == ["c.md"]
    files, problems = find([str(repository / "*.nothing")], Choice(repository))
    assert not files
    assert "no such file" in problems[0].message


def test_a_link_to_a_file_is_a_file_and_one_to_a_folder_is_not_followed(repository: Path) -> None:
    (repository / "link.txt").symlink_to(repository / "a.txt")
    (repository / "loop").symlink_to(repository)
    assert found(repository, Choice(repository)).count("link.txt") == 1
    assert len(found(repository, Choice(repository))) == 6


def test_matching_counts_from_the_root(tmp_path: Path) -> None:
    holds = matching(tmp_path, ["/old/*", "legacy"])
    assert holds(tmp_path / "old" / "a.txt")
    assert holds(tmp_path / "x" / "legacy" / "a.txt")
    assert not holds(tmp_path / "new" / "old" / "a.txt")
    assert not holds(tmp_path.parent / "old" / "a.txt")

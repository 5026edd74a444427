"""Options: what may be configured beside the settings of the pipeline."""

import msgspec

# What counts as text in a folder; a file that is named by hand may end as it likes.
TEXT = ("*.txt", "*.text")
# Folders of tools, in which text files are no articles.
TOOLS = ("__pycache__", "node_modules", "site-packages", "*.egg-info")


class Options(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """Which files the command looks at, and how it reports.

    Attributes:
        include: patterns of the files that are looked at in folders, in the manner of .gitignore.
        exclude: patterns of files and folders that are left out; by default folders of tools.
        extend_exclude: patterns beside those of `exclude`; each configuration file adds its own.
        force_exclude: leave out excluded files though they are named one by one.
        respect_gitignore: whether `check` leaves out what .gitignore files name.
        per_file_ignores: patterns of files, and the codes, prefixes or names of rules that are not in
            force in them.
        allow_several: a file of several articles is no finding of `check`.
        output_format: `full`, `concise`, `json`, `jsonl`, `github`, `gitlab`, `sarif` or `junit`.
        baseline: the file of findings that are known and do not count; empty for none.
        cache: remember what became of files that do not change.
        cache_dir: the folder for that.
    """

    include: tuple[str, ...] = TEXT
    exclude: tuple[str, ...] = TOOLS
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    allow_several: bool = False
    output_format: str = "full"
    baseline: str = ""
    cache: bool = True
    cache_dir: str = ".dechaff_cache"


FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit")

"""What a person sees of the accounts: a row a file, and every mismatch with its place."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from dechaff.corpus.accounting import Account, Export, Gap, Numbered
from dechaff.corpus.ledger import Tile
from dechaff.rows import Row, Word, excerpt, plural, visible
from dechaff.rules.load import built_in

_MOST_ARTICLES = 20
_NONE = "–"


class Mismatch(NamedTuple):
    """Something that does not add up: where, what was found, and what to do."""

    place: str
    message: str


def heading() -> Row:
    """The names of the columns of `file_row`."""
    return [Word(f"{'found':>7} {'claimed':>18} {'confidence':>10}  {'parted by':<28} file", "dim")]


def file_row(account: Account) -> Row:
    """What was found in one file."""
    sure = _NONE if account.confidence is None else f"{account.confidence:.2f}"
    return [
        Word(f"{account.found:>7,}", "bold"),
        Word(f" {_claim(account):>18} {sure:>10}  {_how(account):<28} "),
        Word(visible(str(account.file)), "bold"),
    ]


def _claim(account: Account) -> str:
    """What the file says that it holds: how many articles, or which of how many."""
    if account.claimed is None:
        return _NONE
    if len(account.exports) == 1:
        (export,) = account.exports
        if (export.first, export.last) != (1, export.total):
            return f"{export.first}-{export.last} of {account.claimed:,}"
    return f"{account.claimed:,}"


def _how(account: Account) -> str:
    names = {rule.code: rule.name for rule in built_in()}
    words = [f"{visible(code)} {names.get(code, '')}".rstrip() for code in account.rules]
    possible = [f"{account.possible:,} more possible"] if account.possible else []
    return ", ".join([*(words or ["nothing"]), *possible])


def article_rows(tiles: Sequence[Tile]) -> Iterator[Row]:
    """The first articles of a file, and where more may begin: line, confidence and title."""
    found = [(tile.first_line, tile.confidence, "", tile.title) for tile in tiles if tile.kind == "article"]
    maybe = [(one.line, one.confidence, "? ", one.title) for tile in tiles for one in tile.possible]
    rows = sorted([*found, *maybe], key=itemgetter(0))
    for line, confidence, mark, title in rows[:_MOST_ARTICLES]:
        sure = _NONE if confidence is None else f"{confidence:.2f}"
        yield [Word(f"  line {line:<8,} {sure:>4}  ", "dim"), Word(mark + excerpt(title, 78))]
    if len(rows) > _MOST_ARTICLES:
        more = len(rows) - _MOST_ARTICLES
        yield [Word(f"  and {more:,} more; --ledger FILE lists them all", "dim")]


def total_rows(accounts: Sequence[Account], exports: Iterable[Export], expected: int | None) -> Iterator[Row]:
    """What was found in all files, and in each export that is in several of them."""
    found = plural(sum(account.found for account in accounts), "article")
    yield [Word(f"{plural(len(accounts), 'file')}, {found}", "bold")]
    possible = sum(account.possible for account in accounts)
    if possible:
        yield [Word(f"  {possible:,} more may begin (?): see --ledger FILE, or part there with --aggressive")]
    for export in exports:
        if len(export.files) > 1 and export.total is not None:
            missing = ", ".join(map(str, export.gaps(ends=expected is None)))
            count = (
                f"  {len(export.articles):,} of {export.total:,} found in {plural(len(export.files), 'file')}"
            )
            yield [Word(count), Word(f": missing {missing}" if missing else "", "red")]


def mismatch_row(mismatch: Mismatch) -> Row:
    """A mismatch as `path:line: message`."""
    return [Word(visible(mismatch.place), "bold"), Word(": "), Word(visible(mismatch.message), "red")]


def mismatches(
    accounts: Sequence[Account], exports: Iterable[Export], expected: int | None
) -> Iterator[Mismatch]:
    """Everything that does not add up.

    Numbers that are missing within an export, numbers that come again, and, against what the files
    claim or, where it is given, against what the user expects, how many there are.
    """
    for export in exports:
        for gap in export.gaps(ends=expected is None):
            yield Mismatch(f"{gap.file}:{gap.line}", _missing(gap, export))
        for article in export.again:
            yield Mismatch(
                f"{article.file}:{article.first}", _again(article, export.articles[article.number])
            )
    if expected is not None:
        yield from _unexpected(accounts, expected)
        return
    for account in accounts:
        if not account.numbered and account.stated not in (None, account.found):
            stated = f"{plural(account.found, 'article')} found, but the file says {account.stated:,}"
            yield Mismatch(str(account.file), f"{stated}; {_advice(account.found, account.stated or 0)}")


def _missing(gap: Gap, export: Export) -> str:
    numbers = f"number {gap} is" if gap.first == gap.last else f"numbers {gap} are"
    of = "" if export.total is None else f" (of {export.total:,})"
    return f"{numbers} missing{of}: {_where(gap)}"


def _where(gap: Gap) -> str:
    rest = "export the rest, name the files that hold it too, or say with --expect how many there are"
    if gap.above is None:
        assert gap.below is not None
        return f"the first that was found is {gap.below.number}, here; look above it, {rest}"
    if gap.below is None:
        return f"the last that was found is {gap.above.number}, which ends here; {rest}"
    if gap.above.file == gap.below.file:
        around = f"{gap.above.number} is followed by {gap.below.number} here"
        return f"{around}; look above this line, or export it again"
    end = f"{gap.above.file}:{gap.above.last}"
    return f"{gap.above.number} ends at {end}, and {gap.below.number} begins here; {rest}"


def _again(article: Numbered, first: Numbered) -> str:
    return f"number {article.number} comes again: it is also at {first.file}:{first.first}; keep one of them"


def _unexpected(accounts: Sequence[Account], expected: int) -> Iterator[Mismatch]:
    found = sum(account.found for account in accounts)
    if found != expected:
        place = str(accounts[0].file) if len(accounts) == 1 else plural(len(accounts), "file")
        message = f"{plural(found, 'article')} found, but {expected:,} expected; {_advice(found, expected)}"
        yield Mismatch(place, message)


def _advice(found: int, wanted: int) -> str:
    if found < wanted:
        return (
            "two may stand together as one: look at the longest in the ledger (--ledger FILE),"
            " name the line that parts them (--separator REGEX), or try --aggressive"
        )
    return "one may be parted in two: look at the least sure in the ledger (--ledger FILE)"

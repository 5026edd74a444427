"""dechaff detect: what language files are in, and which parts of them in which."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dechaff.cli.completing import PATH, value_of
from dechaff.cli.options import (
    CLEAN,
    FAILURE,
    chosen,
    configuration,
    configuration_options,
    fail,
    report_problems,
)
from dechaff.cli.progress import with_progress
from dechaff.cli.show import print_rows
from dechaff.core.text import Text
from dechaff.corpus.inputs import UnreadableError, read
from dechaff.filters.decode import decode
from dechaff.language.backends import DetectorError, detector
from dechaff.language.found import Detection, LanguageDetector, Segment
from dechaff.rows import Row, Word, visible

if TYPE_CHECKING:
    from dechaff.config import Configuration

_WIDTH = 9


@click.command("detect")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a file.")
@click.option("--segments", "parts", is_flag=True, help="The parts of files in several languages too.")
@click.option(
    "--detector",
    metavar="NAME",
    shell_complete=value_of("detector"),
    help="default, langdetect, vote, cld2, eld or lingua.",
)
@click.option("--charset", metavar="NAME", help="Read all files in this charset.")
@configuration_options
def command(paths: tuple[str, ...], as_json: bool, parts: bool, **options: Any) -> None:
    """Say what language files are in: language, confidence, and the share of each language.

    PATH is a file, a folder (searched for *.txt), or - for standard input. Nothing is cleaned first, but
    head lines and addresses are not asked. A confidence with a question mark is too low to build on.
    Exit code 0: all files were read. 2: wrong usage, or a file that could not be read.
    """
    configured = configuration(**options)
    judge, reading = _judge(configured), decode(configured.settings.charset)
    files, problems = chosen(paths, configured)
    if files and not as_json:
        print_rows([_heading()])
    for path in with_progress(files):
        try:
            text = reading(read(path)).text
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        found, tiles = judge.detect(text), judge.segments(text)
        if as_json:
            click.echo(json.dumps(_record(path, text, found, tiles), ensure_ascii=False))
        else:
            print_rows(_rows(path, text, found, tiles, parts))
    report_problems(problems)
    sys.exit(FAILURE if problems else CLEAN)


def _judge(configured: "Configuration") -> LanguageDetector:
    try:
        return detector(configured.settings.detector)
    except DetectorError as error:
        fail(configured.blame([str(error)]))


def _heading() -> Row:
    return [Word(f"  {'language':{_WIDTH}} {'confidence':>10}  {'languages in it':32} file", "dim")]


def _rows(path: Path, text: str, found: Detection, tiles: list[Segment], parts: bool) -> Iterator[Row]:
    sure = " " if found.reliable else "?"
    yield [
        Word(f"  {found.code:{_WIDTH}}", "bold"),
        Word(f" {found.confidence:9.2f}{sure}  "),
        Word(f"{_shares(tiles):32} "),
        Word(visible(str(path))),
    ]
    lines = Text(text)
    for tile in tiles if parts and len(tiles) > 1 else ():
        first, last = (lines.position(at)[0] for at in (tile.start, max(tile.start, tile.end - 1)))
        yield [Word(f"  {tile.code:{_WIDTH}} {tile.confidence:9.2f}   lines {first} to {last}", "dim")]


def _shares(tiles: list[Segment]) -> str:
    """The languages in a file by their share of its characters, the largest first."""
    sizes: dict[str, int] = {}
    for tile in tiles:
        sizes[tile.code] = sizes.get(tile.code, 0) + tile.end - tile.start
    total = sum(sizes.values()) or 1
    ranked = sorted(sizes.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{code} {100 * size / total:.0f} %" for code, size in ranked)


def _record(path: Path, text: str, found: Detection, tiles: list[Segment]) -> dict[str, Any]:
    return {
        "file": path.as_posix(),
        "language": found.code,
        "confidence": found.confidence,
        "reliable": found.reliable,
        "alternatives": [one._asdict() for one in found.alternatives],
        "segments": [tile._asdict() for tile in tiles],
    }

"""dechaff config: the configuration in force, and where each word of it comes from."""

import json
from collections.abc import Iterator

import click

from dechaff.cli.options import configuration, configuration_options
from dechaff.cli.show import print_rows
from dechaff.config import Configuration
from dechaff.config.schema import schema_text, toml
from dechaff.rows import Row, Word, visible

_WIDTH = 44


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of dechaff.toml instead, for editors.")
@configuration_options
def command(as_json: bool, schema: bool, file: str | None, isolated: bool) -> None:
    """Print the configuration in force as a dechaff.toml, and beside each key where its value comes from.

    Exit code 0: it is right. 2: it is not; then every mistake is named.
    """
    if schema:
        click.echo(schema_text(), nl=False)
        return
    configured = configuration(file=file, isolated=isolated)
    if as_json:
        click.echo(json.dumps(_record(configured), ensure_ascii=False, indent=2))
    else:
        print_rows(_rows(configured))


def _rows(configured: Configuration) -> Iterator[Row]:
    yield [Word(f"# root: {visible(str(configured.root))}", "dim")]
    for file in configured.files:
        yield [Word(f"# file: {visible(str(file))}", "dim")]
    for key, value in configured.values.items():
        origin = configured.origins[key]
        line = visible(f"{key} = {toml(value)}")
        style = "bold" if origin.is_given else ""
        yield [Word(f"{line:<{_WIDTH}}", style), Word(f"  # {visible(origin.text)}", "dim")]


def _record(configured: Configuration) -> dict[str, object]:
    values = {
        key: {"value": value, "origin": configured.origins[key].text, "kind": configured.origins[key].kind}
        for key, value in configured.values.items()
    }
    return {"root": str(configured.root), "files": list(map(str, configured.files)), "values": values}

"""The command line. Subcommands are imported when they are called: `--version` must not pay for them."""

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from dechaff._version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# What shells say of a program that Ctrl-C ended: 128 and the number of the signal.
_INTERRUPTED = 130
_ALLOCATIONS = 50_000
_COMMANDS = {
    "clean": "Turn scraped files into clean articles.",
    "split": "Part files into their articles, and count them.",
    "check": "Report what is not clean, as a linter does.",
    "detect": "Say what language files are in.",
    "rule": "Explain the rules.",
    "config": "Print the configuration in force, and where it comes from.",
    "completion": "Print what makes a shell complete dechaff's words.",
}


class _Lazy(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"dechaff.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        found = [CompletionItem(n, help=h) for n, h in _COMMANDS.items() if n.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        # Rules are many small things that live to the end: to look for garbage among them takes its time.
        gc.set_threshold(_ALLOCATIONS)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("dechaff: interrupted", err=True)
            sys.exit(_INTERRUPTED)


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage or a file that failed, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", prog_name="dechaff", message="%(prog)s %(version)s")
def main() -> None:
    """Clean text that was scraped from the web, and account for every character."""

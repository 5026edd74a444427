"""dechaff completion: what makes a shell complete commands, options, rules and files."""

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes a shell complete dechaff's words.

    \b
    bash, at the end of ~/.bashrc:   eval "$(dechaff completion bash)"
    zsh, at the end of ~/.zshrc:     eval "$(dechaff completion zsh)"
    fish:  dechaff completion fish > ~/.config/fish/completions/dechaff.fish

    It takes effect in a new shell. Bash must be 4.4 or newer.
    """
    from click.shell_completion import get_completion_class

    from dechaff.cli import main

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(main, {}, "dechaff", "_DECHAFF_COMPLETE").source())

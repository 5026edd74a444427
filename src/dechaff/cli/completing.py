"""Completing: what a shell offers for a word that is half typed."""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

# Types only so that shells complete paths: what is wrong with a path, who reads it says better.
PATH = click.Path(readable=False)
FOLDER = click.Path(readable=False, file_okay=False)


def codes(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The codes and names of rules that go on as `typed` does behind its last comma."""
    from dechaff.rules.load import built_in

    before, comma, last = typed.rpartition(",")
    return [
        CompletionItem(before + comma + word, help=rule.summary)
        for rule in built_in()
        for word in (rule.code, rule.name)
        # Names come into it only when one is begun: twice as many words are harder to look through.
        if word.startswith(last) and (last or word == rule.code)
    ]


def value_of(key: str) -> Complete:
    """What completes a value of a key of the configuration that allows only some."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from dechaff.config.keys import choices

        return [CompletionItem(word) for word in choices()[key] if word.startswith(typed)]

    return complete

"""Expressions that are compiled when they are first used."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression, compiled at its first use: for wide classes that takes longer than to start up."""
    return re.compile(pattern)

"""Regular expressions, compiled at their first use."""

import re
from functools import cache

__all__ = ["compiled"]


@cache
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled `source`, compiled once.

    At the first date rather than at the import, which most runs pay for and do not use.
    Raises re.error for a faulty source, which is always one of this package's own.
    """
    return re.compile(source, flags)

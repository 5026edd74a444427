"""C1 controls: characters of Windows-1252 that were read as Latin-1."""

import re

_C1 = re.compile("[\x80-\x9f]")
# What mojibake begins with, where it could not be put right: there a control is a byte of a letter.
_LEAD = re.compile("[\xc2-\xdfâ]|[^\x00-\u036f\u2000-\u20cf]")
# A control sequence of a terminal, which is not for us.
_CONTROL_SEQUENCE = re.compile("\x9b[0-9;]{1,32}[A-Za-z]")
_NEXT_LINE = re.compile(r"\x85(?=\w)")


def as_windows_1252(line: str, *, breaks: bool) -> str:
    """The line with what Windows-1252 has in the place of its C1 controls.

    Those that are bytes of broken letters stay.

    Args:
        line: the line.
        breaks: whether U+0085 may break lines, as it does in texts that have no other line breaks;
            else, and where no word follows it, it is an ellipsis.
    """

    def char(found: re.Match[str]) -> str:
        start, end = found.span()
        broken = (start and _LEAD.match(line, start - 1)) or _LEAD.match(line, end)
        broken = broken or _CONTROL_SEQUENCE.match(line, start)
        if broken or (breaks and _NEXT_LINE.match(line, start)):
            return found[0]
        return found[0].encode("latin-1").decode("cp1252", "ignore") or found[0]

    return _C1.sub(char, line)

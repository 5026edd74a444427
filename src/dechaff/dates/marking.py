"""A date marked up: every word replaced by a short code, digits and punctuation kept.

    Tuesday, 5 de septiembre de 2023 a las 10:15 p.m. GMT  ->   , 5 <9> 2023 10:15 <p> <z+00:00>

The codes: <9> a month; <t> the number that follows is a month, <u> the number before is one;
<h> <i> <s> hour, minute, second; <a> <p> morning and afternoon after the time, <A> <P> before
or after it; <z+01:00> a zone; <e543> years to add to the next number; <y> a year that a day
follows; <w> a number of a day of the week follows; <?> a name that two languages give to
different months. Words that mean nothing become a space.
"""

from dechaff.dates.folding import fold
from dechaff.dates.patterns import compiled
from dechaff.dates.words import words

__all__ = ["mark"]

_LETTERS = r"[^\d\s.,/:+-]+"
_TOKEN = rf"\d+|[.,/:+ -]|{_LETTERS}(?:\.{_LETTERS})*\.?"
_PHRASE = (5, 3, 1)  # tokens in a phrase of three, two and one words, spaces counted
_SHORT = 2  # digits of an hour, a minute, a second


def mark(text: str, language: str | None, plain: bool) -> str | None:
    """The marked-up form, or None where `text` holds a word of no table.

    Some words are both a name and a filler ("mar." is March and Tuesday): `plain` takes
    them as fillers. Never raises.
    """
    tokens = compiled(_TOKEN).findall(fold(text))
    out: list[str] = []
    at = 0
    while at < len(tokens):
        code, used = _code(tokens, at, language, plain)
        if code is None:
            return None
        out.append("," if code == ":" and out and not out[-1].isdigit() else code)
        at += used
    return _settle("".join(out))


def _code(tokens: list[str], at: int, language: str | None, plain: bool) -> tuple[str | None, int]:
    """The code for the longest known phrase at `at`, and the tokens it takes."""
    if tokens[at][0] in "0123456789.,/:+- ":
        return tokens[at], 1
    for size in _PHRASE:
        phrase = "".join(tokens[at : at + size]).replace(".", "")
        if tokens[at + 1 : at + size : 2] == [" "] * (size // 2):
            code = _by_place(phrase, tokens, at, size)
            if code is None:
                code = _by_name(phrase, language, plain)
            if code is not None:
                return code, size
    glued = tokens[at].rstrip(".") in words().ordinals and _after_digit(tokens, at)
    return ("" if glued else None), 1


def _by_place(phrase: str, tokens: list[str], at: int, size: int) -> str | None:
    """The code that a phrase has after or before a number, or None.

    After a year "u" is no hour, so the words of the clock need a number of its length.
    """
    number = _number_before(tokens, at)
    if number and phrase in words().after:
        code = words().after[phrase]
        if code not in ("<h>", "<i>", "<s>") or len(number) <= _SHORT:
            return code
    return words().before.get(phrase) if _number_after(tokens, at + size) else None


def _by_name(phrase: str, language: str | None, plain: bool) -> str | None:
    """The code that a phrase has anywhere, or None where no table has it."""
    table = words()
    if plain and phrase in table.skip:
        return " "
    if phrase in table.months:
        return _month(table.months[phrase], language)
    return table.codes.get(phrase, " " if phrase in table.skip else None)


def _month(numbers: dict[str, int], language: str | None) -> str:
    """The code of a month: its language decides, else all languages must agree."""
    if language in numbers:
        return f"<{numbers[language]}>"
    several = set(numbers.values())
    return f"<{several.pop()}>" if len(several) == 1 else "<?>"


def _number_before(tokens: list[str], at: int) -> str:
    """The number before `at`, past a dot and a space ("2023. gada"), or an empty str."""
    while at and tokens[at - 1] in (" ", "."):
        at -= 1
    return tokens[at - 1] if at and tokens[at - 1].isdigit() else ""


def _number_after(tokens: list[str], at: int) -> bool:
    """Whether a number stands at `at`, with or without a space."""
    rest = [token for token in tokens[at : at + 2] if token != " "]
    return bool(rest) and rest[0].isdigit()


def _after_digit(tokens: list[str], at: int) -> bool:
    """Whether `at` is glued to a number, or tied to it by a hyphen, as "5-го" is."""
    back = at - 2 if at >= 2 and tokens[at - 1] == "-" else at - 1
    return back >= 0 and tokens[back].isdigit()


_SETTLED = (
    (r"<w> ?[2-7][ ,]{1,3}(?=\d\d?[/.-]\d)", ""),
    (r"<w>", " "),
    (r"<t> ?(\d{1,2})(?!\d)", r"<\1>"),
    (r"(?<!\d)(\d{1,2}) ?<u>", r"<\1>"),
    (r"<(\d+)>[ ,/]{0,3}<\1>", r"<\1>"),  # "آب/أغسطس": one month, two names
)
_ERA = r"<e(-?\d+)> ?(\d{1,4})(?!\d)"


def _settle(text: str) -> str:
    """`text` with the codes that only point at a number worked into that number."""
    if "<" not in text:
        return text
    for pattern, new in _SETTLED:
        text = compiled(pattern).sub(new, text)
    return compiled(_ERA).sub(lambda match: f"{int(match[1]) + int(match[2]):04}", text)

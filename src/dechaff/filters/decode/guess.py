"""guess: the charset of bytes that do not say theirs.

chardet says which charsets the bytes may be in, by how often which bytes follow each other. For short
texts its first answers are close together, and what it compares says little about rare bytes. So each
answer is read, and what no text has counts against it: a sign or a capital within a small word, letters
of two scripts side by side, control characters. Of answers that are equally good, one that is in use on
the web goes before one that DOS or the Macintosh left behind.
"""

import codecs
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from dechaff.filters.charsets import WIDER, rare_charsets, web_charsets
from dechaff.filters.decode.stray import WESTERN, western_text

# chardet compares no more than this.
_SAMPLE = 16_384
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(0x80))
_ESCAPES = re.compile(rb"\x1b\$|~\{")
_ESCAPED = ("iso2022", "hz")
_OF_SEVERAL_BYTES = ("big5hkscs", "cp932", "cp949", "euc_jp", "gb18030")
# The share of bytes beyond ASCII that may be broken in what is still such a text.
_MOST_BROKEN = 0.02
_LEAST_TO_MEND = 8
# Answers that chardet finds so much less likely than its first are not looked at.
_LEAST_SHARE = 0.2
_MOST_STRANGE = 2.0
# Less than any strangeness or likelihood that can be measured: it only breaks ties.
_WEIGHT_OF_RARE = 0.999
# How often a first answer is wrong that is no better than the next, and how fast that falls with how much
# better it is, as measured on 7,000 texts of 20 to 60 characters; longer ones are surer.
_WRONG_IF_EQUAL = 0.25
_FALL = 5
_LEAST_CONFIDENCE, _MOST_CONFIDENCE = 0.3, 0.99


class Guess(NamedTuple):
    """A charset that a text may be in, and how sure that is, from 0 to 1."""

    charset: str
    confidence: float


class _Scored(NamedTuple):
    score: float
    charset: str
    text: str


def guesses(data: bytes) -> list[Guess]:
    """The charsets that text beyond ASCII may be in, the likeliest first."""
    sample = _lines_with(_BEYOND_ASCII, data)
    beyond = len(sample.translate(None, _ASCII))
    scored = [*_scored(sample), *_scored_mended(sample, beyond)]
    best: dict[str, float] = {}
    for one in scored:
        best[one.text] = max(one.score, best.get(one.text, -math.inf))
    ranked = sorted(scored, key=lambda one: -one.score)
    if len(sample) < _SAMPLE:  # what reads the same here is the same
        known = [*web_charsets(), *rare_charsets()]
        ranked.sort(key=lambda one: (-best[one.text], known.index(one.charset)))
    return [Guess(one.charset, _confidence(one.text, best, beyond)) for one in ranked]


def _confidence(text: str, best: Mapping[str, float], beyond: int) -> float:
    """How likely a reading is right, by how much better it is than all others. A few bytes say little."""
    rival = max((score for other, score in best.items() if other != text), default=-math.inf)
    wrong = _WRONG_IF_EQUAL * math.exp(min(_FALL * (rival - best[text]), 2.0))
    return round(min(max(1 - wrong, _LEAST_CONFIDENCE), 1 - 0.5 / (beyond + 1), _MOST_CONFIDENCE), 2)


def escaped_charset(data: bytes) -> Guess | None:
    """The charset of text whose bytes are all ASCII and which changes what they mean by escapes."""
    if not (b"\x1b$" in data or b"~{" in data) or not data.isascii():
        return None
    from chardet import detect

    found = detect(_lines_with(_ESCAPES, data), compat_names=False)
    charset = str(found["encoding"])
    return Guess(charset, float(found["confidence"])) if charset.startswith(_ESCAPED) else None


def _lines_with(pattern: re.Pattern[bytes], data: bytes) -> bytes:
    """The first lines in which a pattern is found: what is plain ASCII says nothing."""
    lines, size, at = [], 0, 0
    while size < _SAMPLE and (match := pattern.search(data, at)):
        start = data.rfind(b"\n", at, match.start()) + 1 or at
        at = data.find(b"\n", match.end()) + 1 or len(data)
        lines.append(data[start : min(at, start + _SAMPLE - size)])
        size += len(lines[-1])
    return b"".join(lines)


def _scored(sample: bytes) -> Iterator[_Scored]:
    seen = set()
    for answer, likelihood in _answers(sample):
        charset, text = _read(sample, answer)
        is_rare = charset in rare_charsets()
        if (is_rare or charset in web_charsets()) and charset not in seen:
            seen.add(charset)
            weight = _WEIGHT_OF_RARE if is_rare else 1.0
            yield _Scored(math.log(likelihood * weight) - _strangeness(text), charset, text)


def _scored_mended(sample: bytes, beyond: int) -> Iterator[_Scored]:
    """The readings in charsets of several bytes a character that a few broken characters speak against."""
    for charset in _OF_SEVERAL_BYTES:
        whole = sample.decode(charset, "ignore").encode(charset, "ignore")
        if 0 < len(sample) - len(whole) <= max(_MOST_BROKEN * beyond, beyond >= _LEAST_TO_MEND):
            yield from (one for one in _scored(whole) if one.charset == charset)


def _answers(sample: bytes) -> Iterator[tuple[str, float]]:
    from chardet import detect_all

    best = 0.0
    for answer in detect_all(sample, compat_names=False, ignore_threshold=True):
        charset, likelihood = answer["encoding"], float(answer["confidence"])
        best = max(best, likelihood)
        if charset and likelihood > _LEAST_SHARE * best:
            yield charset, likelihood


def _read(sample: bytes, charset: str) -> tuple[str, str]:
    """The sample as a charset reads it, or a wider one; an empty name if neither does."""
    if WIDER.get(charset) == WESTERN:
        return WESTERN, western_text(sample)
    for name in (WIDER.get(charset, charset), charset):
        try:
            cut = len(sample) >= _SAMPLE  # maybe within a character
            return name, codecs.getincrementaldecoder(name)().decode(sample, not cut)
        except (LookupError, UnicodeError):
            continue
    return "", ""


@lru_cache(maxsize=16)
def _strangeness(text: str) -> float:
    """How many places there are that no text has, for each stretch beyond ASCII."""
    near = "\n".join(_NEAR.findall(text))
    stretches = len(_STRETCH.findall(near))
    return min(len(_strange().findall(near)) / stretches, _MOST_STRANGE) if stretches else 0.0


_STRETCH = re.compile(r"[^\x00-\x7f]+")
# All that is beyond ASCII, and two characters before and behind.
_NEAR = re.compile(r"[\x00-\x7f]{0,2}[^\x00-\x7f]+(?:[\x00-\x7f]{1,2}[^\x00-\x7f]+)*[\x00-\x7f]{0,2}")
_LETTER = r"[^\W\d_]"
# Signs that never stand within a word, those that never begin one, and those that never stand alone.
_WITHIN = "¡-©«¬®-´¶-¹»-¿×÷ˆ-˝‚“-„†-•‰‹›€™−-≥─-◿"
_BEFORE = "¢¦¨©¬®±-´¶¸¹×÷ˆ˜™"
_ALONE = "¦¨¬®´¶¸ˆ˜™"
# What nobody writes: controls, private characters, and the sign that stands for any currency.
_NEVER = "\x80-\x9f\ue000-\uf8ff¤"
_BOXES = "─-◿"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
# Cyrillic letters that are in no alphabet together.
_SOUTH, _EAST = "ЂЃЉЊЋЌЏђѓљњћќџ", "ЪЫЬЭЮЯЙЩІЇЄҐъыьэюяйщіїєґ"
_OTHER_SCRIPTS = "\u0370-\u06ff"


@cache
def _strange() -> re.Pattern[str]:
    letters = [char for char in map(chr, range(0x80, 0x530)) if char.isalpha()]
    small = "".join(char for char in letters if char.islower() and char not in "ªº")
    large = "".join(char for char in letters if char.isupper())
    consonants = "".join(filter(_is_consonant, letters))
    # Each begins with what it is about, so that most characters are passed over at once.
    return re.compile(
        "|".join(
            [
                rf"[{_WITHIN}](?<={_LETTER}.)(?={_LETTER})",
                rf"[{_BEFORE}](?={_LETTER})",
                rf"[{_ALONE}](?<!\S.)(?!\S)",
                r"[‚„](?!\S)",
                f"[{_NEVER}]",
                f"[{large}](?<=[a-z{small}].)|[A-Z](?<=[{small}].)",
                rf"\b(?:[A-Z{large}][{large}]|[{large}][A-Z])[a-z{small}]",
                f"[{_LATIN}](?:(?<=[{_OTHER_SCRIPTS}].)|(?=[{_OTHER_SCRIPTS}]))",
                rf"[{consonants}](?<![\w’'].)(?![\w’'.])",
                rf"[{_SOUTH}](?=\w{{0,20}}[{_EAST}])|[{_SOUTH}](?<=[{_EAST}].)",
                rf"[{_BOXES}](?:(?<={_LETTER}.)|(?={_LETTER}))",
            ]
        )
    )


def _is_consonant(letter: str) -> bool:
    """Whether a Latin letter with an accent is a consonant: no word consists of one."""
    return unicodedata.normalize("NFD", letter)[0].lower() in "bcdfghjklmnpqrstvwxzđħłŧþðŋ"

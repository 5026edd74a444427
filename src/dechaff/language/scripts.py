"""Scripts: what they alone say about a language, and the two that say it character by character."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("scripts.toml")
# Another language of a script is named where so much of the text is letters that only it has.
_OWN_SHARE = 0.02
# Text with so much kana, of kana and Chinese characters, is Japanese.
_KANA_SHARE = 0.05


@cache
def data() -> Mapping[str, Any]:
    """`scripts.toml`."""
    return tomllib.loads(_DATA.read_text("utf-8"))


def main_script(counts: Mapping[str, int]) -> str:
    """The script that most of a text is in; kana and Chinese characters count as one."""
    weight = data()["weight"]
    weighed = {script: count * weight.get(script, weight["others"]) for script, count in counts.items()}
    kana = weighed.pop("HIRAGANA", 0) + weighed.pop("KATAKANA", 0)
    if kana:
        weighed["CJK"] = weighed.get("CJK", 0) + kana
    return max(weighed, key=lambda script: (weighed[script], script))


def language_of_script(script: str, text: str, letters: int) -> str | None:
    """The language of a text whose script says it; None where it does not."""
    for rule in data()["letters"]:
        if rule["script"] == script:
            own = sum(map(text.count, rule["only"]))
            if own > max(0, letters * _OWN_SHARE):
                return str(rule["code"])
    found = data()["one"].get(script)
    return None if found is None else str(found)


def language_of_han(text: str, counts: Mapping[str, int]) -> str:
    """Japanese, or Chinese in one of its two scripts.

    Kana is Japanese. Else those characters decide that only one of three national charsets has: GB 2312 of
    the mainland, Big5 of Taiwan, JIS X 0208 of Japan.
    """
    kana = counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0)
    if kana > _KANA_SHARE * (kana + counts.get("CJK", 0)):
        return "ja"
    simple, full, japan = (_within(text, charset) for charset in ("gb2312", "big5", "euc_jp"))
    votes = {
        "zh-Hans": _count(text, simple - full),
        "zh-Hant": _count(text, full - simple),
        "ja": 2 * _count(text, japan - full - simple),
    }
    return max(votes, key=lambda code: votes[code])


def _within(text: str, charset: str) -> set[str]:
    return {c for c in text.encode(charset, "ignore").decode(charset) if "\u4e00" <= c <= "\u9fff"}


def _count(text: str, chars: set[str]) -> int:
    return sum(map(text.count, chars))

"""suspects: what hardly any good text has, and text that was read in another charset nearly always has.

What is looked for is to be cheap to find, and rare in good text of every language. It proves nothing;
what is odd here is a common letter beside one that it hardly ever stands beside, a sign or a
capital within a word, two scripts in one word.
"""

import re
from collections.abc import Iterable
from functools import cache

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ"
_SIGN = "№‹›¡-©«¬®-³µ¶¸¹»-¿×÷ƒˆ˜†‡‰‚„˘-˝ﬁﬂⁿ∙√≈≤≥∞─-■\x81\x83\x87-\x90\x99-\x9f"
# What the upper half of cp1252 and latin-1 holds.
UPPER_HALF = "\x80-\x9f¡-ÖØ-öø-ÿŒœŠšŽžŸƒˆ˜‚„†‡‰€"
# Text of another script is made of nothing else.
_RUN = f"(?=[{UPPER_HALF}]{{2}})"
_END = "(?![\\w-])"


def _near(chars: str) -> str:
    """One of some characters soon follows."""
    return f"(?=[^\\n{chars}]{{0,15}}+[{chars}])"


# Characters, and what is odd beside them: `.` in a look-behind is the character itself.
_SIGNS = {
    f"{_SIGN}º": f"(?<=[{_LETTER}{_SIGN}].)(?=[{_LETTER}{_SIGN}])",
    "¡-©«®-³µ¶¸-¿ƒ\x80-\x9f": _RUN,
    "¢£¥¦ª±²³¹¼¾¯ºµ": f"(?<![{_LETTER}\\d].)(?=[a-z])",
    "±³¹¶¾µ˙¢ƒ‚†‡ˆ‰\x81-\x83\x87-\x90": "(?<=[aeijnouyzáéíýěøøì].)(?![\\w.])",
    "\x8a\x8c-\x8f\x9a\x9c-\x9f": "",
    "ЃЌ†‡€‰‹√ƒ≈∆": "(?=[а-я]{2})",
    "№": "(?=[щыэъюяьё])|(?<=[щыэъюяьё].)",
    "€": "(?<=[а-я].)",
}
_CAPITALS = {
    "À-ÖØ-ß": _RUN,
    "À-ÖØ-ÞĄŒŠŸŽ": "(?<=[a-zß-öø-ÿ]{2}.)",
    "Œ": "(?=[lcrpn])",
    "ΘΣΦ": "(?<=[a-z].)|(?=[a-z])",
}
# Letters of Western Europe, which elsewhere are others: "pøi" is "při", "siê" is "się".
_WESTERN = {
    "ìîïðñòõøùûýþÿ": _RUN,
    "ðþ": _near("ëàøûüçìîòãâèšž"),
    "ý": "(?=[þoeyç])|(?<=[þçoey].)|(?<=l.)(?=n)",
    "þ": "(?![aáeéiíoóuúyýæöjrv.&])|(?<=[bcfkp].)",
    "è": f"(?=[aeuyjkáéíìù]|n[íáéý])|(?<=[ae].)(?=[kn])|(?<=[oau].)(?=[in])|(?<=[áíýúôäšžï].)"
    f"|(?<=[aei].){_END}|(?<!\\w.)(?=[eizlnovkádm])|{_near('šž')}",
    "ì": "(?=[íáùi])|(?<=[nmvbd].)(?=[bcdghjklprstwzèø])",
    "ø": "(?=[íáùiìé])|(?<=[pt].)(?=[ea])",
    "ù": f"(?=[jkpstžlrzšøèì])(?<=[jkpsnlrdz].)|(?<=[kmnlrz].){_END}",
    "õû": "(?<=[bdfgyz].)(?=[a-df-zé])|(?<=[aeiouyáéíóöúü][b-df-hj-np-tv-z].)(?=[cgksvz]|leg)"
    f"|(?<=[a-zá-ü][djklrstvz].)(?:i?|ben){_END}|(?<=õ)(?=[lkst]{_END})|(?<=mû)(?=[kvsz])",
    "ê": f"(?<=[ijnrzwk].){_END}",
    "æ": "(?<=[aoyiœuø].)",
    "œñ": "(?=[bcghjklmnprsvwzæ])",
    "ã": f"(?=[bcdfgjklmprtvz])|{_near('þºî')}|(?<=[cprsz].){_END}",
    "ç": "(?=[jvgpbz])",
    "î": "(?=[jvgkz])|(?<=[kpjlz].)",
    "ï": "(?<=[bdjklmnprstvz].)(?=[bcdgjlnkmprstvz])",
    "ß": "(?<=[mrtbpckdgvjzíé].)",
}
# Letters of Central Europe: "większoąć", "frčre", "fřr".
_CENTRAL = {
    "ą": "(?<=[aouyáéíýěůúô].)|(?=[aeiouáéíě])",
    "ľ": "(?=[eidíáý])|(?<=[ůuíáyôěm].)",
    "ĺŕ": "(?![bpmdhsťžčkľ])",
    "ř": "(?=[rjlgdvmf])",
    "ć": "(?=[rtlscgv])",
    "ń": "(?=[aeouí])",
    "ă": "(?=o)",
    "ő": "(?<=[çis].)(?=e)",
    "ţđ": "(?=[vrlfgthbd])",
    "ę": "(?=[mn])",
    "č": "(?<=[ '’].)(?= )|(?<=[bcdfghjlmnprstvz].)(?=[bcdfglmqrstv])|(?<=i.)(?=[rm])",
    "đ": _END,
}
_NOT_LATIN = "бгджйцшщъьїњ"
_CYRILLIC = {
    "А-Я": "(?<=[а-яё].)(?![а-яё])",
    "ЁЄЇЎ": "(?<=[а-яё].)",
    "ЪЫЬ": "(?<![А-я].)(?=[А-Я])",
    "Ъ": _END,
    "Й": "(?<=[БВГДЖЗКЛМНПРСТФХЦЧШЩ].)",
    "Я": "(?<=[а-яa-z].)",
    "ђљњћџјѓќѕ": "(?=[щыэъюяьё])|(?<=[щыэъюяьё].)",
}
_GROUPS = (_WESTERN, _CYRILLIC, _CENTRAL, _SIGNS, _CAPITALS)


def _any_of(group: dict[str, str]) -> tuple[str, str]:
    """The characters of a group, and what is odd beside each."""
    return "".join(group), "|".join(f"(?<=[{chars}])(?:{beside})" for chars, beside in group.items())


def united(odd: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One expression for characters and what is odd beside them.

    One class comes first, so that a scan stops only at its characters.
    """
    kinds = list(odd)
    chars = "".join(chars for chars, _ in kinds)
    return re.compile(f"[{chars}](?:{'|'.join(f'(?<=[{c}])(?:{beside})' for c, beside in kinds)})", re.DOTALL)


_CYRILLIC_LETTER = re.compile(f"[{_NOT_LATIN}]")
# Characters, and what is odd beside them.
ODD = tuple(map(_any_of, _GROUPS))
# Cyrillic and Latin letters in one word; looked for only in texts with Cyrillic, where Latin letters are few.
BESIDE_LATIN = re.compile(f"[bdf-hj-nq-uwz](?:(?<=[{_NOT_LATIN}].)|(?=[{_NOT_LATIN}]))")


@cache
def _suspect() -> re.Pattern[str]:
    return united(ODD)


def is_suspect(line: str) -> bool:
    """Whether a line may have been read in another charset."""
    return bool(_suspect().search(line) or (_CYRILLIC_LETTER.search(line) and BESIDE_LATIN.search(line)))

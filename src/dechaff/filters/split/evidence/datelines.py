"""Datelines: the place, the day and the agency with which a report opens.

Any that a reader would take for one, in whatever language: they need only recur. The rule K101 asks for
more, a date that can be read, since it makes a fact of it.
"""

import re

# A place, perhaps a date, perhaps an agency, and a dash. A colon or a stop tells it only with an agency:
# else it may be a label, the name of a speaker or a sentence.
_WESTERN = re.compile(
    r"(?P<place>[^\W\d_](?:[^\d,.:;!?()/\n–—-]|[/-](?=\w)|\.(?= ?\w)){1,40})"
    r"(?:,[^()/:;!?\n–—]{2,30}?)?"
    r"\s*(?P<agency>[(/]\s*[^()/\s][^()/\n]{1,25}[)/])?"
    r"\s*(?P<dash>[–—]|--?(?=\s)|(?(agency)[:.](?=\s)|(?!)))\s*(?=\S)"
)
# Chinese and Japanese agencies: who reports from where, and on which day, or a place in brackets.
_EASTERN = re.compile(
    r"[（(【\[]?[^\s\d，。]{2,12}\d{1,2}月\d{1,2}日\S{0,6}?[电電讯訊]|【[^】]{2,12}】(?=\S)"
)
_PLACE_WORDS = 4
# Smaller words may stand in the name of a place: "Rio de Janeiro".
_SMALL = 3


def has_dateline(text: str) -> bool:
    """Whether a line opens with a dateline."""
    found = _WESTERN.match(text)
    if not found:
        return bool(_EASTERN.match(text))
    place = found["place"].strip()
    words = place.split()
    if len(words) > _PLACE_WORDS or not all(word[0].isupper() or len(word) <= _SMALL for word in words):
        return False
    return bool(found["agency"]) or place.isupper() or found["dash"] in "–—"

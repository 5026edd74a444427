"""Languages: of a text, of many, of the stretches of one. `docs/language.md` says how well, and how.

>>> from dechaff.language.backends import detector
>>> detector().detect("Die Fähre fährt heute nicht.")[0]
'de'
"""

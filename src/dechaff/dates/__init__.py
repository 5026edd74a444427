"""Dates as they stand on web pages, read into ISO 8601.

`SHAPE` and `TIME` are regular expressions that say where a date or a clock time may stand;
`parse` says whether a string is one, and which; `day_comes_first` says of a text whether 05/09
is surely the fifth of September in it.
A date that can be read in two ways is not read: a missing date does less harm than a wrong one.

The names of months are in months.toml and the other words in words.toml, both beside this
file. They are loaded at the first call, so that the import costs next to nothing.
"""

from dechaff.dates.order import day_comes_first
from dechaff.dates.reading import parse
from dechaff.dates.shape import SHAPE, TIME

__all__ = ["SHAPE", "TIME", "day_comes_first", "parse"]

"""The filters, one factory each, to compose a pipeline from.

>>> from dechaff import Pipeline, filters
>>> pipeline = Pipeline(whole=[filters.repair()], each=[filters.strip(), str.upper, filters.tidy()])
>>> pipeline.run("Share this\\n\\nThe bridge is open.\\n").articles[0].text
'THE BRIDGE IS OPEN.\\n'
"""

from dechaff.filters.decode import decode
from dechaff.filters.facts import facts
from dechaff.filters.headline import headline
from dechaff.filters.language import language, wanted
from dechaff.filters.repair import repair
from dechaff.filters.split import split
from dechaff.filters.strip import strip
from dechaff.filters.tidy import tidy

__all__ = ["decode", "facts", "headline", "language", "repair", "split", "strip", "tidy", "wanted"]

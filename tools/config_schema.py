"""Write what editors and people are told of configuration, from the settings and options themselves.

    python tools/config_schema.py [--check]

These are docs/dechaff.schema.json and the table of all keys in docs/configuration.md. With --check nothing is
written; the exit code says whether both are up to date.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from dechaff.config.schema import schema_text, table

DOCS = Path(__file__).parent.parent / "docs"
SCHEMA = DOCS / "dechaff.schema.json"
PAGE = DOCS / "configuration.md"
_START, _END = "<!-- keys -->\n", "<!-- end of keys -->\n"


def files() -> Mapping[Path, str]:
    """What each file should hold."""
    above, _, rest = PAGE.read_text("utf-8").partition(_START)
    below = rest.partition(_END)[2]
    rows = "".join(f"{row}\n" for row in table())
    return {SCHEMA: schema_text(), PAGE: f"{above}{_START}{rows}{_END}{below}"}


def main() -> int:
    """Write the files, or say whether they are up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return int(
            any(not file.exists() or file.read_text("utf-8") != text for file, text in files().items())
        )
    for file, text in files().items():
        file.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Compile the rule packs when dechaff is built or installed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `packs.json` beside the packs; it is part of the wheel, not of the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel or an editable installation is made."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from dechaff.rules.compiled import COMPILED, compile_packs

        compile_packs()
        build_data["artifacts"].append(str(COMPILED.relative_to(self.root)))

"""Puts the content into a wheel as JSON, which an installed journal reads without a wait.

People edit the TOML in `journal/content/`; nothing generated lies in the source tree.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ContentHook(BuildHookInterface[Any]):
    """Hatch calls it around each build of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory()
        content = Path(self.root, "journal", "content")
        for source in sorted(content.glob("*.toml")):
            target = Path(self._made.name, f"{source.stem}.json")
            tables = tomllib.loads(source.read_text("utf-8"))
            target.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
            build_data["force_include"][str(target)] = f"journal/content/{target.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._made.cleanup()

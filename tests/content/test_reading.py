"""Content is TOML in a source tree and the same as JSON in an installed package."""

from __future__ import annotations

from pathlib import Path

import msgspec

from journal.content import reading


def test_the_json_is_read_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("where = 'toml'")
    assert reading.read("a", tmp_path) == {"where": "toml"}
    (tmp_path / "a.json").write_bytes(msgspec.json.encode({"where": "json"}))
    assert reading.read("a", tmp_path) == {"where": "json"}

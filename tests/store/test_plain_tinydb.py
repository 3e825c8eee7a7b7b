"""Promise 7: the file is plain TinyDB, and the storage stands in for TinyDB's own."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import JSONStorage

from journal.domain.entry import PainEntry
from journal.store.journal_store import JournalStore
from journal.store.records import Draft
from journal.store.storage import SafeJSONStorage

Make = Callable[..., PainEntry]


def test_stock_tinydb_reads_every_table(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first, second = entry(note="un café"), entry(2)
    store.add(first)
    store.add(second)
    store.save_draft(Draft("new", clock(), {"note": "half"}))
    store.delete(second.id)
    with TinyDB(folder / "journal.json") as db:
        assert db.tables() == {"entries", "drafts", "trash", "meta"}
        assert db.table("entries").all() == [msgspec.to_builtins(first)]
        assert db.table("entries").get(where("note").search("café"))["pain"] == 4
        assert [change["verb"] for change in db.table("trash")] == ["add", "add", "delete"]
        assert db.table("drafts").get(where("id") == "new")["fields"] == {"note": "half"}
        assert db.table("meta").all()[0]["schema"] == 1


def test_what_stock_tinydb_writes_is_read_and_kept(
    store: JournalStore, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    first, theirs = entry(), entry(7, note="by another program")
    store.add(first)
    with TinyDB(folder / "journal.json") as db:
        db.table("entries").insert(msgspec.to_builtins(theirs))
        db.table("moods").insert({"colour": "blue", "of": [1, 2.5, None]})
        db.insert({"default": True})
    assert list(store.add(entry(id="third")).entries)[:2] == [first, theirs]
    store.undo()
    store.delete(first.id)
    with TinyDB(folder / "journal.json") as db:
        assert db.table("moods").all() == [{"colour": "blue", "of": [1, 2.5, None]}]
        assert db.all() == [{"default": True}]
        assert db.table("entries").all() == [msgspec.to_builtins(theirs)]


STRANGE = [
    b'{ "id" : "odd" , "n": 1.00, "big": 123456789012345678901234567890, "far": 1e999 }',
    b'{"no id": [ ]}',
    b"5",
    b"null",
    b'["list"]',
    '{"id":{"deep":[1, 2]}, "t":"\\u00e9é"}'.encode(),
]


@pytest.mark.parametrize("table", ["entries", "drafts", "trash", "sessions"])
def test_documents_we_do_not_know_survive_byte_for_byte(
    table: str, folder: Path, entry: Make, clock: Callable[..., Any]
) -> None:
    folder.mkdir()
    strange = b",".join(b'"%d": %s' % (n * 7, raw) for n, raw in enumerate(STRANGE))
    meta = b'"meta": {"3": {"schema": 1, "created": "2020-01-01T00:00:00Z", "extra": [ 1 ]}}'
    (folder / "journal.json").write_bytes(b'{"%s": {%s}, %s}' % (table.encode(), strange, meta))
    store = JournalStore(folder, clock)
    first = entry()
    store.add(first)
    store.replace(msgspec.structs.replace(first, note="edited"))
    store.save_draft(Draft("new", clock(), {"note": "half"}))
    store.add(entry(), draft=store.snapshot().drafts["new"])
    store.delete(first.id)
    store.undo()
    store.import_entries([entry()])
    written = (folder / "journal.json").read_bytes()
    for raw in STRANGE:
        assert raw in written
    assert b'"extra": [ 1 ]' in written
    if table == "entries":
        assert set(store.snapshot().entries.unreadable) == {"0", "7", "14", "21", "28", "35"}


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
keys = st.text() | st.integers() | st.booleans() | st.floats() | st.none()
values = st.recursive(
    plain | st.sampled_from(["\ud800", "\udcff", "\0", "\u2028"]),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(keys, inner),
    max_leaves=12,
)


def same(a: Any, b: Any) -> bool:
    """Equality with NaN equal to itself, and 1 not equal to 1.0 or True."""
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) and math.isnan(a):
        return isinstance(b, float) and math.isnan(b)
    return type(a) is type(b) and a == b


@given(data=st.dictionaries(st.text(), st.dictionaries(keys, values, max_size=4), max_size=3))
@example(data={"t": {"1": {"x": float("nan"), 5: (1, "\ud800"), None: True}}})
def test_it_keeps_what_json_storage_keeps(
    data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("storages")
    stock, safe = JSONStorage(folder / "stock.json"), SafeJSONStorage(folder / "safe.json")
    try:
        stock.write(data)
        safe.write(data)
        assert same(safe.read(), stock.read())
        assert (folder / "safe.json").read_bytes() == (folder / "stock.json").read_bytes()
    finally:
        stock.close()


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object(), 1j, {("a", "b"): 1}])
def test_it_refuses_what_json_storage_refuses_and_keeps_the_file(
    value: Any, tmp_path: Path
) -> None:
    stock, safe = JSONStorage(tmp_path / "stock.json"), SafeJSONStorage(tmp_path / "safe.json")
    before = {"t": {"1": {"kept": True}}}
    safe.write(before)
    with pytest.raises(TypeError):
        stock.write({"t": {"1": {"value": value}}})
    with pytest.raises(TypeError):
        safe.write({"t": {"1": {"value": value}}})
    stock.close()
    assert safe.read() == before


def test_it_takes_the_options_of_json_storage(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "db.json"
    with pytest.raises(FileNotFoundError):
        SafeJSONStorage(path)
    options = {"create_dirs": True, "sort_keys": True, "indent": 4, "ensure_ascii": False}
    with TinyDB(path, storage=SafeJSONStorage, encoding="utf-16", **options) as db:
        db.insert({"b": "é", "a": 1})
    written = path.read_bytes().decode("utf-16")
    assert written == json.dumps(
        {"_default": {"1": {"a": 1, "b": "é"}}}, indent=4, ensure_ascii=False
    )


def test_a_reading_mode_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    with pytest.raises(FileNotFoundError):
        SafeJSONStorage(path, access_mode="r")
    SafeJSONStorage(path).write({"t": {}})
    reader = SafeJSONStorage(path, access_mode="r")
    assert reader.read() == {"t": {}}
    with pytest.raises(OSError, match="Access mode"):
        reader.write({})
    assert reader.read() == {"t": {}}
    reader.close()
    with pytest.raises(ValueError, match="closed"):
        reader.read()
    with pytest.warns(UserWarning, match="access_mode"):
        SafeJSONStorage(path, access_mode="w+")
    assert SafeJSONStorage(path).read() is None


def test_text_that_is_not_json_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    path.write_text("not json")
    with pytest.raises(ValueError, match="Expecting value"):
        SafeJSONStorage(path).read()
    assert path.read_text() == "not json"

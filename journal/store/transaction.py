"""One change of the journal, made in memory with TinyDB's own tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from journal.store.errors import NotFound
from journal.store.records import (
    Change,
    Changed,
    ChangeHead,
    Kept,
    Named,
    Tables,
    Verb,
    numbered,
    unpack,
)

UNDO_KEPT = timedelta(days=90)
"""How long a change can be taken back, and a deleted record stays in `trash`."""
RECORDS = frozenset({"entries", "screenings", "sessions"})
"""The tables whose records have an id each; of others the last one with an id counts."""
UNDO_LIMIT = 500
"""How many changes are kept at most."""


def several(table: str, id: str) -> NotFound:
    """The error that none of several records with one id is changed."""
    what = f"Several {table} have the id {id}, so that none of them was changed."
    return NotFound(f"{what} They are kept as they are; journal doctor names them.")


class NumberedTable(Table):
    """TinyDB's table with document numbers left as the text that they are in the file.

    A journal of ten years has eleven thousand of them, and a change touches one or two.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB takes any class, hinted as int

    def _update_table(self, updater: Callable[[dict[Any, Mapping[Any, Any]]], None]) -> None:
        # TinyDB makes each number anew, twice; here they stay. Should TinyDB ever ask for
        # another method, only that time is spent again.
        tables = self._storage.read() or {}
        table = dict(tables.get(self.name, {}))
        updater(table)
        self._storage.write(tables | {self.name: table})
        self.clear_cache()


class Transaction:
    """Tables that can be changed without the journal knowing, until they are asked for.

    Records are found by their own id, as it was before the change; NotFound is raised where
    several have it, and then nothing is changed. `now` dates the change;
    `entry_names` gives the id in each document of the entries, by document number.
    """

    def __init__(
        self,
        tables: Tables,
        now: datetime,
        make_id: Callable[[], str],
        entry_names: Callable[[], Mapping[str, str]],
    ) -> None:
        self._before = tables
        self._now = now
        self._make_id = make_id
        self._entry_names = entry_names
        self._db = TinyDB(storage=MemoryStorage)
        self._db.table_class = NumberedTable
        self._db.storage.write(dict(tables))

    def tables(self) -> Tables | None:
        """The tables as they are now, None when nothing was changed."""
        after: Tables = self._db.storage.read() or {}
        changed = any(after[name] is not self._before.get(name) for name in after)
        return after if changed else None

    def replace_all(self, tables: Tables) -> None:
        """Put these tables in the place of all."""
        self._db.storage.write(tables)

    def insert(self, name: str, records: Sequence[Kept]) -> None:
        """Add records with new ids."""
        self._insert(name, [(None, msgspec.to_builtins(record)) for record in records])

    def put(self, name: str, records: Sequence[Kept]) -> None:
        """Add records, each in the place of the one with its id where there is one."""
        numbers = self._numbers(name, [record.id for record in records])
        taken = [numbers[record.id] for record in records if record.id in numbers]
        self._remove(name, taken)
        self._insert(
            name,
            [(numbers.get(record.id), msgspec.to_builtins(record)) for record in records],
        )

    def remove(self, name: str, ids: Iterable[str | None]) -> None:
        """Remove the records with these ids, where there are any."""
        wanted = [id for id in ids if id is not None]
        self._remove(name, list(self._numbers(name, wanted).values()))

    def put_back(self, items: Sequence[Changed]) -> list[Changed]:
        """Make records what they were before a change; returns what they were until now."""
        held = []
        for name in sorted({item.table for item in items}):
            mine = [item for item in items if item.table == name]
            numbers = self._numbers(name, [item.id for item in mine])
            documents = self._before.get(name, {})
            self._remove(name, [numbers[item.id] for item in mine if item.id in numbers])
            earlier = [(numbers.get(i.id), i.before) for i in mine if i.before is not None]
            self._insert(name, earlier)
            for item in mine:
                number = numbers.get(item.id)
                now = None if number is None else unpack(documents[number])
                held.append(Changed(name, item.id, now))
        return held

    def note(self, verb: Verb, items: Sequence[Changed]) -> None:
        """Remember the change, and drop from the trash what is past keeping."""
        heads = numbered(self._before, "trash", ChangeHead)
        left = (self._db.storage.read() or {}).get("trash", {})
        held = [(number, head) for number, head in heads if number in left]
        old = {number for number, head in held if head.at < self._now - UNDO_KEPT}
        surplus = {number for number, _ in held[: max(0, len(held) + 1 - UNDO_LIMIT)]}
        self.insert("trash", [Change(self._make_id(), self._now, verb, tuple(items))])
        self._remove("trash", sorted(old | surplus))

    def _numbers(self, name: str, ids: Iterable[str]) -> dict[str, str]:
        """The document number of each of these ids that is in use.

        Raises NotFound where several records have one: the wrong one could be changed, and what
        a damaged one holds would be lost.
        """
        if name == "entries":
            names = self._entry_names()
        else:
            held = numbered(self._before, name, Named)
            names = {number: record.id for number, record in held}
        wanted, found = set(ids), dict[str, str]()
        for number, id in names.items():
            if id not in wanted:
                continue
            if id in found and name in RECORDS:
                raise several(name, id)
            found[id] = number
        return found

    def _remove(self, name: str, numbers: Sequence[str]) -> None:
        if numbers:
            self._table(name).remove(doc_ids=numbers)  # type: ignore[arg-type]  # text, see above

    def _insert(self, name: str, records: Sequence[tuple[str | None, dict[str, Any]]]) -> None:
        """Add records under their numbers, or under new ones that were never in use here."""
        if not records:
            return
        before, there = self._before.get(name, {}), (self._db.storage.read() or {}).get(name, {})
        used = before if there is before else {**before, **there}
        following = 1 + max(map(int, used), default=0)
        documents = []
        for number, record in records:
            if number is None:
                number, following = str(following), following + 1
            documents.append(Document(record, number))  # type: ignore[arg-type]  # text, see above
        self._table(name).insert_multiple(documents)

    def _table(self, name: str) -> Table:
        return self._db.table(name)

"""Bringing an older journal up to this version's schema, one pure step at a time.

A migration takes the tables of schema n and returns those of schema n + 1. It must not change
what it was given; documents are `msgspec.Raw`. The store makes a backup first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

import msgspec

from journal.store.records import Meta, Tables, pack

SCHEMA = 1
"""The schema that this version writes."""

Migration: TypeAlias = Callable[[Tables, datetime], Tables]


def schema_of(tables: Tables) -> int:
    """The schema that `tables` were written with; 0 when they do not say."""
    for document in tables.get("meta", {}).values():
        try:
            return msgspec.json.decode(document, type=Meta).schema
        except msgspec.ValidationError:
            continue
    return 0


def with_schema(tables: Tables, schema: int, now: datetime) -> Tables:
    """`tables` with their schema set, and with the time of creation where there was none."""
    created = now
    for document in tables.get("meta", {}).values():
        try:
            created = msgspec.json.decode(document, type=Meta).created
        except msgspec.ValidationError:
            continue
    return {**tables, "meta": {"1": pack(Meta(schema, created))}}


def migrate(
    tables: Tables,
    now: datetime,
    migrations: Mapping[int, Migration],
    target: int,
) -> Tables:
    """`tables` after every step from their schema to `target`."""
    for schema in range(schema_of(tables), target):
        tables = with_schema(migrations[schema](tables, now), schema + 1, now)
    return tables


def name_tables(tables: Tables, now: datetime) -> Tables:
    """Schema 0, a file that does not say its schema, to 1: the tables are as they were."""
    return dict(tables)


MIGRATIONS: Mapping[int, Migration] = {0: name_tables}
"""The step that starts from each schema."""

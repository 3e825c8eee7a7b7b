"""Bringing an older journal up to this version's schema, one pure step at a time.

A migration takes the tables of schema n and returns those of schema n + 1. It must not change
what it was given; documents are `msgspec.Raw`. The store makes a backup first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

from journal.store.records import Meta, Tables, WrongShape, pack, unpack

SCHEMA = 1
"""The schema that this version writes."""

Migration: TypeAlias = Callable[[Tables, datetime], Tables]


class _Says(msgspec.Struct):
    """All that a version must know of another version's `meta` record."""

    schema: Annotated[int, msgspec.Meta(ge=0)]


def schema_of(tables: Tables) -> int:
    """The schema that `tables` were written with, 0 when they have no `meta`.

    Raises WrongShape when `meta` is there but does not say it: guessing could harm a journal
    of a newer version.
    """
    meta = tables.get("meta", {})
    for document in meta.values():
        with suppress(msgspec.ValidationError):
            return msgspec.json.decode(document, type=_Says).schema
    if meta:
        raise WrongShape("its table meta does not say the schema")
    return 0


def with_schema(tables: Tables, schema: int, now: datetime) -> Tables:
    """`tables` with their schema set, and with the time of creation where there was none."""
    meta = dict(tables.get("meta", {}))
    for number, document in meta.items():
        with suppress(msgspec.ValidationError):
            msgspec.json.decode(document, type=_Says)
            meta[number] = pack({"created": now, **unpack(document), "schema": schema})
            return {**tables, "meta": meta}
    return {**tables, "meta": {"1": pack(Meta(schema, now))}}


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

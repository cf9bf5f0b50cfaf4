"""Rows by the million, made inside the database out of one that the product has written itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

INDEXES = """SELECT indexname, indexdef FROM pg_indexes LEFT JOIN pg_constraint ON conname = indexname
WHERE schemaname = current_schema() AND tablename = %s AND conname IS NULL AND indexdef NOT LIKE 'CREATE UNIQUE%%'"""


def grow(seed: Any, source: str, **columns: str) -> None:
    """Insert a row for each of `source` (SQL): like the seed, but for the columns given, as SQL expressions."""
    table = seed._meta.db_table
    names = [field.column for field in seed._meta.concrete_fields]
    values = ", ".join(columns.get(name, f'seed."{name}"') for name in names)
    into = ", ".join(f'"{name}"' for name in names)
    with without_indexes(table):
        tell(f'INSERT INTO "{table}" ({into}) SELECT {values} FROM {source}, "{table}" seed WHERE seed.id = {seed.pk}')
    tell(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


@contextmanager
def without_indexes(table: str) -> Iterator[None]:
    """They are made anew afterwards, which is quicker than to keep them up row by row."""
    found = tell(INDEXES, table)
    for name, _made in found:
        tell(f'DROP INDEX "{name}"')
    yield
    for _name, made in found:
        tell(made)


def tell(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []

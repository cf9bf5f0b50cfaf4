"""What tables a workspace's database has, by the code's models: the same on every engine."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import msgspec
from django.apps import apps as code
from django.db import models, router
from django.db.utils import DEFAULT_DB_ALIAS

from houtai.core.workspaces.archive.errors import UnknownTables

# Made anew from the other tables, and shaped by the engine.
DERIVED = "wagtailsearch_indexentry"
# Kept by triggers beside the table of this name: an index of words on SQLite.
BESIDE = "_fts"
WHOLE = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
TIME = Annotated[dt.datetime, msgspec.Meta(tz=True)]
# How each kind is written: times with their zone, bytes as base64, floats that are no numbers as text.
KINDS: dict[str, Any] = {
    "int": WHOLE,
    "duration": WHOLE,
    "bool": bool,
    "float": float | str,
    "text": str,
    "json": str,
    "datetime": TIME,
    "date": dt.date,
    "time": dt.time,
    "decimal": decimal.Decimal,
    "uuid": uuid.UUID,
    "binary": bytes,
}
BY_FIELD = {
    **dict.fromkeys(["AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"], "int"),
    **dict.fromkeys(["SmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"], "int"),
    "PositiveSmallIntegerField": "int",
    **dict.fromkeys(["CharField", "TextField", "SlugField", "EmailField", "URLField", "FileField"], "text"),
    **dict.fromkeys(["FilePathField", "GenericIPAddressField"], "text"),
    "BooleanField": "bool",
    "FloatField": "float",
    "JSONField": "json",
    "DateTimeField": "datetime",
    "DateField": "date",
    "TimeField": "time",
    "DecimalField": "decimal",
    "DurationField": "duration",
    "UUIDField": "uuid",
    "BinaryField": "binary",
}


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """kind: one of KINDS; places: digits behind the point of a decimal."""

    name: str
    kind: str
    places: int = 0


@dataclass(frozen=True)
class Table:
    """name: in the database; key: the column of its primary key, in whose order rows are read."""

    name: str
    key: str
    columns: tuple[Column, ...]
    model: Any
    counts: bool

    @cached_property
    def row(self) -> Any:
        """The type of one row, for a strict decoder."""
        kinds = tuple(KINDS[column.kind] | None for column in self.columns)
        return tuple.__class_getitem__(kinds)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def place(self, column: str) -> int:
        return self.names.index(column)


def tables(known: Any = code) -> list[Table]:
    """Every table of a workspace by name, without what is derived. known: apps of the code or of an older state."""
    every = known.get_models(include_auto_created=True)
    return sorted((table_of(model) for model in every if _is_kept(model)), key=lambda table: table.name)


def table_of(model: Any) -> Table:
    """Raises UnknownTables for a field of a kind that no archive knows."""
    meta = model._meta
    columns = tuple(_column(field) for field in meta.local_concrete_fields)
    return Table(meta.db_table, meta.pk.column, columns, model, isinstance(meta.pk, models.AutoField))


def check(connection: Any, wanted: Iterable[Table]) -> None:
    """That the database has these tables and columns and no others. Raises UnknownTables."""
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor))
        known = {table.name: set(table.names) for table in wanted}
        ours = (DERIVED, "django_migrations", *(f"{name}{BESIDE}" for name in known))
        extra = {name for name in found - known.keys() if not name.startswith(ours)}
        if missing := (known.keys() - found) | extra:
            raise UnknownTables("tables that the code and the database do not share: " + ", ".join(sorted(missing)))
        for name, columns in known.items():
            # Django's own look at columns opens a transaction to write, which would keep everybody waiting.
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)} LIMIT 0")  # noqa: S608 - a name of ours
            there = {column[0] for column in cursor.description}
            if there != columns:
                raise UnknownTables(f"{name}: columns that are not shared: {', '.join(sorted(there ^ columns))}")


def _is_kept(model: Any) -> bool:
    meta = model._meta
    here = meta.managed and not meta.proxy and router.allow_migrate_model(DEFAULT_DB_ALIAS, model)
    return here and not meta.db_table.startswith(DERIVED)


def _column(field: Any) -> Column:
    target = field
    while target.remote_field:
        target = target.target_field
    kind = BY_FIELD.get(target.get_internal_type())
    if kind is None:
        raise UnknownTables(f"{field}: no archive knows fields of the kind {target.get_internal_type()}")
    return Column(field.column, kind, target.decimal_places if kind == "decimal" else 0)

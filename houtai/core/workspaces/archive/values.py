"""Between what an engine's driver gives or takes and the neutral value."""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from houtai.core.workspaces.archive.tables import Column, Table

Turn = Callable[[Any], Any]
TICK = dt.timedelta(microseconds=1)


def rows_out(table: Table, vendor: str) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """Turns fetched rows into neutral ones."""
    return _rows([_out(column, vendor) for column in table.columns])


def rows_in(table: Table, vendor: str) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """Turns neutral rows into what the driver stores."""
    return _rows([_in(column, vendor) for column in table.columns])


def rows_compared(table: Table) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """Turns neutral rows into a form in which equal rows are equal: one engine keeps the order of keys in JSON."""
    return _rows([canonical if column.kind == "json" else None for column in table.columns])


def canonical(text: str) -> str:
    return json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _rows(turns: list[Turn | None]) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    needed = [(place, turn) for place, turn in enumerate(turns) if turn]

    def turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
        changed = [list(row) for row in rows]
        for place, turn in needed:
            for row in changed:
                if row[place] is not None:
                    row[place] = turn(row[place])
        return changed

    return turned


def _out(column: Column, vendor: str) -> Turn | None:
    if column.kind == "float":
        return lambda value: value if math.isfinite(value) else repr(value)
    if column.kind == "decimal":
        step = Decimal(1).scaleb(-column.places)
        return lambda value: Decimal(str(value)).quantize(step)
    return (OUT_OF_SQLITE if vendor == "sqlite" else OUT_OF_POSTGRESQL).get(column.kind)


def _in(column: Column, vendor: str) -> Turn | None:
    if column.kind == "float":
        return float
    return (INTO_SQLITE if vendor == "sqlite" else INTO_POSTGRESQL).get(column.kind)


def _in_utc(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


OUT_OF_SQLITE: dict[str, Turn] = {
    "datetime": _in_utc,
    "uuid": uuid.UUID,
    "time": dt.time.fromisoformat,
}
OUT_OF_POSTGRESQL: dict[str, Turn] = {
    "datetime": _in_utc,
    "binary": bytes,
    "duration": lambda value: value // TICK,
    "text": str,
}
INTO_SQLITE: dict[str, Turn] = {
    "datetime": lambda value: str(value.astimezone(dt.UTC).replace(tzinfo=None)),
    "date": str,
    "time": str,
    "decimal": str,
    "uuid": lambda value: value.hex,
}
INTO_POSTGRESQL: dict[str, Turn] = {
    "duration": lambda value: value * TICK,
}

"""Hash chains: each row holds the hash of the one before, so that a changed, dropped or inserted row is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from houtai.core.workspaces.alone import alone
from houtai.core.workspaces.archive import chains

# From here on Python writes floats with an exponent.
LARGE = 1e16


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was written: the row's number and what is wrong with it."""

    row: int
    what: str


def content(row: models.Model) -> dict[str, Any]:
    """Everything the hash covers: every column but the hash itself."""
    fields = [field for field in row._meta.concrete_fields if field.attname != "hash"]
    return {field.attname: plain(getattr(row, field.attname)) for field in fields}


def plain(value: Any) -> Any:
    """As it comes back from the database: times in UTC to the microsecond, and JSON with texts as keys."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, dict | list | tuple):
        return json.loads(json.dumps(value, cls=DjangoJSONEncoder), parse_float=number)
    return value


def number(text: str) -> float | int:
    """PostgreSQL keeps numbers in JSON as decimals: no minus before nothing, and large ones come back whole."""
    value = float(text)
    return int(Decimal(text)) if abs(value) >= LARGE else value or 0.0


def digest(row: models.Model) -> str:
    """SHA-256, as 64 hex digits, of the row's canonical JSON."""
    text = json.dumps(content(row), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lock_chain(model: Any) -> Any:
    """The last row, with nobody else able to append until this transaction ends."""
    alone(model._meta.db_table)
    return model._default_manager.order_by("-id").only("id", "hash").first()


def differences(model: Any, *, sealed: tuple[int, str] | None = None) -> Iterator[Difference]:
    """Walk the whole chain. `sealed` is a row number and hash noted elsewhere: what it saw must still be there."""
    number, before = 0, ""
    for row in model._default_manager.order_by("id").iterator(chunk_size=1000):
        if row.id != number + 1:
            yield Difference(number + 1, f"missing up to {row.id - 1}")
        if row.prev != before:
            yield Difference(row.id, "does not follow the row before")
        if row.hash != digest(row):
            yield Difference(row.id, "was changed")
        if sealed and row.id == sealed[0] and row.hash != sealed[1]:
            yield Difference(row.id, "is not the row that was sealed")
        number, before = row.id, row.hash
    if sealed and number < sealed[0]:
        yield Difference(number + 1, f"missing up to {sealed[0]}, which was sealed")


def append_only(model: Any, schema_editor: Any) -> None:
    """Make a table append-only by triggers, for raw SQL too. Call it from a migration, on either database."""
    triggers = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for trigger in triggers:
        schema_editor.execute(trigger.replace("@table", model._meta.db_table))


POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION @table_stays() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION '@table is append-only'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER @table_stays BEFORE UPDATE OR DELETE ON @table
    FOR EACH ROW EXECUTE FUNCTION @table_stays()""",
    """CREATE TRIGGER @table_not_emptied BEFORE TRUNCATE ON @table
    FOR EACH STATEMENT EXECUTE FUNCTION @table_stays()""",
]
# REPLACE deletes without firing the trigger for that, so a number that exists may not be inserted again.
SQLITE = [
    "CREATE TRIGGER @table_no_update BEFORE UPDATE ON @table BEGIN SELECT RAISE(ABORT, '@table is append-only'); END",
    "CREATE TRIGGER @table_no_delete BEFORE DELETE ON @table BEGIN SELECT RAISE(ABORT, '@table is append-only'); END",
    """CREATE TRIGGER @table_no_replace BEFORE INSERT ON @table WHEN EXISTS (SELECT 1 FROM @table WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '@table is append-only'); END""",
]


# An archive that gives people other numbers makes the chains of its rows anew; the layer below knows no rows.
chains.digest.append(digest)

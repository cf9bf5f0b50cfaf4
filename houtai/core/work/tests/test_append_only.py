"""The decision log cannot be changed, by raw SQL neither."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from houtai.core.work.models import Decision

COLUMNS = [field.column for field in Decision._meta.concrete_fields]
NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
COPY = f"INTO work_decision ({NAMES}) SELECT {NAMES} FROM work_decision WHERE id = 1"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE work_decision SET because = 'otherwise'",
        "UPDATE work_decision SET id = 2",
        "DELETE FROM work_decision",
        f"REPLACE {COPY}",
        f"INSERT OR REPLACE {COPY}",
        f"INSERT {COPY} ON CONFLICT (id) DO UPDATE SET because = 'otherwise'",
    ],
)
def test_raw_sql_is_refused(draft, bob, skip, statement):
    if connection.vendor != "sqlite" and "REPLACE" in statement:
        statement = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE work_decision CASCADE"
    skip.run(draft, by=bob, because="too short")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Decision.objects.get().because == "too short"


def test_saving_and_deleting_is_refused(draft, bob, skip):
    decision = skip.run(draft, by=bob)
    for change in (decision.save, decision.delete, Decision.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()

"""One at a time: for what looks first and writes then, where no single row could be locked."""

from __future__ import annotations

from django.db import connection


def alone(name: str) -> None:
    """Until this transaction ends, no other one of the current workspace gets past its own call with this name.

    Call it in a transaction, before looking. It ends on its own.
    """
    # SQLite needs nothing here: its transactions are immediate, so each of them is alone anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])

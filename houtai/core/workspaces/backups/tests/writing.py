"""Rows to be lost or kept."""

from typing import Any

from django.db import connection
from django.utils.timezone import now

from houtai.core.workspaces.backups import restoring
from houtai.core.workspaces.backups.places import Backup
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Outbox, Workspace


def add(workspace: Workspace, name: str) -> None:
    with enter(workspace.pk):
        Outbox.objects.create(task="never", once=name)
        if connection.vendor == "postgresql":
            # It counts changes for others only now and then.
            connection.cursor().execute("SELECT pg_stat_force_next_flush()")


def there(workspace: Workspace) -> list[str | None]:
    with enter(workspace.pk):
        return list(Outbox.objects.order_by("created_at").values_list("once", flat=True))


def put_back(backup: Backup, **options: Any) -> Backup | None:
    """In place, and at once: nobody else is at work here."""
    return restoring.in_place(backup, **{"now": now(), "wait": lambda _seconds: None} | options)

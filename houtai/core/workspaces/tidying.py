"""What grows and is of no more use goes: ended sessions, finished tasks, and what the outbox has handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tasks import QUEUE

KEPT, KEYS_KEPT = timedelta(days=14), timedelta(days=90)


def tidy(*, now: datetime) -> dict[str, int]:
    """Delete it, and say how many rows of each. Failed tasks stay to be looked at, once-keys for 90 days."""
    ended = DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.SUCCESSFUL)
    gone = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "tasks": ended.filter(finished_at__lt=now - KEPT),
        "outbox": Outbox.objects.filter(Q(once=None, enqueued_at__lt=now - KEPT) | Q(enqueued_at__lt=now - KEYS_KEPT)),
    }
    return {name: rows.delete()[0] for name, rows in gone.items()}

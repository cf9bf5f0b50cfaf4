"""What grows and is of no more use goes: ended sessions, finished tasks, and what the outbox has handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces.models import HandOver, Outbox
from houtai.core.workspaces.tasks import QUEUE

KEPT, KEYS_KEPT, RESTING = timedelta(days=14), timedelta(days=90), timedelta(days=1)


def tidy(*, now: datetime) -> dict[str, int]:
    """Delete it, and say how many rows of each. Failed tasks stay to be looked at, once-keys for 90 days."""
    ended = DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.SUCCESSFUL)
    # Between two sessions that both go on, a hand-over says which to end with the other.
    departed, arrived = (Session.objects.filter(pk=OuterRef(name)) for name in ("departed", "arrived"))
    gone = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "tasks": ended.filter(finished_at__lt=now - KEPT),
        "hand_overs": HandOver.objects.filter(expires_at__lt=now - RESTING).exclude(Exists(departed), Exists(arrived)),
        "outbox": Outbox.objects.filter(Q(once=None, enqueued_at__lt=now - KEPT) | Q(enqueued_at__lt=now - KEYS_KEPT)),
    }
    return {name: rows.delete()[0] for name, rows in gone.items()}

"""Whose task is next: each workspace that has some gets its turn, so that a busy one holds up no other."""

from __future__ import annotations

import time
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Case, F, Q, TextField, Value, When, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, RowNumber
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.tasks import QUEUE

MOST, EACH, SECONDS = 64, 8, 1.0
Ticket = tuple[UUID, str]


class Rounds:
    """Deals out tasks that are due, in rounds of at most `MOST`, one after the other workspace."""

    def __init__(self) -> None:
        self._dealt: list[Ticket] = []
        self._until = 0.0
        self._last = ""

    def next(self, *, now: datetime) -> UUID | None:
        """The task to try next, which another worker may have taken meanwhile. None when nothing is due."""
        if not self._dealt or time.monotonic() >= self._until:
            self._dealt = waiting(now=now, after=self._last)[::-1]
            self._until = time.monotonic() + SECONDS
        if not self._dealt:
            return None
        task, self._last = self._dealt.pop()
        return task


def waiting(*, now: datetime, after: str = "") -> list[Ticket]:
    """Tasks that are due and their workspaces: the first of each workspace, then the second of each, and so on.

    Only of active workspaces of this process's engine; others wait. after: the workspace that had its turn last.
    """
    ready = DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.READY)
    due = ready.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now)).order_by()
    if not due.exists():
        return []
    named = due.annotate(of=Coalesce(KeyTextTransform("workspace", "args_kwargs"), Value(""), output_field=TextField()))
    mine = Workspace.objects.filter(state="active", engine=settings.ENGINE).values("pk")
    # One that names no workspace is run by the first engine, to be refused aloud.
    lost = Q(of="") if settings.ENGINE == "sqlite" else Q(pk=None)
    order = [F("priority").desc(), F("run_after").asc(), F("enqueued_at").asc()]
    turn = Window(RowNumber(), partition_by=[F("of")], order_by=order)
    later = Case(When(of__gt=after, then=Value(0)), default=Value(1))
    dealt = named.filter(Q(of__in=mine) | lost).annotate(turn=turn, later=later).filter(turn__lte=EACH)
    return list(dealt.order_by("turn", "later", "of").values_list("pk", "of")[:MOST])

"""When a source is next to be looked at."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from houtai.modules.collect.models.source import Source, State


def next_look(*, now: datetime) -> datetime | None:
    soonest: datetime | None = Source.objects.filter(state=State.ACTIVE).aggregate(at=Min("next_at"))["at"]
    return soonest

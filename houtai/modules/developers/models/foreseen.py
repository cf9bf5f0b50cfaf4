"""When there is next something to tell."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from houtai.core.work.models import Decision
from houtai.modules.developers.models.sending import waiting
from houtai.modules.developers.models.webhook import Webhook


def next_delivery(*, now: datetime) -> datetime | None:
    reached = Webhook.objects.on().aggregate(least=Min("followed"))["least"]
    if reached is not None and Decision.objects.filter(pk__gt=reached).exists():
        return now
    due: datetime | None = waiting().aggregate(first=Min("due"))["first"]
    return due

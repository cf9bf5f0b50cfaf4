"""When there is next something to plan, to deliver or to record, if nothing changes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from houtai.modules.push.models.batch import Batch
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.push import Push, PushState


def next_plan(*, now: datetime) -> datetime | None:
    due: datetime | None = Push.objects.filter(state=PushState.SCHEDULED, simulated=False).aggregate(at=Min("due"))[
        "at"
    ]
    return due


def next_delivery(*, now: datetime) -> datetime | None:
    """Deliveries under way are looked at too: whoever has them may have died."""
    open_ones = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])
    due: datetime | None = open_ones.aggregate(at=Min("due"))["at"]
    return due


def next_record(*, now: datetime) -> datetime | None:
    return now if Batch.objects.exists() else None

"""What other caps would have meant for the last day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from houtai.modules.push.models import Delivery

DAY = timedelta(days=1)


def meant(wanted: dict[str, Any], moment: datetime) -> dict[str, int]:
    """Of the last day's deliveries: how many there were, and how many these caps would have kept back."""
    rows = Delivery.objects.filter(due__gte=moment - DAY, due__lt=moment, push__simulated=False)
    over = Q(slot__gt=wanted["cap"])
    for channel in ("webpush", "email", "webhook"):
        over |= Q(channel=channel, channel_slot__gt=wanted[f"{channel}_cap"])
    return rows.aggregate(every=Count("pk"), fewer=Count("pk", filter=over))

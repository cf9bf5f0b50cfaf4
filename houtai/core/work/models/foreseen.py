"""When the schedule next has something to publish or to take down."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db.models import Min
from wagtail.models import DraftStateMixin, Revision


def next_change(*, now: datetime) -> datetime | None:
    """The soonest time at which anything goes live or expires in the current workspace; it may be over already."""
    times = [Revision.objects.aggregate(at=Min("approved_go_live_at"))["at"]]
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin):
            rows = model._base_manager.filter(live=True)
            times.append(rows.aggregate(at=Min("expire_at"))["at"])
    return min((time for time in times if time), default=None)

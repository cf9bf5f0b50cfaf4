"""The home page's panel: today's pushes, or those of the last day that had any."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime, now
from wagtail.admin.ui.components import Component

from houtai.modules.push.models import Push, PushState
from houtai.modules.push.views.doors import SEE, SEND

SHOWN, COUNTED = 4, 500


class TodaysPushes(Component):
    name = "push_today"
    template_name = "push/panel.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm(SEE):
            return {"allowed": False}
        newest = list(Push.objects.visible_to(user).defer("members").order_by("-due", "-pk")[:COUNTED])
        midnight = midnight_of(now())
        day = min(midnight, midnight_of(newest[0].due)) if newest else midnight
        rows = [push for push in newest if push.due >= day]
        counts = {
            "every": len(rows),
            "planned": sum(push.state == PushState.SCHEDULED for push in rows),
            "strategies": sum(bool(push.strategy) for push in rows),
            "simulated": any(push.simulated for push in rows),
        }
        shown = {"counts": counts, "newest": rows[:SHOWN], "day": day, "past": day < midnight}
        return {"allowed": True, "may_send": user.has_perm(SEND), **shown}


def midnight_of(moment: datetime) -> datetime:
    return localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)

"""The home page's panel: today's pushes, or those of the last day that had any."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localtime, now
from wagtail.admin.ui.components import Component

from houtai.modules.push.models import Push, PushState
from houtai.modules.push.views.doors import SEE, SEND

SHOWN = 4


class TodaysPushes(Component):
    name = "push_today"
    template_name = "push/panel.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm(SEE):
            return {"allowed": False}
        every = Push.objects.visible_to(user)
        begin = midnight = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
        last = every.order_by("-due").values_list("due", flat=True).first()
        if last and last < begin:
            begin = localtime(last).replace(hour=0, minute=0, second=0, microsecond=0)
        rows = every.filter(due__gte=begin)
        counts = rows.aggregate(
            every=Count("pk"),
            planned=Count("pk", filter=Q(state=PushState.SCHEDULED)),
            strategies=Count("pk", filter=~Q(strategy="")),
            simulated=Count("pk", filter=Q(simulated=True)),
        )
        newest = rows.defer("members").order_by("-due", "-pk")[:SHOWN] if counts["every"] else []
        shown = {"counts": counts, "newest": list(newest), "day": begin, "past": bool(last and last < midnight)}
        return {"allowed": True, "may_send": user.has_perm(SEND), **shown}

"""The home page's panel: today's pushes."""

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
        begin = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
        rows = Push.objects.visible_to(user).filter(due__gte=begin)
        counts = rows.aggregate(
            every=Count("pk"),
            planned=Count("pk", filter=Q(state=PushState.SCHEDULED)),
            strategies=Count("pk", filter=~Q(strategy="")),
        )
        newest = rows.defer("members").order_by("-due", "-pk")[:SHOWN] if counts["every"] else []
        return {"allowed": True, "counts": counts, "newest": list(newest), "may_send": user.has_perm(SEND)}

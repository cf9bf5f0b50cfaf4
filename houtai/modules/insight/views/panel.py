"""The home page's panel: who is here now, and today so far."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from houtai.modules.insight.views.asked import Asked
from houtai.modules.insight.views.traffic import live, stats


class Traffic(Component):
    name = "insight_traffic"
    template_name = "insight/panel.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        if not request.user.has_perm("insight.view_day"):
            return {"allowed": False}
        asked = Asked(request)
        return {"allowed": True, "asked": asked, "stats": stats(asked), **live(asked)}

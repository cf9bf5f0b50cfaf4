"""The home page's panel: the three directions and what they are worth so far."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from houtai.core.ledger.models import Entry
from houtai.core.ledger.summary import worth


class WorthSoFar(Component):
    name = "value_worth"
    template_name = "value/worth_panel.html"
    order = 300

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        allowed = user.has_perm("ledger.view_entry")
        return {"allowed": allowed, "directions": worth(Entry.objects.visible_to(user)) if allowed else []}

"""Who works on an article: in its editor, and on the home page of that person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from houtai.modules.content.models import Article

SHOWN = 10


class AssignedPanel(Panel):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Who works on it"), **kwargs})

    @property
    def clean_name(self) -> str:
        return "assigned"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/assigned_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            here = urlencode({"next": self.request.path})
            door = f"{reverse('work.act', args=['content.assign', self.instance.pk])}?{here}"
            may = self.request.user.has_perm("content.change_article")
            wanted = wanted_changes(self.instance)
            return {**context, "article": self.instance, "door": door if may else "", "today": localdate(), **wanted}


def wanted_changes(article: Article) -> dict[str, Any]:
    """What the last reviewer asked for, while it is with whoever submitted it."""
    state = article.current_workflow_state
    if state is None or state.status != state.STATUS_NEEDS_CHANGES or state.current_task_state is None:
        return {}
    return {"wanted": state.current_task_state.comment, "reviewer": state.current_task_state.finished_by}


class Assigned(Component):
    """What is assigned to me and not done, what is due first."""

    name, order = "assigned", 12
    template_name = "content/assigned.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        mine = Article.objects.visible_to(user).filter(assignee=user).exclude(state="scheduled")
        undone = mine.filter(Q(live=False) | Q(has_unpublished_changes=True)).select_related("latest_revision")
        rows = list(undone.order_by(F("due").asc(nulls_last=True), "pk")[: SHOWN + 1])
        return {"articles": rows[:SHOWN], "more": len(rows) > SHOWN, "user": user, "today": localdate()}

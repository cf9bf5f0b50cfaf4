"""The corrections of an article, in its editor."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from houtai.modules.content.actions import Correct, Uncorrect


class CorrectionsPanel(Panel):
    """What readers were told, who told them, and what was withdrawn; with the ways to add and to withdraw."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Corrections"), **kwargs})

    @property
    def clean_name(self) -> str:
        return "corrections"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/corrections_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.first_published_at)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            told = list(self.instance.corrections.all())
            return {**context, "corrections": told, "doors": list(self.doors(told))}

        def doors(self, told: list[Any]) -> Any:
            """Labels and addresses of what this person can do."""
            if not self.request.user.has_perm(Correct.permission):
                return
            here = {"next": self.request.path}
            for action in (Correct, Uncorrect):
                possible = self.instance.live if action is Correct else any(not row.withdrawn_at for row in told)
                if possible:
                    yield action.label, f"{reverse('work.act', args=[action.name, self.instance.pk])}?{urlencode(here)}"

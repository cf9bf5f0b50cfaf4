"""What the checks say, shown to those who write."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import Panel

from houtai.modules.content.models.checks import remarks
from houtai.modules.content.tasks import want_links


class ChecksPanel(Panel):
    """The remarks on the draft that was saved last, each with a link to the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Before publishing"), **kwargs})

    @property
    def clean_name(self) -> str:
        return "checks"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/checks.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            # Wagtail makes the names of places out of headings, and these are translated.
            beside = self.prefix.rpartition("-child-")[0]
            return {**context, "remarks": remarks(self.instance, user=self.request.user), "beside": beside}


class TellsRemarks:
    """For the views of the editor: who saves has links asked, and who publishes is told what the checks found."""

    request: Any
    new_revision: Any

    def save_instance(self) -> Any:
        saved = super().save_instance()  # type: ignore[misc]
        want_links(saved)
        return saved

    def publish_action(self) -> Any:
        answer = super().publish_action()  # type: ignore[misc]
        for remark in remarks(self.new_revision.as_object(), user=self.request.user):
            place = [messages.button(self.get_edit_url() + remark.place, _("Show"))] if remark.place else []  # type: ignore[attr-defined]
            messages.warning(self.request, remark.says, buttons=place)
        return answer

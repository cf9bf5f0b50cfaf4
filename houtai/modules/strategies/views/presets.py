"""The ways to a strategy that comes filled in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView

from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models.presets import PRESETS


class Create(CreateView):
    """With `?preset=hot` it begins filled in."""

    def get_initial_form_instance(self) -> Any:
        preset = PRESETS.get(self.request.GET.get("preset", ""))
        return preset() if preset and self.request.method == "GET" else super().get_initial_form_instance()


class WithPresets:
    """For the list: one more button for each strategy to begin with."""

    add_url: str

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons  # type: ignore[misc]
        url = reverse(Strategy.snippet_viewset.get_url_name("add"))
        if self.add_url:
            buttons.append(Button(_("New campaign: hot articles hourly"), url=f"{url}?preset=hot", icon_name="mail"))
            buttons.append(Button(_("New test: headlines"), url=f"{url}?preset=headlines", icon_name="view"))
        return buttons

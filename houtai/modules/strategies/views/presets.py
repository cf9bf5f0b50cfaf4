"""Strategies to begin with: the form comes filled in, and everything in it can be changed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Audience
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models.campaign import carries_out

HOT = "rankings.hot"


def hot_hourly() -> Strategy:
    """A campaign that every hour sends the hottest article that is not old."""
    strategy: Any = Strategy(name=_("Hot articles hourly"), queue="")
    blocks: Any = Strategy._meta.get_field("parts").stream_block.child_blocks
    push = [(name, block.get_default()) for name, block in blocks.items() if carries_out(block)]
    chosen = {**blocks["candidates"].get_default(), "candidates": HOT if HOT in catalog.candidates else ""}
    strategy.parts = [
        ("schedule", blocks["schedule"].get_default()),
        ("candidates", chosen),
        ("audience", {"audience": Audience.objects.values_list("name", flat=True).first() or ""}),
        ("rule", still_hot()),
        ("guardrails", blocks["guardrails"].get_default()),
        *push[:1],
    ]
    return strategy


def still_hot() -> dict[str, Any]:
    asked = [("rank", "5"), ("age_hours", "24")]
    conditions = [{"fact": fact, "operator": "le", "value": value} for fact, value in asked]
    return {"reason": _("Among the five hottest, and of today"), "conditions": conditions, "action": ""}


PRESETS = {"hot": hot_hourly}


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
        return buttons

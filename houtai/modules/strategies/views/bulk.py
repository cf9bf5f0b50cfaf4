"""What can be done to many strategies at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from houtai.core.work.views.bulk import Bulk
from houtai.core.work.views.editing import DeleteByAction
from houtai.modules.strategies.models import Strategy


@hooks.register("register_bulk_action", order=100)
class DeleteMany(Bulk):
    models = [Strategy]
    display_name = _("Delete")
    aria_label = _("Delete the chosen strategies")
    action_type, word, action_priority = "delete", "strategies.delete", 30
    classes = {"serious"}


@hooks.register("register_actions")
def strategy_actions(registry: Any) -> None:
    registry.register(Strategy, DeleteByAction)

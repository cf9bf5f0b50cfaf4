"""Strategies to begin with; everything in them can be changed before they are kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Audience
from houtai.modules.strategies.models.campaign import carries_out
from houtai.modules.strategies.models.strategy import Strategy

HOT, HEADLINE = "rankings.hot", "content.headline"


def hot_hourly() -> Strategy:
    """A campaign that every hour sends the hottest article that is not old."""
    strategy: Any = Strategy(name=_("Hot articles hourly"), queue="")
    blocks: Any = Strategy._meta.get_field("parts").stream_block.child_blocks
    push = [(name, block.get_default()) for name, block in blocks.items() if carries_out(block)]
    chosen = {**blocks["candidates"].get_default(), "candidates": HOT if catalog.offers(HOT) else ""}
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


def headlines() -> Strategy:
    """A test of all articles that have more than one headline."""
    strategy: Any = Strategy(name=_("Headline test"), queue="")
    blocks: Any = Strategy._meta.get_field("parts").stream_block.child_blocks
    strategy.parts = [("test", {**blocks["test"].get_default(), "point": HEADLINE if catalog.offers(HEADLINE) else ""})]
    return strategy


PRESETS = {"hot": hot_hourly, "headlines": headlines}

"""Which strategies at work stop when a module is switched off."""

from __future__ import annotations

from typing import Any

from houtai.modules.strategies.models.strategy import Strategy


def relying_on(module: str) -> list[Strategy]:
    """Those in shadow or live that use its queue, candidates or actions."""
    prefix = f"{module}."
    return [one for one in Strategy.objects.active() if any(name.startswith(prefix) for name in words_of(one))]


def words_of(strategy: Strategy) -> list[str]:
    rules = [rule.action for rule in strategy.rules]
    campaign: Any = strategy.campaign
    told = [campaign.candidates, campaign.action] if campaign else []
    told += [strategy.test.point] if strategy.test else []
    return [strategy.queue, *rules, *told]

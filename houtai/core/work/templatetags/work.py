"""Names from the decision log, as people read them. What is no longer offered keeps its plain name."""

from __future__ import annotations

from typing import Any

from django import template

from houtai.core.catalog.catalog import catalog

register = template.Library()


@register.filter
def action_label(name: str) -> Any:
    word = catalog.actions.get(name)
    return word.label if word else name


@register.filter
def queue_label(name: str) -> Any:
    word = catalog.queues.get(name)
    return word.label if word else name


@register.filter
def fact_label(name: str) -> Any:
    words = [*catalog.candidates.values(), *catalog.queues.values()]
    labels = {fact.name: fact.label for word in words for fact in word.known}
    return labels.get(name, name)


@register.filter
def as_fact(value: Any, fact: Any = None) -> Any:
    """A fact's value as people read it: yes and no, choices by their label, numbers with their unit."""
    from django.utils.formats import localize
    from django.utils.translation import gettext as _

    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = dict(getattr(fact, "choices", ())).get(value) or localize(value)
    unit = getattr(fact, "unit", "")
    return f"{text} {unit}" if unit else text

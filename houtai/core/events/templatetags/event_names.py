"""What the usual events and devices are called, for people; a site's own names stand as they were sent."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()

LABELS: dict[str, Any] = {
    "view": pgettext_lazy("event", "view"),
    "read": pgettext_lazy("event", "read"),
    "click": pgettext_lazy("event", "click"),
    "share": pgettext_lazy("event", "share"),
    "show": pgettext_lazy("event", "show"),
    "subscribe": pgettext_lazy("event", "subscribe"),
    "leave": pgettext_lazy("event", "leave"),
}
DEVICES: dict[str, Any] = {"phone": _("Phone"), "tablet": _("Tablet"), "desktop": _("Computer")}


@register.filter
def event_label(name: str) -> Any:
    return LABELS.get(name, name)


@register.filter
def device_label(name: str | None) -> Any:
    return DEVICES.get(name or "", name or "")

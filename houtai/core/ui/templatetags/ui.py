"""Figures, times and charts in templates."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import Link
from houtai.core.ui import components, figures
from houtai.core.ui.charts import Chart
from houtai.core.ui.texts import queue_texts

register = template.Library()


@register.filter
def duration(seconds: float | None) -> str:
    return "" if seconds is None else figures.duration(seconds)


@register.filter
def money(amount: int | None, currency: str) -> str:
    """Minor units: `{{ 1250|money:"CNY" }}` is ¥12.50."""
    return "" if amount is None else figures.money(amount, currency)


@register.filter
def percent(share: float | None) -> str:
    return "" if share is None else figures.percent(share)


@register.filter
def number(value: float | None, unit: Any = "") -> str:
    return "" if value is None else figures.number(value, unit)


@register.filter
def when(moment: datetime | None, now: datetime | None = None) -> SafeString | str:
    return components.when(moment, now)


@register.filter
def terms(licence: str) -> SafeString | str:
    return components.terms(licence)


@register.simple_tag
def badge(label: Any, tone: str = "plain") -> SafeString:
    return components.badge(label, tone)


@register.inclusion_tag("ui/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """The picture and, folded below it, the table that says the same. Two charts of a page differ in title or kind."""
    name = f"chart-{crc32(f'{chart.kind} {chart.title}'.encode()):08x}"
    return {
        "chart": chart,
        "id": name,
        "table": chart.table(),
        "option": chart.option(),
        "format": json.dumps(chart.format()),
    }


@register.simple_tag
def queue_words() -> SafeString:
    """The sentences that the queue island says, as the attribute it reads."""
    return format_html('data-queue-texts-value="{}"', json.dumps(queue_texts(), ensure_ascii=False))


@register.simple_tag(takes_context=True)
def public_panels(context: Any) -> SafeString:
    """What modules offer readers below articles: their `public` templates, in the order of the modules."""
    templates = [name for _module, name in catalog.here("public")]
    return format_html_join("\n", "{}", ((render_to_string(name, context.flatten()),) for name in templates))


@register.simple_tag
def public_links() -> dict[str, list[Link]]:
    """Where readers are led from every public page, by place, in the order of the modules."""
    found: dict[str, list[Link]] = {"menu": [], "footer": []}
    for _module, path in catalog.here("links"):
        for link in import_string(path)():
            found[link.place].append(link)
    return found


@register.simple_tag
def sparkline(values: list[float], width: int = 96, height: int = 24) -> str:
    """Points of a polyline over the values, oldest first; empty when there are fewer than two."""
    if len(values) < 2:
        return ""
    low, span = min(values), (max(values) - min(values)) or 1
    step = width / (len(values) - 1)
    return " ".join(f"{i * step:.1f},{height - 2 - (v - low) / span * (height - 4):.1f}" for i, v in enumerate(values))

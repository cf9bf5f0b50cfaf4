"""Small pieces of markup that Python code needs as well as templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houtai.core.ui import figures

TONES = ("good", "bad", "warn", "info", "plain")


class UnknownTone(ValueError):
    """A badge has one of five tones."""


def badge(label: Any, tone: str = "plain") -> SafeString:
    """A short state in words; the colour only repeats it."""
    if tone not in TONES:
        raise UnknownTone(f"A badge cannot be {tone}; choose one of {', '.join(TONES)}.")
    return format_html('<span class="h-badge h-badge-{}">{}</span>', tone, label)


def when(moment: datetime | None, now: datetime | None = None) -> SafeString | str:
    """How long ago, and exactly when. Without `now` the clock is read."""
    if moment is None:
        return ""
    return format_html(
        '<time class="h-when" datetime="{}">{} <span>{}</span></time>',
        moment.isoformat(),
        figures.ago(moment, now=now or timezone.now()),
        figures.at(moment),
    )

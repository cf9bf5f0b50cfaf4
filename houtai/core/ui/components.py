"""Small pieces of markup that Python code needs as well as templates."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houtai.core.ui import figures

CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)")
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


def terms(licence: str) -> SafeString | str:
    """Under which terms something may be used, as somebody stated them: words, or a link to an address."""
    if not licence.startswith(("https://", "http://")):
        return licence
    found = CREATIVE_COMMONS.search(licence)
    kind = found[2].upper().replace("ZERO", "0") if found else ""
    name = f"CC{'' if kind == '0' else ' '}{kind} {found[3]}" if found else licence
    return format_html('<a href="{}" rel="license nofollow noopener">{}</a>', licence, name)

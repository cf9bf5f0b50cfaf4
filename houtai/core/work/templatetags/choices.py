"""What readers are shown of a choice."""

from __future__ import annotations

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houtai.core.work.choices import Choice

register = template.Library()


@register.simple_tag
def chosen(choice: Choice | None, text: str) -> SafeString | str:
    """The text that everybody sees, with what the tracker draws from; `text` where there is no choice."""
    if choice is None or not choice.arms:
        return choice.text if choice else text
    arms = [[arm.text, round(arm.propensity, 6), arm.token] for arm in choice.arms]
    said = json.dumps([choice.trial, *arms], ensure_ascii=False, separators=(",", ":"))
    return format_html('<span data-arms="{}">{}</span>', said, choice.text)

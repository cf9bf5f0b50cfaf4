"""What a public page says so that the tracker can tell who read what."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def tracker(subject: Any = None) -> SafeString:
    """The script, for a page about `subject` or about nothing in particular."""
    elsewhere = settings.EVENTS_URL.origin != settings.URL.origin
    return format_html(
        '<script defer src="{}" data-url="{}"{}></script>',
        static("ui/built/tracker.js"),
        f"{settings.EVENTS_URL.origin}/e/" if elsewhere else "/e/",
        marked(subject),
    )


@register.simple_tag
def marked(subject: Any) -> SafeString:
    """The attribute that says what an element is about: a business object that was saved, or nothing."""
    if subject is None or not subject.pk:
        return SafeString()
    return format_html(' data-subject="{}:{}"', subject._meta.label_lower, subject.pk)

"""Small things that the templates of collection need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from houtai.core.text.embeds.shown import framed
from houtai.core.text.sanitise import clean
from houtai.core.work.models import Subject
from houtai.modules.collect.models import Draft, story

register = template.Library()


@register.filter
def text(draft: Draft) -> SafeString:
    """The draft's text as HTML. It was cleaned when it came in; the rules may have become stricter since."""
    return mark_safe(framed(clean(draft.html)))


@register.filter
def tellers(draft: Draft, user: Any) -> list[story.Teller]:
    """Who else tells the draft's story, of what this person sees."""
    return story.tellers(draft, user=user)


@register.filter
def outside(html: str) -> SafeString:
    """A skeleton of a page, which holds nothing that acts; see core.text."""
    return mark_safe(html)


@register.filter
def place(subject: Subject) -> str:
    """Where the desk shows this subject, if that is a draft; else its public address."""
    return reverse("collect.draft", args=[subject.key]) if subject.kind == "collect.draft" else public(subject.url)


def public(url: str) -> str:
    return url if url.startswith(("/", "http://", "https://")) else ""


@register.filter
def hundred(share: float) -> int:
    return round(share * 100)


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key, "plain")

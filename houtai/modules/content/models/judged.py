"""Since when a reviewer has to read: what was sent back, what is public, or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from wagtail.models import TaskState

COMPARE = "wagtailsnippets_content_article:revisions_compare"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """address: of what has changed since, "" for nothing to compare with; returned: when it was sent back, if it was;
    by, comment: by whom, and what they wrote; new: it was never public.
    """

    address: str = ""
    returned: datetime | None = None
    by: str = ""
    comment: str = ""
    new: bool = False


def judged(article: Any) -> Judged:
    """article: its row. What was sent back before it was published says nothing of what readers have now."""
    returned = TaskState.objects.for_instance(article).filter(status=TaskState.STATUS_REJECTED)
    if article.live and article.last_published_at:
        returned = returned.filter(finished_at__gt=article.last_published_at)
    last = returned.select_related("finished_by").order_by("-finished_at", "-pk").first()
    seen = last and article.revisions.filter(created_at__lte=last.finished_at).order_by("-created_at", "-pk").first()
    if last and seen:
        address = reverse(COMPARE, args=[article.pk, seen.pk, "latest"])
        by = str(last.finished_by or "")
        return Judged(address=address, returned=last.finished_at, by=by, comment=last.comment)
    if article.live:
        return Judged(address=reverse(COMPARE, args=[article.pk, "live", "latest"]))
    return Judged(new=article.first_published_at is None)

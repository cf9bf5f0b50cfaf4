"""Other times for what is planned. The text stays as it is, and so does who let it go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.work.errors import NotPossible


def move_go_live(article: Any, when: datetime) -> datetime:
    """Gives the time before. Raises NotPossible."""
    revision = article.scheduled_revision
    if revision is None:
        raise NotPossible(_("Nothing is scheduled."))
    before: datetime = revision.approved_go_live_at
    ends = revision.content.get("expire_at")
    if ends and datetime.fromisoformat(ends) <= when:
        raise NotPossible(_("It would end before it begins."))
    revision.approved_go_live_at, revision.content["go_live_at"] = when, when.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])
    if not article.live:
        type(article).objects.filter(pk=article.pk).update(go_live_at=when)
    return before


def move_expiry(article: Any, when: datetime) -> datetime:
    """Of what is public; the newest draft follows, so that publishing it does not bring the old time back."""
    before: datetime | None = article.expire_at
    if before is None or not article.live:
        raise NotPossible(_("It has no time at which it is taken down."))
    type(article).objects.filter(pk=article.pk).update(expire_at=when)
    for revision in article.revisions.filter(pk__in={article.live_revision_id, article.latest_revision_id} - {None}):
        revision.content["expire_at"] = when.isoformat()
        revision.save(update_fields=["content"])
    return before

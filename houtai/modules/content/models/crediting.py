"""Names further sources of an article, in what is public and in its drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from houtai.modules.content.models.article import Article
from houtai.modules.content.models.sourced import joined


@transaction.atomic
def credit(origin: Any, others: Sequence[tuple[str, str]], gone: bool) -> None:
    """Whoever merged or parted the stories has decided it; the words stay as they are, so this is no new version."""
    row = Article.objects.select_for_update().filter(origin=origin).first()
    if row is None:
        return
    kept = Q(pk__in=[row.latest_revision_id, row.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    for revision in row.revisions.filter(kept):
        said = joined(revision.content.get("credits", ""), others, gone=gone)
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "credits": said})
    row.credits = joined(row.credits, others, gone=gone)
    row.save(update_fields=["credits"])

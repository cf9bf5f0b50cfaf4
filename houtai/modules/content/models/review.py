"""Columns whose articles are reviewed first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from houtai.core.work.errors import Refused


class NotReviewed(Refused):
    message = _(
        "Articles of this column are reviewed first. Submit it; it is published when its last reviewer approves."
    )


def refuse_unreviewed(article: Any, revision: Revision) -> None:
    """Raises NotReviewed for what no review has let through."""
    draft = revision.as_object()
    if draft.column and draft.column.reviews and not was_reviewed(article, revision):
        raise NotReviewed


def was_reviewed(article: Any, revision: Revision) -> bool:
    """Whether a review that ended well ended after this version was made."""
    approved = article.workflow_states.filter(status="approved")
    return bool(approved.filter(current_task_state__finished_at__gte=revision.created_at).exists())

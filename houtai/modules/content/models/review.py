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
    """Raises NotReviewed for what no review has let through, be it of such a column now or with this version."""
    if is_unreviewed(article, revision):
        raise NotReviewed


def is_unreviewed(article: Any, revision: Revision) -> bool:
    row = type(article).objects.select_related("column__workflow").get(pk=article.pk)
    columns = [column for column in (revision.as_object().column, row.column) if column]
    return any(column.reviews for column in columns) and not was_reviewed(article, revision)


def was_reviewed(article: Any, revision: Revision) -> bool:
    """Whether this was the newest version when a review ended well."""
    approved = article.workflow_states.filter(
        status="approved", current_task_state__finished_at__gte=revision.created_at
    )
    later = article.revisions.filter(created_at__gt=revision.created_at)
    ends = approved.values_list("current_task_state__finished_at", flat=True)
    return any(not later.filter(created_at__lte=end).exists() for end in ends)

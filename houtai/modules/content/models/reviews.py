"""Articles whose workflow waits for an answer, and what is known about them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from houtai.core.text.count import count
from houtai.core.text.language import language
from houtai.core.text.plain import plain
from houtai.core.work.models import Decision

# As lists and filters show it, by Wagtail's names.
REVIEW = {"in_progress": _("Waits for review"), "needs_changes": _("Changes wanted")}


def review_of(article: type) -> Subquery:
    """For a queryset: the status of the workflow that an article is in, or None."""
    kind = ContentType.objects.get_for_model(article)
    rows = WorkflowState.objects.active().filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    return Subquery(rows.values("status")[:1])


def states(article: type) -> Any:
    """Workflows that wait for an answer. article: the model."""
    kind = ContentType.objects.get_for_model(article)
    return WorkflowState.objects.filter(base_content_type=kind, status=WorkflowState.STATUS_IN_PROGRESS)


def keys(found: Any) -> Any:
    """Primary keys of what the workflows are about."""
    return found.order_by().values_list(Cast("object_id", BigIntegerField()), flat=True)


def answerable(article: type, user: Any) -> Any:
    """Workflows whose step this person may answer, as far as Wagtail's tasks for groups say it."""
    if user.is_superuser:
        return states(article)
    return states(article).filter(current_task_state__task__groupapprovaltask__groups__in=user.groups.values("pk"))


def facts_of(articles: Sequence[Any], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
    """Of the newest drafts, by the articles' primary keys."""
    waits = states(type(articles[0])).filter(object_id__in=[str(one.pk) for one in articles])
    rows = {row.object_id: row for row in waits.select_related("requested_by", "current_task_state__task")}
    drafts = {one.pk: content_of(one) for one in articles}
    columns, authors = (names_of(name, articles, drafts) for name in ("column", "author"))
    remarks = remarks_on(articles)
    return {
        one.pk: {
            **of_draft(drafts[one.pk]),
            **of_review(rows.get(str(one.pk)), now=now),
            "column": columns.get(drafts[one.pk].get("column"), ""),
            "author": authors.get(drafts[one.pk].get("author")) or drafts[one.pk].get("byline", ""),
            "remarks": remarks.get(str(one.pk)),
            "assignee": str(one.assignee or ""),
            "was_public": one.first_published_at is not None,
        }
        for one in articles
    }


def content_of(article: Any) -> dict[str, Any]:
    """The newest revision as it is kept; making an article of it would look up all that it points to."""
    revision = article.latest_revision
    content = revision.content if revision else {}
    return json.loads(content) if isinstance(content, str) else dict(content)


def of_draft(draft: Mapping[str, Any]) -> dict[str, Any]:
    text = plain(draft.get("body") or "")
    told = draft.get("language") or language(f"{draft.get('title', '')}\n{text}")
    counted = count(text)
    return {
        "words": counted.words,
        "minutes": counted.reading_minutes,
        "language": told,
        "has_cover": bool(draft.get("cover") or draft.get("cover_url")),
    }


def of_review(row: Any, *, now: datetime) -> dict[str, Any]:
    if row is None or row.current_task_state is None:
        return {}
    waits = now - row.current_task_state.started_at
    step = row.current_task_state.task.name
    return {"step": step, "submitted_by": str(row.requested_by or ""), "hours": round(waits.total_seconds() / 3600, 1)}


def names_of(field: str, articles: Sequence[Any], drafts: Mapping[Any, dict[str, Any]]) -> dict[Any, str]:
    """By primary key; what the articles point to already is not asked for again."""
    known = {one.pk: str(one) for article in articles if (one := getattr(article, field))}
    wanted = {key for draft in drafts.values() if (key := draft.get(field)) and key not in known}
    model = type(articles[0])._meta.get_field(field).related_model
    return {**known, **(dict(model.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {})}


def remarks_on(articles: Sequence[Any]) -> dict[str, int]:
    """How many the checks made when each was submitted, by key."""
    submitted = Decision.objects.done().filter(action="content.submit", subject__kind="content.article")
    rows = submitted.filter(subject__key__in=[str(one.pk) for one in articles]).order_by("id")
    names = {key: facts.get("remarks", "") for key, facts in rows.values_list("subject__key", "facts")}
    return {key: len([name for name in text.split(", ") if name]) for key, text in names.items()}

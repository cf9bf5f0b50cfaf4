"""What is told of articles only to those who see drafts: what waits for its time, the review, and who works on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, TaskState, WorkflowState

from houtai.modules.content.models import Article

Told = Mapping[int, dict[str, Any]]


def desk_of(rows: Sequence[Article]) -> Told:
    """By primary key, in as many queries for many as for one. The rows have their assignees with them."""
    here = {
        "base_content_type": ContentType.objects.get_for_model(Article),
        "object_id__in": [str(row.pk) for row in rows],
    }
    waiting = Revision.objects.filter(**here).exclude(approved_go_live_at=None).order_by("approved_go_live_at")
    times = dict(waiting.values_list("object_id", "approved_go_live_at"))
    reviews = reviews_of(here)
    return {
        row.pk: {
            "goes_live": times.get(str(row.pk)),
            "review": reviews.get(str(row.pk)),
            "assignee": person(row.assignee),
            "due": row.due,
        }
        for row in rows
    }


def reviews_of(here: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Of those that go on, by the article's number as text."""
    found = list(WorkflowState.objects.active().filter(**here).select_related("current_task_state__task"))
    said = TaskState.objects.filter(workflow_state__in=[state.pk for state in found]).exclude(comment="").order_by("pk")
    comments = dict(said.values_list("workflow_state", "comment"))
    return {
        state.object_id: {
            "state": state.status,
            "step": state.current_task_state.task.name if state.current_task_state else "",
            "comment": comments.get(state.pk, ""),
        }
        for state in found
    }


def person(user: Any) -> dict[str, Any] | None:
    return user and {"id": user.pk, "name": str(user)}

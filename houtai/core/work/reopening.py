"""Taking an answer in a workflow back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.reviewing import waiting_step

WAITS = TaskState.STATUS_IN_PROGRESS


class Reopen(Action):
    """The step waits again, and what its answer published is as it was before."""

    label = _("Take the answer back")
    icon = "rotate"

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        step: int = 0,
        published: bool = False,
        restore: int | None = None,
        **_context: Any,
    ) -> dict[str, Any]:
        answered = TaskState.objects.for_instance(target).filter(pk=step).select_related("workflow_state").first()
        if answered is None or target.current_workflow_state not in (None, answered.workflow_state):
            raise NotPossible(__("This review is no longer there."))
        if published:
            withdraw = catalog.action(f"{self.module}.unpublish")
            withdraw.run(target, by=actor, because=self.label, restore=restore)
        begin_again(answered, at=at)
        target.settle_state()
        waiting_step(target, actor)
        return {}


def begin_again(step: TaskState, *, at: datetime) -> None:
    """What came after it is cancelled, and stays in the history."""
    workflow = step.workflow_state
    workflow.task_states.filter(status=WAITS).update(status=TaskState.STATUS_CANCELLED, finished_at=at)
    step.status, step.finished_at, step.finished_by, step.comment = WAITS, None, None, ""
    step.save()
    workflow.status, workflow.current_task_state = workflow.STATUS_IN_PROGRESS, step
    workflow.save()

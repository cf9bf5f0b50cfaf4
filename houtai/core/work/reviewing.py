"""Workflows of what is published, as actions that modules name. Their state is Wagtail's, and so is who may answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from houtai.core.work.actions import Action, Call
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotAllowed, NotPossible


class Submit(Action):
    """Starts the workflow, or goes on with it after changes."""

    label = _("Submit for review")
    icon = "resubmit"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        state, newest = target.current_workflow_state, target.get_latest_revision_as_object()
        workflow = newest.get_workflow() or target.get_workflow()
        if target.workflow_in_progress:
            raise NotPossible(__("This waits for a review already."))
        if state is None and workflow is None:
            raise NotPossible(__("There is no workflow for this. A manager can make one in the settings."))
        target.refuse_when_locked(user=actor.user)
        if not target.latest_revision_id:
            target.save_revision(user=actor.user)
        if state:
            state.acting = actor
            state.resume(actor.user)
        else:
            workflow.start(target, actor.user)
        target.settle_state()
        return {}


class CancelReview(Action):
    """Wagtail lets those cancel who submitted it, and those who may approve it."""

    label = _("Cancel the review")
    icon = "cross"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        state = target.current_workflow_state
        if state is None:
            raise NotPossible(__("This waits for no review."))
        if actor.user and not state.user_can_cancel(actor.user):
            raise NotAllowed(__("Only who submitted this and who may approve it can cancel the review."))
        state.cancel(user=actor.user)
        target.settle_state()
        return {}


class Answer(Action):
    """What approving and asking for changes share. `verb` is Wagtail's name for it."""

    verb = ""

    def perform(self, target: Any, *, at: datetime, actor: Actor, comment: str = "", **_context: Any) -> dict[str, Any]:
        state = waiting_step(target, actor)
        before, newest = target.live_revision_id, target.latest_revision_id
        state.workflow_state.acting = actor
        state.task.specific.on_action(state, actor.user, self.verb, comment=comment.strip())
        target.settle_state()
        ended = state.workflow_state.status == state.workflow_state.STATUS_APPROVED
        restore = before if before != newest else None
        return {"step": state.pk, **({"published": True, "restore": restore} if ended else {})}


class Approve(Answer):
    label = _("Approve")
    about = _("The next step begins; after the last one it is published.")
    verb = "approve"
    icon = "check"
    key = "a"


class Reject(Answer):
    label = _("Ask for changes")
    about = _("Whoever submitted it reads what is to be changed, and submits it again.")
    verb = "reject"
    icon = "undo"
    key = "r"

    def consider(self, target: Any, call: Call) -> dict[str, Any]:
        if call.actor.kind == "person" and not str(call.inputs.get("comment", "")).strip():
            raise NotPossible(__("Write what is to be changed."))
        return {}


def waiting_step(target: Any, actor: Actor) -> TaskState:
    """The step that waits for an answer. Raises NotPossible without one, NotAllowed when it waits for others."""
    state: TaskState | None = target.current_workflow_task_state
    if state is None:
        raise NotPossible(__("This waits for no review."))
    if actor.user is None or not state.task.specific.get_actions(target, actor.user):
        raise NotAllowed(__("This step of the review waits for others."))
    return state

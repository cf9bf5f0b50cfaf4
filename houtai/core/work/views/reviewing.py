"""Wagtail's views of workflows, brought to our actions."""

from __future__ import annotations

import json
from typing import Any

from wagtail.snippets.views import snippets

from houtai.core.catalog.catalog import catalog

VERBS = ("approve", "reject")


def decide(target: Any, verb: str, user: Any, **inputs: Any) -> None:
    """On the saved object, for an editor holds a draft. Raises a Refused."""
    catalog.action(f"{target._meta.app_label}.{verb}").run(target.subject, by=user, **inputs)


class Reviewed:
    """For the views of the editor: what they do to a workflow is a decision."""

    object: Any
    request: Any
    workflow_action: str

    def submit_action(self) -> None:
        decide(self.object, "submit", self.request.user)

    def cancel_workflow_action(self) -> None:
        decide(self.object, "cancel_review", self.request.user)

    def restart_workflow_action(self) -> None:
        self.cancel_workflow_action()
        self.submit_action()

    def workflow_action_action(self) -> Any:
        if self.workflow_action not in VERBS:
            return super().workflow_action_action()  # type: ignore[misc]
        decide(self.object, self.workflow_action, self.request.user, comment=comment_of(self.request.POST))
        return None


def comment_of(data: Any) -> str:
    """What Wagtail's small window asked for, as it comes along with the form."""
    try:
        told = json.loads(data.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    return str(told.get("comment") or "") if isinstance(told, dict) else ""


class AnswerView(snippets.WorkflowActionView):
    def get_task(self) -> Any:
        task = super().get_task()
        # The step of the address may be of something else; the one of this very object is answered.
        task.on_action = self.decide
        return task

    def decide(self, _state: Any, user: Any, verb: str, **told: Any) -> None:
        decide(self.object, verb, user, **told)

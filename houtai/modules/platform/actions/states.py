from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import Act


class Suspend(Act):
    name = "platform.suspend"
    label = _("Suspend")
    about = _("Its pages answer “suspended” and its jobs wait. Nothing is lost, and it can be resumed at any time.")
    icon = "no-view"
    inverse = "platform.resume"
    from_states: ClassVar = frozenset({"active"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        lifecycle.suspend(workspace, at=at)
        return {}


class Resume(Act):
    name = "platform.resume"
    label = _("Resume")
    about = _("Its pages are served again, and the jobs that waited run.")
    icon = "rotate"
    inverse = "platform.suspend"
    from_states: ClassVar = frozenset({"suspended"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        lifecycle.resume(workspace, at=at)
        return {}


class Leave(Act):
    name = "platform.leave"
    label = _("Delete")
    about = _("It is no longer served. For 30 days this can be taken back; then everything of it is deleted for good.")
    icon = "bin"
    inverse = "platform.stay"
    from_states: ClassVar = frozenset({"active", "suspended"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        before = workspace.state
        lifecycle.leave(workspace, at=at)
        return {"state": before}


class Stay(Act):
    name = "platform.stay"
    label = _("Take the deletion back")
    about = _("It is not deleted, and goes on in the state it had.")
    icon = "rotate"
    from_states: ClassVar = frozenset({"leaving"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        lifecycle.stay(workspace, at=at, state=inputs.get("state") or left_from(workspace))
        return {}


def left_from(workspace: Workspace) -> str:
    """The state in which it was when its deletion began."""
    from houtai.core.work.models import Decision

    leaving = Decision.objects.done().filter(action=Leave.name, subject__kind=Leave.subject, subject__key=workspace.pk)
    last = leaving.order_by("-id").first()
    return str(last.effect.get("state", "active")) if last else "active"

"""What all acts on workspaces share: they are decided, and logged, in the default workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from houtai.core.work.actions import Action
from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision, Subject
from houtai.core.work.models.subject import fitted
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

KIND = "workspaces.workspace"
BY_COMMAND = "by command line"


class Act(Action):
    """Subclass it and write `change`: it calls the lifecycle, and returns what the inverse needs.

    The workspace's row is in the control database, so `change` comes as late as it can: when it raises, nothing of the
    decision is kept.
    """

    subject = KIND
    permission = "workspaces.change_workspace"

    @property
    def verb(self) -> str:
        """Its name within the platform's addresses."""
        return self.name.partition(".")[2]

    def command(self, workspace: Workspace, **inputs: Any) -> Decision:
        """Do it for whoever has the command line."""
        return self.run(workspace, by=SYSTEM, because=BY_COMMAND, **inputs)

    def decide(self, target: Any, call: Any) -> Decision:
        subject_of(target)
        return super().decide(target, call)

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        try:
            effect = self.change(target, at=at, **inputs)
        except Refusal as refusal:
            raise NotPossible(refusal.message) from refusal
        described(target)
        return effect

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        raise NotImplementedError


def subject_of(workspace: Workspace) -> Subject:
    """Its row in the default workspace, made when it is first asked for."""
    values = {"title": fitted("title", workspace.name), "state": workspace.state}
    row, _made = Subject.objects.get_or_create(kind=KIND, key=workspace.pk, defaults=values)
    return row


def described(workspace: Workspace) -> None:
    row = Subject.objects.filter(kind=KIND, key=workspace.pk)
    row.update(title=fitted("title", workspace.name), state=workspace.state, version=F("version") + 1)

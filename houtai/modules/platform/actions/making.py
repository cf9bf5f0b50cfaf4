from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotAllowed
from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.making import making
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import BY_COMMAND, Act


class Make(Act):
    """Deciding it is the last step: the database is made before, outside of any transaction."""

    name = "platform.make"
    label = _("Make")
    about = _("A new workspace is ready and is served from now on.")
    icon = "plus"
    inverse = "platform.leave"
    from_states: ClassVar = frozenset({"making"})

    def make(self, *, by: Any, because: Any = "", owner: Any = None, **about: Any) -> Workspace:
        """name, host, on: as `workspaces.making.making` takes them. Raises its refusals, and NotAllowed."""
        if not Actor.of(by).may(self.permission):
            raise NotAllowed
        with making(owner=owner, **about) as workspace:
            self.run(workspace, by=by, because=because, name=workspace.name, on=workspace.engine)
        return workspace

    def make_by_command(self, **about: Any) -> Workspace:
        return self.make(by=SYSTEM, because=BY_COMMAND, **about)

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        lifecycle.begin(workspace, at=at)
        return {}

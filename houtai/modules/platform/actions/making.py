from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotAllowed
from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.archive.importing import bringing_in
from houtai.core.workspaces.making import making
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import BY_COMMAND, Act


class Beginning(Act):
    """Deciding it is the last step: the database is made before, outside of any transaction."""

    inverse = "platform.leave"
    from_states: ClassVar = frozenset({"making"})

    def begun(self, made: AbstractContextManager[Workspace], *, by: Any, because: Any) -> Workspace:
        """Decide to begin with what is being made; a refusal unmakes it. Raises NotAllowed before anything is made."""
        if not Actor.of(by).may(self.permission):
            raise NotAllowed
        with made as workspace:
            self.run(workspace, by=by, because=because, name=workspace.name, on=workspace.engine)
        return workspace

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        lifecycle.begin(workspace, at=at)
        return {}


class Make(Beginning):
    name = "platform.make"
    label = _("Make")
    about = _("A new workspace is ready and is served from now on.")
    icon = "plus"

    def make(self, *, by: Any, because: Any = "", owner: Any = None, **about: Any) -> Workspace:
        """name, host, on: as `workspaces.making.making` takes them. Raises its refusals, and NotAllowed."""
        return self.begun(making(owner=owner, **about), by=by, because=because)

    def make_by_command(self, **about: Any) -> Workspace:
        return self.make(by=SYSTEM, because=BY_COMMAND, **about)


class BringIn(Beginning):
    name = "platform.bring_in"
    label = _("Import")
    about = _("A workspace was made of an archive, whole, and is served from now on.")
    icon = "upload"

    def bring_in(self, archive: Path, *, by: Any, because: Any = "", **about: Any) -> Workspace:
        """about: as `workspaces.archive.importing.bringing_in` takes it. Raises its refusals, and NotAllowed."""
        if person := Actor.of(by).user:
            about |= {"member": person.pk, "owners": person.is_superuser}
        return self.begun(bringing_in(archive, **about), by=by, because=because)

    def bring_in_by_command(self, archive: Path, **about: Any) -> Workspace:
        return self.bring_in(archive, by=SYSTEM, because=BY_COMMAND, **about)

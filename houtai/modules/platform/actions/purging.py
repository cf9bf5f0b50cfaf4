from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actors import SYSTEM
from houtai.core.workspaces import purging
from houtai.core.workspaces.lifecycle import NotNow
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import Act

log = logging.getLogger("houtai.platform")


class Purge(Act):
    name = "platform.purge"
    label = _("Delete for good")
    about = _("The waiting time is over: database, files, hosts and members are gone.")
    icon = "bin"
    from_states: ClassVar = frozenset({"leaving"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        """Here and not before: only now can nobody take the deletion back any more. Raises NotNow."""
        if purging.ends(workspace) > at:
            raise NotNow
        purging.empty(workspace)
        purging.close(workspace)
        workspace.state = "deleted"
        return {}

    def purge_all(self, *, now: datetime) -> list[str]:
        """Delete what has waited long enough. Returns the names. One that fails does not stop the others."""
        return [workspace.name for workspace in purging.due(now=now) if self.purged(workspace, now=now)]

    def purged(self, workspace: Workspace, *, now: datetime) -> bool:
        try:
            self.run(workspace, by=SYSTEM, because="the waiting time is over", at=now)
        except Exception:
            log.exception("Workspace %s could not be deleted for good.", workspace.pk)
            return False
        return True

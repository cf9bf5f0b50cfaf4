from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotAllowed, Refused
from houtai.core.workspaces.archive import exporting
from houtai.core.workspaces.archive.dumping import Progress, silent
from houtai.core.workspaces.archive.manifest import Manifest
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import BY_COMMAND, Act


class Export(Act):
    """Changes nothing, but whoever asks who took everything out finds it in the log."""

    name = "platform.export"
    label = _("Download archive")
    about = _("One file with everything in it: tables, media and events, but no passwords.")
    icon = "download"
    from_states: ClassVar = frozenset({"active", "suspended", "leaving"})

    def export(
        self,
        workspace: Workspace,
        *,
        to: Path,
        by: Any,
        now: datetime,
        because: Any = "",
        progress: Progress = silent,
    ) -> Manifest:
        """Write the archive to a file. Raises FileThere, NoRoom, UnknownTables, NotAllowed; then nothing is written."""
        if not Actor.of(by).may(self.permission):
            raise NotAllowed
        manifest = exporting.export(workspace.pk, to, now=now, progress=progress)
        try:
            self.run(workspace, by=by, because=because, at=now)
        except Refused:
            to.unlink()
            raise
        return manifest

    def export_by_command(self, workspace: Workspace, **about: Any) -> Manifest:
        return self.export(workspace, by=SYSTEM, because=BY_COMMAND, **about)

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        return {}

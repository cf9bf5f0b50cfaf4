from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.switches import switch
from houtai.modules.platform.actions.act import Act


class Switch(Act):
    """off, on: names of modules. Its own inverse."""

    name = "platform.switch"
    label = _("Switch modules")
    about = _("Modules that are off offer nothing in the workspace; their data stays.")
    icon = "cogs"
    inverse = "platform.switch"

    def change(
        self, workspace: Workspace, *, at: datetime, off: Sequence[str] = (), on: Sequence[str] = (), **_: Any
    ) -> dict[str, Any]:
        before = set(workspace.off)
        after = set(switch(workspace.pk, off=off, on=on, now=at))
        return {"on": sorted(after - before), "off": sorted(before - after)}

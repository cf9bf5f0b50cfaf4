from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import Act
from houtai.modules.platform.forms import DropHostForm, HostForm


class AddHost(Act):
    name = "platform.add_host"
    label = _("Add a host name")
    about = _("Point the name to this server at whoever manages the domain; then it leads to the workspace.")
    icon = "link"
    inverse = "platform.drop_host"
    form = HostForm
    from_states: ClassVar = frozenset({"active", "suspended"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        return {"host": lifecycle.add_host(workspace, host=inputs["host"])}


class DropHost(Act):
    name = "platform.drop_host"
    label = _("Remove a host name")
    about = _("It no longer leads anywhere, and another workspace may take it.")
    icon = "cross"
    inverse = "platform.add_host"
    form = DropHostForm
    from_states: ClassVar = frozenset({"active", "suspended"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        return {"host": lifecycle.drop_host(workspace, host=inputs["host"])}

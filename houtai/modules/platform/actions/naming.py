from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.actions.act import Act
from houtai.modules.platform.forms import RenameForm


class Rename(Act):
    name = "platform.rename"
    label = _("Rename")
    about = _("What it is called at the desk and in messages. Its addresses stay.")
    icon = "edit"
    inverse = "platform.rename"
    form = RenameForm
    from_states: ClassVar = frozenset({"active", "suspended"})

    def change(self, workspace: Workspace, *, at: datetime, **inputs: Any) -> dict[str, Any]:
        before = workspace.name
        lifecycle.rename(workspace, name=inputs["name"])
        return {"name": before}

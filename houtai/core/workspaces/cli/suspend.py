from __future__ import annotations

from collections.abc import Callable
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.models import Workspace

HELP = "Serve nothing of a workspace and let its jobs wait, until it is resumed."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id, a host name or its name")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = Workspace.objects.called(options["workspace"])
    catalog.action("platform.suspend").command(workspace)
    say(f"{workspace} is suspended. Resume it with: workspaces resume {workspace.pk}")

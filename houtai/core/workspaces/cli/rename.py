from __future__ import annotations

from collections.abc import Callable
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.models import Workspace

HELP = "Call a workspace something else."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id, a host name or its name")
    parser.add_argument("name", help="what it is called from now on")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = Workspace.objects.called(options["workspace"])
    catalog.action("platform.rename").command(workspace, name=options["name"])
    say(f"It is called {workspace} now.")

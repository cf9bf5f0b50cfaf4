from __future__ import annotations

from collections.abc import Callable
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.models import Workspace

HELP = "Show, add and remove the host names that lead to a workspace."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id, a host name or its name")
    parser.add_argument("--add", metavar="HOST", action="append", default=[], help="lead this name to it")
    parser.add_argument("--remove", metavar="HOST", action="append", default=[], help="lead this name nowhere")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = Workspace.objects.called(options["workspace"])
    for host in options["add"]:
        catalog.action("platform.add_host").command(workspace, host=host)
    for host in options["remove"]:
        catalog.action("platform.drop_host").command(workspace, host=host)
    for name in workspace.hosts.order_by("pk").values_list("name", flat=True):
        say(str(name))

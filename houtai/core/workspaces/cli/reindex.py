from __future__ import annotations

from collections.abc import Callable
from typing import Any

from houtai.core.workspaces.archive.searching import reindex
from houtai.core.workspaces.models import Workspace

HELP = "Make a workspace's search index anew."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id")
    parser.add_argument("--engine", choices=Workspace.Engine.values, help="the database that is meant, while it moves")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    reindex(options["workspace"], on=options["engine"])
    say("The search index is new.")

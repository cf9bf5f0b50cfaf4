from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.timezone import now

from houtai.core.workspaces.archive.telling import Telling
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.moving import move
from houtai.core.workspaces.refusals import Refusal

HELP = "Move a workspace to the other database engine. It is suspended meanwhile; nothing is lost when it fails."


class NoSuchWorkspace(Refusal):
    message = "There is no workspace with this id. See: workspaces list"


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id")
    parser.add_argument("--to", required=True, choices=Workspace.Engine.values)


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    if not Workspace.objects.filter(pk=options["workspace"]).exists():
        raise NoSuchWorkspace
    move(options["workspace"], to=options["to"], now=now(), progress=Telling(say), step=say)
    say(f"It lives on {options['to']} now. Every row is the same.")

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import User, Workspace
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.registry import origin_of

HELP = "Make a workspace: a name, a host name that leads to it, and who may do everything there."


class UnknownOwner(Refusal):
    message = "Nobody signs in with this address yet. Leave it out, and invite them with: workspaces invite"


def add_arguments(parser: Any) -> None:
    parser.add_argument("name", help="what people call it")
    parser.add_argument("--host", help="a host name, for example news.example.com")
    parser.add_argument("--owner", metavar="E-MAIL", help="somebody who signs in here already")
    parser.add_argument("--engine", choices=Workspace.Engine.values, help="by default that of this process")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    owner = identity(options["owner"]) if options["owner"] else None
    about = {"name": options["name"], "host": options["host"], "on": options["engine"], "owner": owner}
    workspace = catalog.action("platform.make").make_by_command(**about)
    say(f"{workspace.pk}  {workspace}  {origin_of(workspace.pk)}/desk/")


def identity(email: str) -> User:
    found = User.objects.using(CONTROL).filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise UnknownOwner
    return found

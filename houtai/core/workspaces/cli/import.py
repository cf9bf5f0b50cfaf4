from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.archive.admitting import invite_known
from houtai.core.workspaces.archive.telling import Telling
from houtai.core.workspaces.cli.make import identity
from houtai.core.workspaces.models import Workspace

HELP = "Make a new workspace of an archive that `export` wrote. A damaged one is refused whole."


def add_arguments(parser: Any) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--name", help="another name than in the archive")
    parser.add_argument("--host", action="append", help="other host names than in the archive; may be repeated")
    parser.add_argument("--no-hosts", action="store_true", help="lead no host name to it yet")
    parser.add_argument("--member", metavar="E-MAIL", help="who signs in here already and is to be let in at once")
    parser.add_argument("--engine", choices=Workspace.Engine.values, default=settings.ENGINE)


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = catalog.action("platform.bring_in").bring_in_by_command(
        options["file"],
        name=options["name"],
        hosts=[] if options["no_hosts"] else options["host"],
        on=options["engine"],
        member=identity(options["member"]).pk if options["member"] else None,
        progress=Telling(say),
    )
    say(f"{workspace.pk}  {workspace.name}  {' '.join(sorted(host.name for host in workspace.hosts.all()))}")
    for letter in invite_known(workspace, by=None, now=now()):
        say(f"{letter.invitation.email} is known here and joins by this link:  {letter.link}")

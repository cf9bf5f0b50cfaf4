from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.archive.telling import Telling
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

HELP = "Write one workspace into one file, while it is in use: its tables, media and events."


class NoSuchWorkspace(Refusal):
    message = "There is no workspace with this id. See: workspaces list"


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id")
    parser.add_argument("file", type=Path, help="such as houtai.tar; it must not exist yet")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = Workspace.objects.filter(pk=options["workspace"]).first()
    if workspace is None:
        raise NoSuchWorkspace
    action = catalog.action("platform.export")
    manifest = action.export_by_command(workspace, to=options["file"], now=now(), progress=Telling(say))
    say(f"{options['file']}: {sum(part.rows for part in manifest.tables)} rows, {len(manifest.files)} files")

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import purging

HELP = "Delete for good the workspaces whose 30 days are over, as a job does each night."


def add_arguments(parser: Any) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say which, and delete nothing")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    due = [workspace.name for workspace in purging.due(now=now())]
    for name in due if options["dry_run"] else catalog.action("platform.purge").purge_all(now=now()):
        say(name)

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.management import call_command
from django.utils.timezone import now

from houtai.core.workspaces.backups import restoring
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL

HELP = "Put a workspace back to its newest back-up at or before a time, in place or as a new workspace."

SUSPENDED = """It is suspended: at work, it would send to the same readers and webhooks as the old one. Suspend that, or
switch off here what sends: workspaces modules {0} --off push strategies developers
Then: workspaces resume {0}"""


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help='an id, or "control"')
    parser.add_argument("--at", type=moment, help="such as 2026-11-22T14:30, in UTC when no zone is said; else now")
    parser.add_argument("--into", metavar="NAME", help="make a new workspace of this name instead")
    parser.add_argument("--host", help="the host name of the new workspace")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    key, backup = options["workspace"], restoring.wanted(options["workspace"], at=options["at"])
    say(f"The back-up of {backup.at.isoformat()} is put back.")
    if options["into"]:
        key = restoring.into_new(backup, name=options["into"], host=options["host"], now=now()).pk
    else:
        restoring.in_place(backup, now=now(), say=say)
    say(key)
    if options["into"]:
        say(SUSPENDED.format(key))
    if key != CONTROL:
        verify(key)


def verify(key: str) -> None:
    """Walk the decision log, which a back-up must not have torn. Ends the command when it is."""
    with enter(key):
        try:
            call_command("decisions", "verify")
        except SystemExit as ended:
            if ended.code:
                raise


def moment(text: str) -> datetime:
    said = datetime.fromisoformat(text)
    return said if said.tzinfo else said.replace(tzinfo=UTC)

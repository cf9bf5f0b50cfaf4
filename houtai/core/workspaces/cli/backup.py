from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.timezone import now

from houtai.core.workspaces.backups.places import backups_of
from houtai.core.workspaces.backups.taking import take
from houtai.core.workspaces.backups.turn import back_up_all
from houtai.core.workspaces.refusals import Refusal

HELP = "Back up everything that has changed, or one workspace; or list a workspace's back-ups."


class SomeFailed(Refusal):
    """Not everything could be backed up."""


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", nargs="?", help='an id, or "control"; everything when not said')
    parser.add_argument("--list", action="store_true", help="make none, list what there is")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    key = options["workspace"]
    if key and options["list"]:
        for backup in backups_of(key):
            say(f"{backup.at.isoformat()}  {backup.bytes_of():,} bytes")
    elif key:
        made = take(key, now=now(), even_if_same=True)
        say(str(made and made.folder))
    else:
        _all(say)


def _all(say: Callable[[str], Any]) -> None:
    turn = back_up_all(now=now())
    say(f"{turn.taken} backed up, {turn.same} unchanged, {turn.gone} old ones deleted.")
    for key, trouble in turn.troubles.items():
        say(f"{key}  {trouble}")
    if turn.troubles:
        raise SomeFailed(f"{len(turn.troubles)} could not be backed up.")

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from django.conf import settings

from houtai.core.workspaces.backups.drill import drilled, rounds
from houtai.core.workspaces.cli.restore import verify
from houtai.core.workspaces.refusals import Refusal

HELP = "Prove that back-ups hold: write, kill -9, delete the database, restore, and count what was lost."


class MoreLost(Refusal):
    message = "More was lost than may be."


def add_arguments(parser: Any) -> None:
    parser.add_argument("--engine", default=settings.ENGINE, choices=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--interval", type=float, default=2.0, help="most seconds from the back-up to the loss")
    parser.add_argument("--seed", type=int, default=1)


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    with drilled(on=options["engine"]) as workspace:
        chance = random.Random(options["seed"])  # noqa: S311 - times of a drill, no secret
        done = rounds(workspace, many=options["rounds"], interval=options["interval"], chance=chance, say=say)
        verify(workspace.pk)
    say(
        f"Nothing older than the last back-up was lost. They are made every {settings.BACKUP_MINUTES} minutes, so at "
        "most that and the time of one turn can be lost."
        if all(one.holds for one in done)
        else MoreLost.message
    )
    if not all(one.holds for one in done):
        raise MoreLost

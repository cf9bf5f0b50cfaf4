from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from houtai.core.workspaces.fleet.everyone import Outcome, migrate_all
from houtai.core.workspaces.fleet.one import Behind

HELP = "Bring all workspaces up to the code: one first, then the others side by side; a second run goes on."


def add_arguments(parser: Any) -> None:
    parser.add_argument("--processes", type=int, help="how many work at once; four for each processor when not said")
    parser.add_argument("--canary", help="id of the workspace that goes first; else the default one")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    began = monotonic()
    outcome = migrate_all(
        processes=options["processes"], canary=options["canary"], progress=lambda now: say(_so_far(now))
    )
    for key, trouble in outcome.troubles.items():
        say(f"{key}  {trouble}")
    say(f"{outcome.done} brought up, {len(outcome.troubles)} in trouble, in {monotonic() - began:.1f} s.")
    if outcome.troubles or outcome.left:
        raise Behind(bad=len(outcome.troubles), left=outcome.left)


def _so_far(now: Outcome) -> str:
    return f"{now.done + len(now.troubles)} of {now.behind}"

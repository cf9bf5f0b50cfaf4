from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.switches import losses, switch

HELP = "Show which modules a workspace has, and switch some off or on. Data of a module that is off is kept."


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspace", help="its id, host or name")
    parser.add_argument("--off", nargs="+", metavar="MODULE", default=[], help="switch these off")
    parser.add_argument("--on", nargs="+", metavar="MODULE", default=[], help="switch these on")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    workspace = Workspace.objects.called(options["workspace"])
    stopped = {name: losses(workspace.pk, module=name) for name in options["off"]}
    off = switch(workspace.pk, off=options["off"], on=options["on"], now=now())
    if options["json"]:
        say(json.dumps({name: name not in off for name in catalog.optional}))
        return
    for name, module in catalog.optional.items():
        say(f"{'off' if name in off else 'on':4}{name:12}{module.label}")
    with enter(workspace.pk):
        for name, lost in stopped.items():
            say(f"Without {name} stops: {'; '.join(lost) or 'nothing else'}.")

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from houtai.core.workspaces.models import Workspace

HELP = "List all workspaces: id, state, database, name, host names."


def add_arguments(parser: Any) -> None:
    parser.add_argument("--state", choices=Workspace.State.values, help="only those in this state")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    rows = Workspace.objects.order_by("created_at", "pk").prefetch_related("hosts")
    if options["state"]:
        rows = rows.filter(state=options["state"])
    told = [_told(row) for row in rows]
    lines = [json.dumps(told, ensure_ascii=False)] if options["json"] else map(_line, told)
    for line in lines:
        say(line)


def _line(row: dict[str, Any]) -> str:
    return "  ".join([row["id"], f"{row['state']:9}", f"{row['engine']:10}", row["name"], *row["hosts"]])


def _told(row: Workspace) -> dict[str, Any]:
    hosts = sorted(host.name for host in row.hosts.all())
    about = {"id": row.pk, "name": row.name, "state": row.state, "engine": row.engine, "default": row.default}
    return {**about, "hosts": hosts, "since": row.since.isoformat(), "trouble": row.trouble}

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.usage import Usage, usage_of

HELP = "Say what each workspace takes up on disk, how many rows its tables have, and which modules it uses."
SHOWN = 5


def add_arguments(parser: Any) -> None:
    parser.add_argument("workspaces", nargs="*", help="ids, hosts or names; all when none is said")
    parser.add_argument("--json", action="store_true", help="answer in JSON, with every table")


def run(options: dict[str, Any], say: Callable[[str], Any]) -> None:
    chosen = [Workspace.objects.called(name) for name in options["workspaces"]]
    found = map(usage_of, chosen or Workspace.objects.order_by("created_at", "pk"))
    if options["json"]:
        say(json.dumps([usage.told() for usage in found], ensure_ascii=False, cls=DjangoJSONEncoder))
        return
    for usage in found:
        for line in lines(usage):
            say(line)


def lines(usage: Usage) -> list[str]:
    sizes = ", ".join(f"{name} {size(getattr(usage, name))}" for name in ("database", "media", "events"))
    largest = sorted(usage.rows.items(), key=lambda row: (-row[1], row[0]))[:SHOWN]
    tables = ", ".join(f"{table} {rows:,}" for table, rows in largest)
    used = [
        f"  {one.module:12} {one.count:>10,}  since {one.since:%Y-%m-%d}, last {one.last:%Y-%m-%d}"
        for one in usage.modules
    ]
    return [f"{usage.id}  {usage.name}  {sizes}", f"  {sum(usage.rows.values()):,} rows: {tables}", *used]


def size(count: int) -> str:
    return f"{count / 2**20:,.1f} MiB"

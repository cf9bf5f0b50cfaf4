"""What a workspace takes up: bytes on disk and rows by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Max, Min, Sum

from houtai.core.workspaces import engine
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.models import Use, Workspace


@dataclass(frozen=True, kw_only=True)
class ModuleUse:
    """since, last: in UTC; count: requests and decisions; decisions: those of them."""

    module: str
    since: datetime
    last: datetime
    count: int
    decisions: int


@dataclass(frozen=True, kw_only=True)
class Usage:
    """database, media, events: bytes on disk; rows: table to its rows."""

    id: str
    name: str
    state: str
    database: int
    media: int
    events: int
    rows: dict[str, int] = field(default_factory=dict)
    modules: list[ModuleUse] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return asdict(self)


def usage_of(workspace: Workspace) -> Usage:
    """Read now, table by table; a workspace without a database, half made, has no rows."""
    there, folder = engine.exists(workspace.pk), folder_of(workspace.pk)
    return Usage(
        id=workspace.pk,
        name=workspace.name,
        state=workspace.state,
        database=engine.bytes_of(workspace.pk) if there else 0,
        media=bytes_in(folder / "media"),
        events=bytes_in(folder / "events"),
        rows=rows_of(workspace.pk) if there else {},
        modules=list(uses_of(workspace.pk)),
    )


def bytes_in(folder: Path) -> int:
    """Of all files below; those that go meanwhile count as nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def rows_of(workspace: str) -> dict[str, int]:
    with enter(workspace), connection.cursor() as cursor:
        return {table: count(cursor, table) for table in connection.introspection.table_names(cursor)}


def count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - quoted, its own
    return int(cursor.fetchone()[0])


def uses_of(workspace: str) -> Iterator[ModuleUse]:
    rows = Use.objects.filter(workspace=workspace).values("module").order_by("module")
    for row in rows.annotate(since=Min("first_at"), last=Max("last_at"), all=Sum("count"), made=Sum("decisions")):
        sums = {"count": row["all"], "decisions": row["made"]}
        yield ModuleUse(module=row["module"], since=row["since"], last=row["last"], **sums)

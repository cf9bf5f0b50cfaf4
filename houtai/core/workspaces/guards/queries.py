"""A query with conditions carries the workspace it got them in, and runs in no other.

Those without pass: forms that are kept for the process hold them, and read the current workspace's rows.
"""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.guards.guard import Guard
from houtai.core.workspaces.stamps import refuse

queries = Guard("queries")


def install() -> None:
    from django.db.models.query import RawQuerySet
    from django.db.models.sql import Query

    queries.put(Query, "workspace", None)

    @queries.around(Query, "add_q")
    def add_q(theirs: Any, query: Any, condition: Any, *args: Any, **options: Any) -> Any:
        if condition and query.workspace is None:
            query.workspace = current_or_none()
        return theirs(query, condition, *args, **options)

    @queries.around(Query, "combine")
    def combine(theirs: Any, query: Any, other: Any, connector: Any) -> Any:
        query.workspace = query.workspace or other.workspace
        _check(other, query.workspace)
        return theirs(query, other, connector)

    @queries.around(Query, "get_compiler")
    def get_compiler(
        theirs: Any, query: Any, using: str | None = None, connection: Any = None, elide_empty: bool = True
    ) -> Any:
        if query.workspace is not None and CONTROL not in (using, getattr(connection, "alias", None)):
            _check(query, current_or_none())
        return theirs(query, using, connection, elide_empty)

    watch_raw(RawQuerySet)


def watch_raw(kind: Any) -> None:
    """Its text may hold anything, so it always belongs to the workspace it was written in."""

    @queries.around(kind, "__init__")
    def made(theirs: Any, queryset: Any, *args: Any, **options: Any) -> None:
        theirs(queryset, *args, **options)
        queryset.workspace = current_or_none()

    @queries.around(kind, "iterator")
    def iterator(theirs: Any, queryset: Any) -> Any:
        if queryset.workspace is not None and queryset.db != CONTROL:
            _check(queryset, current_or_none())
        return theirs(queryset)


def _check(query: Any, workspace: str | None) -> None:
    if query.workspace not in (None, workspace):
        refuse(query.workspace, f"a query of {query.model._meta.label}")

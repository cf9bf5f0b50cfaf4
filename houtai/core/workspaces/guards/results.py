"""The rows that a queryset has read are handed out in the workspace they were read in, and in no other."""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.guards.guard import Guard
from houtai.core.workspaces.stamps import is_control, refuse

results = Guard("results")


class Results:
    """Stands for `_result_cache`, whose value stays where it was, so that copies and pickles are as ever."""

    def __get__(self, queryset: Any, kind: type | None = None) -> Any:
        held = queryset.__dict__
        rows = held["_result_cache"]
        if rows is not None and held.get("_result_workspace", None) not in (None, current_or_none()):
            refuse(held["_result_workspace"], f"what was read of {queryset.model._meta.label}")
        return rows

    def __set__(self, queryset: Any, rows: Any) -> None:
        held = queryset.__dict__
        held["_result_cache"] = rows
        if rows is not None:
            held["_result_workspace"] = None if _of_all(queryset) else current_or_none()


def install() -> None:
    from django.db.models import QuerySet
    from django.db.models.query import RawQuerySet

    for kind in (QuerySet, RawQuerySet):
        results.put(kind, "_result_cache", Results())


def _of_all(queryset: Any) -> bool:
    return queryset._db == CONTROL or is_control(queryset.model)

"""A row carries the workspace it was read or made in, through copies and pickles, and is used in no other."""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.guards.guard import Guard
from houtai.core.workspaces.stamps import check, together

rows = Guard("rows")


def install() -> None:
    stamp_each()
    watch_relations()
    watch_verbs()
    watch_arguments()


def stamp_each() -> None:
    from django.db.models.base import ModelState

    def stamp(state: Any) -> None:
        state.workspace = current_or_none()

    rows.put(ModelState, "workspace", None)
    rows.put(ModelState, "__init__", stamp)


def watch_relations() -> None:
    """Related managers and descriptors ask the router, and name the row that they hang on."""
    from django.db.utils import ConnectionRouter

    for name in ("db_for_read", "db_for_write"):

        @rows.around(ConnectionRouter, name)
        def database(theirs: Any, router: Any, model: Any, **hints: Any) -> Any:
            check(hints.get("instance"))
            return theirs(router, model, **hints)

    @rows.around(ConnectionRouter, "allow_relation")
    def allow_relation(theirs: Any, router: Any, one: Any, other: Any, **hints: Any) -> Any:
        check(one)
        check(other)
        return theirs(router, one, other, **hints)


def watch_verbs() -> None:
    from django.db.models import Model

    @rows.around(Model, "save_base")
    def save_base(theirs: Any, row: Any, *args: Any, using: str | None = None, **options: Any) -> Any:
        check(row, using=using)
        saved = theirs(row, *args, using=using, **options)
        # Made while no workspace was current, it belongs to the one it was saved in.
        row._state.workspace = row._state.workspace or current_or_none()
        return saved

    @rows.around(Model, "delete")
    def delete(theirs: Any, row: Any, using: str | None = None, keep_parents: bool = False) -> Any:
        check(row, using=using)
        return theirs(row, using=using, keep_parents=keep_parents)

    @rows.around(Model, "refresh_from_db")
    def refresh_from_db(theirs: Any, row: Any, using: str | None = None, *args: Any, **options: Any) -> Any:
        check(row, using=using)
        return theirs(row, using, *args, **options)

    # Keys of two workspaces are equal, and yet of two things.
    @rows.around(Model, "__eq__")
    def equal(theirs: Any, row: Any, other: Any) -> Any:
        same = theirs(row, other)
        return same if same is not True else together(row, other)


def watch_arguments() -> None:
    from django.db.models import Model, QuerySet
    from django.db.models.sql import Query

    @rows.around(Query, "check_query_object_type")
    def filtered_by(theirs: Any, query: Any, value: Any, opts: Any, field: Any) -> Any:
        check(value)
        return theirs(query, value, opts, field)

    @rows.around(Model, "prepare_database_save")
    def set_to(theirs: Any, row: Any, field: Any) -> Any:
        check(row)
        return theirs(row, field)

    @rows.around(QuerySet, "contains")
    def contains(theirs: Any, queryset: Any, obj: Any) -> Any:
        check(obj, using=queryset.db)
        return theirs(queryset, obj)

    for name in ("bulk_create", "bulk_update"):

        @rows.around(QuerySet, name)
        def bulk(theirs: Any, queryset: Any, objs: Any, *args: Any, **options: Any) -> Any:
            objs = list(objs)
            for obj in objs:
                check(obj, using=queryset.db)
            return theirs(queryset, objs, *args, **options)

"""A workspace as an earlier version of the code left it, and clones of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from houtai.core.workspaces import engine, pool, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace

FORMER = [("rankings", "0001_initial"), ("insight", "0001_initial"), ("readers", "0001_initial")]


@pytest.fixture(scope="module")
def older(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What `engine.create(like=)` takes: a closed database with a few migrations undone."""
    with django_db_blocker.unblock():
        engine.create("older", like=engine.own().golden(schema.version()))
        with enter("older"):
            MigrationExecutor(connections["default"]).migrate(FORMER)
        pool.forget("older")
        yield _closed(tmp_path_factory.mktemp("older") / "older.sqlite3")
        engine.destroy("older")


def _closed(file: Path) -> str:
    if settings.ENGINE == "sqlite":
        engine.save_copy("older", to=file)
        return str(file)
    from houtai.core.workspaces.engines.postgresql import name_of

    return name_of("older")


@pytest.fixture
def behind(db: None, older: str) -> Iterator[Callable[[str], Workspace]]:
    """Makes workspaces that lack these migrations. All others count as brought up."""
    Workspace.objects.update(schema=schema.version())
    made = []

    def make(name: str) -> Workspace:
        engine.create(name, like=older)
        made.append(name)
        return Workspace.objects.create(pk=name, name=name, engine=settings.ENGINE, schema="former")

    yield make
    for name in made:
        engine.destroy(name)

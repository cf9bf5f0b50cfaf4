"""What two databases were told alike is told to the next ones, and leaves what Django's own way leaves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.fleet.plan import Stage, _stage
from houtai.core.workspaces.fleet.script import look_of
from houtai.core.workspaces.models import Workspace

pytestmark = [
    pytest.mark.once("on PostgreSQL Django tells each database itself"),
    pytest.mark.skipif(settings.ENGINE != "sqlite", reason="on PostgreSQL Django tells each database itself"),
]
Decision: Any = apps.get_model("work.Decision")
Subject: Any = apps.get_model("work.Subject")
AT = datetime(2026, 1, 2, tzinfo=UTC)
Behind = Callable[[str], Workspace]
CHANGES = [
    migrations.AddField("decision", "weight", models.IntegerField(default=7)),
    migrations.AddField("subject", "above", models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")),
    migrations.AlterField("subject", "title", models.CharField(max_length=600, default="it's 100 %")),
    migrations.AddIndex("decision", models.Index(fields=["weight", "at"], name="by_weight")),
    migrations.AddConstraint("subject", models.CheckConstraint(condition=models.Q(version__gte=0), name="not_less")),
    migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
    migrations.RenameField("subject", "author", "writer"),
    migrations.RemoveField("subject", "image"),
]


class Change(migrations.Migration):
    operations = CHANGES


class Drawn(migrations.Migration):
    operations = [migrations.AddField("subject", "token", models.UUIDField(default=uuid.uuid4))]


class Code(migrations.Migration):
    operations = [migrations.RunPython(migrations.RunPython.noop)]


def state() -> ProjectState:
    executor = MigrationExecutor(connection)
    found = executor.loader.project_state(executor.loader.graph.leaf_nodes())
    _ = found.apps
    return found


def clones(behind: Behind, *names: str) -> list[str]:
    keys = [behind(name).pk for name in names]
    for key in keys:
        with enter(key):
            subject = Subject.objects.create(kind="a.b", key="1", title="One")
            Subject.objects.create(kind="a.b", key="2", state="new")
            Subject.objects.filter(key="2").delete()
            Decision.objects.bulk_create([Decision(id=1, subject=subject, action="a.b", version=1, at=AT)])
    return keys


def found() -> dict[str, Any]:
    """Everything that a database says of itself, and the rows of the tables that were changed."""
    with connection.cursor() as cursor:
        asked = {
            "master": "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name",
            "sequence": "SELECT name, seq FROM sqlite_sequence WHERE name <> 'django_migrations' ORDER BY name",
            "subjects": "SELECT * FROM work_subject",
            "decisions": "SELECT * FROM work_decision",
            "faults": "PRAGMA foreign_key_check",
            "whole": "PRAGMA integrity_check",
        }
        return {name: cursor.execute(question).fetchall() for name, question in asked.items()}


def stage_of(kind: type[migrations.Migration]) -> Stage:
    return _stage(kind("0900_change", "work"), state())[0]


def test_the_third_is_told_what_two_were_and_looks_like_one_that_django_changed(behind: Behind) -> None:
    django, *ours = clones(behind, "django", "first", "second", "third")
    with enter(django):
        migration, before = Change("0900_change", "work"), state()
        with connection.schema_editor() as editor:
            migration.apply(before, editor)
        expected = found()
        stage = stage_of(Change)
    assert expected["faults"] == []
    for key in ours:
        with enter(key):
            sure = stage.scripts.sure(look_of(connection))
            assert bool(sure) == (key == ours[-1])
            stage.apply(connection)
            assert found() == expected
    assert not any("RENAME TO" in sql for sql, _params in sure or [])


def test_a_default_that_is_drawn_anew_is_never_repeated(behind: Behind) -> None:
    keys, tokens = clones(behind, "first", "second", "third", "fourth"), set()
    with enter(keys[0]):
        stage = stage_of(Drawn)
    for key in keys:
        with enter(key), connection.cursor() as cursor:
            stage.apply(connection)
            tokens |= {row[0] for row in cursor.execute("SELECT token FROM work_subject").fetchall()}
    assert len(tokens) == len(keys)


def test_code_runs_in_every_database(behind: Behind) -> None:
    with enter(clones(behind, "first")[0]):
        assert not stage_of(Code).repeatable
        assert stage_of(Change).repeatable


def test_one_that_looks_otherwise_is_worked_out(behind: Behind) -> None:
    first, second, other = clones(behind, "first", "second", "other")
    with enter(first):
        stage = stage_of(Change)
    for key in (first, second):
        with enter(key):
            stage.apply(connection)
    with enter(other):
        with connection.cursor() as cursor:
            cursor.execute("CREATE INDEX by_hand ON work_subject (url)")
        assert stage.scripts.sure(look_of(connection)) is None
        stage.apply(connection)
        assert "by_weight" in {row[1] for row in found()["master"]}

"""Databases as they were before the newest migrations, for archives from then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive.errors import BadArchive, NewerArchive
from houtai.core.workspaces.archive.manifest import Manifest
from houtai.core.workspaces.context import enter


def is_older(manifest: Manifest) -> bool:
    """Whether the archive's database lacks migrations that the code has. Raises NewerArchive for the other way."""
    code = set(MigrationLoader(None).disk_migrations or {})
    there = {(app, name) for app, name in manifest.migrations}
    if unknown := sorted(there - code):
        names = ", ".join(".".join(name) for name in unknown[:3])
        raise NewerArchive(f"The archive comes from a newer Houtai, which has {names}. Update this one first.")
    return bool(code - there)


def make(key: str, manifest: Manifest) -> Any:
    """Make a database with exactly the archive's migrations; returns the models of then. Raises BadArchive."""
    if engine.of(key) is not engine.own():
        raise BadArchive(f"An older archive is brought in by a process with HOUTAI_ENGINE={engine.of(key).name}.")
    engine.create(key)
    there = {(app, name) for app, name in manifest.migrations}
    with enter(key):
        executor = MigrationExecutor(connection)
        targets = list(_last(executor.loader.graph, there))
        plan = executor.migration_plan(targets)
        if {name for step, _back in plan for name in [(step.app_label, step.name), *step.replaces]} != there:
            raise BadArchive("The archive's list of migrations has holes, so no database can be made for it.")
        executor.migrate(targets, plan=plan)
        return executor.loader.project_state(targets).apps


def _last(graph: Any, there: set[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    # Of a squashed migration and those it replaces, a new database takes one.
    for node in sorted(there & graph.node_map.keys()):
        if not any((child.key[0], child.key[1]) in there for child in graph.node_map[node].children):
            yield node

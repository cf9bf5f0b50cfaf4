"""What is to be done to a database to bring it up to the code, thought out once for all that stand at the same point.

Django's own command builds the models of every state anew for each database, which takes most of its time. Here the
states before and after each operation are kept, and what they come to as well (`script.py`), so that running a plan
does little but the database's own work.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.management import inject_rename_contenttypes_operations
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils.timezone import now

from houtai.core.workspaces.fleet.script import Line, Scripts, listen, look_of

Name = tuple[str, str]
PLANS_KEPT = 4
OF_TABLES = {"django.db.migrations.operations.models", "django.db.migrations.operations.fields"}
_plans: OrderedDict[frozenset[Name], Plan] = OrderedDict()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One operation, with the models as they are before and after it."""

    operation: Operation
    before: ProjectState
    after: ProjectState


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One migration: all of it happens, or nothing."""

    migration: Migration
    steps: list[Step]
    scripts: Scripts = field(default_factory=Scripts)

    def apply(self, connection: Any) -> None:
        if not self.repeatable or connection.vendor != "sqlite":
            self._work_out(connection)
            return
        look = look_of(connection)
        if lines := self.scripts.sure(look):
            self._repeat(connection, lines)
        else:
            self.scripts.hear(look, self._work_out(connection))

    @property
    def repeatable(self) -> bool:
        """Whether it does the same to every database that looks the same: nothing in it can ask for rows."""
        kinds = {type(step.operation).__module__ for step in self.steps}
        return bool(self.migration.atomic) and kinds <= OF_TABLES

    def _repeat(self, connection: Any, lines: list[Line]) -> None:
        with connection.schema_editor() as editor:
            for sql, params in lines:
                editor.execute(sql, params)
            record(connection, self.names())

    def _work_out(self, connection: Any) -> list[Line]:
        with connection.schema_editor(atomic=self.migration.atomic) as editor:
            lines = listen(editor)
            for step in self.steps:
                with self._block(editor, step.operation):
                    step.operation.database_forwards(self.migration.app_label, editor, step.before, step.after)
            # What the editor puts off to its end comes first; then the record is a transaction of its own.
            put_off = bool(editor.deferred_sql)
            if not put_off:
                record(connection, self.names())
        if put_off:
            record(connection, self.names())
        return lines

    def names(self) -> list[Name]:
        """What is written down as applied; for a squashed migration those that it replaces."""
        return self.migration.replaces or [(self.migration.app_label, self.migration.name)]

    def _block(self, editor: Any, operation: Operation) -> Any:
        wanted = operation.atomic or (self.migration.atomic and operation.atomic is not False)
        return transaction.atomic() if wanted and not editor.atomic_migration else nullcontext()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """stages: in the order they run; squashed: squashed migrations that are complete once all stages are applied."""

    stages: list[Stage]
    squashed: list[Name]

    def run(self) -> None:
        """Bring the current workspace up. What a kill interrupts goes on from there the next time."""
        connection = connections[DEFAULT_DB_ALIAS]
        for stage in self.stages:
            stage.apply(connection)
        record(connection, self.squashed)


def plan_for(applied: frozenset[Name]) -> Plan:
    """The plan for the current workspace, which has these migrations; kept for the next one that stands there too."""
    if applied not in _plans:
        _plans[applied] = _think()
        if len(_plans) > PLANS_KEPT:
            _plans.popitem(last=False)
    return _plans[applied]


def applied_here() -> frozenset[Name]:
    """The migrations that the current workspace's database has."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return frozenset(cursor.fetchall())
    except DatabaseError:
        if MigrationRecorder(connection).has_table():
            raise
        return frozenset()


def record(connection: Any, names: list[Name]) -> None:
    """Write down that migrations are applied."""
    at = connection.ops.adapt_datetimefield_value(now())
    with connection.cursor() as cursor:
        for app, name in names:
            cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", [app, name, at])


def _think() -> Plan:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    executor.loader.check_consistent_history(executor.connection)
    leaves = executor.loader.graph.leaf_nodes()
    wanted = executor.migration_plan(leaves)
    if not wanted:
        return Plan(stages=[], squashed=_complete(executor, []))
    state = executor._create_project_state(with_applied_migrations=True)
    inject_rename_contenttypes_operations(plan=wanted, apps=state.apps, using=DEFAULT_DB_ALIAS)
    stages, chosen = [], {migration for migration, _backwards in wanted}
    for migration, _backwards in executor.migration_plan(leaves, clean_start=True):
        if migration in chosen:
            stage, state = _stage(migration, state)
            stages.append(stage)
    return Plan(stages=stages, squashed=_complete(executor, stages))


def _stage(migration: Migration, state: ProjectState) -> tuple[Stage, ProjectState]:
    steps = []
    for operation in migration.operations:
        after = state.clone()
        operation.state_forwards(migration.app_label, after)
        steps.append(Step(operation=operation, before=_seen_by(operation, state), after=after))
        state = after
    return Stage(migration=migration, steps=steps), state


def _seen_by(operation: Operation, state: ProjectState) -> ProjectState:
    """Code is shown models of its own, with every relation; it would build them again for each workspace."""
    if not isinstance(operation, RunPython) or not state.is_delayed:
        return state
    own = state.clone()
    own.clear_delayed_apps_cache()
    own.is_delayed = False
    # Built now, so that processes forked from this one have them too.
    _ = own.apps
    return own


def _complete(executor: MigrationExecutor, stages: list[Stage]) -> list[Name]:
    known = set(executor.loader.applied_migrations) | {name for stage in stages for name in stage.names()}
    squashed = executor.loader.replacements.items()
    return [name for name, one in squashed if name not in known and known.issuperset(one.replaces)]

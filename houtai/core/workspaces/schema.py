"""Which migrations the code has, and bringing a database up to them."""

from __future__ import annotations

import hashlib

from django.core.management import call_command
from django.core.management.commands import migrate as command
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations.loader import MigrationLoader
from wagtail.signal_handlers import connect_reference_index_signal_handlers

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import roles
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.rendering import SparingExecutor


def version() -> str:
    """A digest of the names of all migrations and of what roles may do: equal digests need no migrating."""
    migrations = MigrationLoader(None).disk_migrations or {}
    names = [f"{app}.{name}" for app, name in migrations]
    offered = [module.roles for module in catalog.modules.values()]
    grants = [f"{role} {name}" for given in offered for role, granted in given.items() for name in granted]
    return hashlib.sha256("\n".join(sorted(names + grants)).encode()).hexdigest()[:32]


def migrate_control() -> None:
    _migrate(CONTROL)


def migrate_workspace() -> None:
    """Bring the current workspace's database up to the code, roles included."""
    _migrate(DEFAULT_DB_ALIAS)
    roles.sync()


def _migrate(database: str) -> None:
    # The command has no other door for it.
    command.MigrationExecutor = SparingExecutor
    try:
        call_command("migrate", database=database, interactive=False, verbosity=0)
    finally:
        # While migrations run Wagtail notes no references; where one fails it would never again.
        connect_reference_index_signal_handlers()

"""Which migrations the code has, and bringing a database up to them."""

from __future__ import annotations

import hashlib

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import roles
from houtai.core.workspaces.engine import CONTROL


def version() -> str:
    """A digest of the names of all migrations and of what roles may do: equal digests need no migrating."""
    migrations = MigrationLoader(None).disk_migrations or {}
    names = [f"{app}.{name}" for app, name in migrations]
    offered = [module.roles for module in catalog.modules.values()]
    grants = [f"{role} {name}" for given in offered for role, granted in given.items() for name in granted]
    return hashlib.sha256("\n".join(sorted(names + grants)).encode()).hexdigest()[:32]


def migrate_control() -> None:
    call_command("migrate", database=CONTROL, interactive=False, verbosity=0)


def migrate_workspace() -> None:
    """Bring the current workspace's database up to the code, roles included."""
    call_command("migrate", interactive=False, verbosity=0)
    roles.sync()

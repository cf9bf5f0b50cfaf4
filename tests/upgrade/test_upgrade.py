"""A home that the release before this one made, with a short played day in it, comes up to this code with its data.

data/ holds its two databases; there is nobody's password and nothing of real people in them.
"""

import lzma
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours

from houtai.core.work.models import Decision
from houtai.core.work.sealing import verified
from houtai.core.workspaces import engine, pool, registry, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Host, Member, Seal, User, Workspace
from houtai.core.workspaces.preparation import prepare_databases

DATA = Path(__file__).parent / "data"
WORKSPACE = "d76566ac5b832d2d"
# Only of these do rows change: what is applied, what may be done, and what roles may do.
GROWING = {"django_migrations", "django_content_type", "auth_permission", "auth_group_permissions"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("the release before this one knew SQLite only"),
    pytest.mark.skipif(ours.ENGINE != "sqlite", reason="the release before this one knew SQLite only"),
]


@pytest.fixture
def former(new_home: Callable[[str], Path], django_db_blocker: Any, settings: Any) -> Iterator[Path]:
    """The home as it was; with golden files of this code, so that none has to be made."""
    home = new_home("former")
    shutil.rmtree(home / "workspaces")
    (home / "control.schema").unlink()
    unpack("control", to=home / "control.sqlite3")
    unpack("workspace", to=home / "workspaces" / WORKSPACE / "db.sqlite3")
    with django_db_blocker.unblock():
        close_all()
        settings.HOME = home
        yield home
        close_all()


def upgrade() -> None:
    """As the command line does it: no workspace is current there."""
    Context().run(prepare_databases)
    pool.release()


def close_all() -> None:
    """Connections lead to files, and HOME is another one now."""
    pool.release()
    pool.drain()
    registry.forget_hosts()


def unpack(name: str, *, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(lzma.decompress((DATA / f"{name}.sqlite3.xz").read_bytes()))


Columns = tuple[str, ...]


def columns_of(file: Path) -> dict[str, Columns]:
    """Of every table, in the order of their names."""
    with closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = {name: database.execute(f'PRAGMA table_info("{name}")') for name in tables if "_fts" not in name}
        return {name: tuple(sorted(row[1] for row in columns)) for name, columns in told.items()}


def rows(file: Path, columns: dict[str, Columns]) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of these tables, as far as these columns go."""
    with closing(sqlite3.connect(file)) as database:
        return {name: set(read(database, name, kept)) for name, kept in columns.items()}


def read(database: sqlite3.Connection, table: str, columns: Columns) -> Iterator[tuple[Any, ...]]:
    yield from database.execute("SELECT {} FROM {!r}".format(", ".join(f'"{name}"' for name in columns), table))


def test_it_comes_up_with_all_its_data(former: Path) -> None:
    file = engine.file_of(WORKSPACE)
    columns = columns_of(file)
    before = rows(file, columns)
    upgrade()
    workspace = Workspace.objects.get()
    assert (workspace.pk, workspace.default, workspace.schema) == (WORKSPACE, True, schema.version())
    assert (workspace.state, workspace.engine, workspace.off, workspace.trouble) == ("active", "sqlite", [], "")
    assert [Host.objects.count(), Member.objects.count(), Seal.objects.count()] == [0, 4, 2]
    with enter(WORKSPACE):
        assert Decision.objects.count() == 26
        assert verified(Decision) == []
        assert User.objects.get(is_superuser=True).identity.email == "owner@houtai.localhost"
    close_all()
    after = rows(file, columns)
    unchanged = before.keys() - GROWING - {"sqlite_sequence"}
    assert {name for name in unchanged if before[name] != after[name]} == set()
    assert all(before[name] <= after[name] for name in GROWING)


def test_it_can_be_worked_with(former: Path) -> None:
    upgrade()
    with enter(WORKSPACE):
        User.objects.create_user("new@example.com", "correct horse battery")
        assert Member.objects.filter(workspace=WORKSPACE).count() == 5

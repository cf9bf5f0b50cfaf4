"""Homes for tests: copies of one that is prepared once for each set of migrations and kept between runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from houtai.core.workspaces import pool, registry
from houtai.core.workspaces.engines import postgresql
from houtai.core.workspaces.engines.server import Server, server
from tests import cluster

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns("*.lock", "*-wal", "*-shm", "postgresql-prefix", "cluster")
# The server that whoever runs the tests has named, if any: what is prepared there is not prepared elsewhere.
NAMED = "HOUTAI_TEST_SERVER"
# What other processes of the run need to know, to be of the same engine.
PASSED_ON = ("HOUTAI_ENGINE", "HOUTAI_POSTGRES_URL")


def provide_server() -> None:
    """For a run on PostgreSQL: a server of its own, unless one is named. Processes of the run find it too."""
    if settings.ENGINE == "postgresql" and NAMED not in os.environ:
        begin_server()
        settings.DATABASES["default"].update(server().settings(""))


def begin_server() -> Path:
    """A server for this process and those it starts, which ends with it; returns the prepared home that is on it."""
    os.environ[NAMED] = os.environ.get("HOUTAI_POSTGRES_URL", "")
    home = template("postgresql")
    if settings.POSTGRES is None:
        os.environ["HOUTAI_POSTGRES_URL"] = url = cluster.provide(kept=home / "cluster", prepare=prepare)
        settings.POSTGRES = Server.parse(url)
    elif not home.exists():
        prepare(os.environ["HOUTAI_POSTGRES_URL"])
    return home


def template(kind: str = "") -> Path:
    """Where the prepared home of these migrations and this engine lies, or will lie."""
    from houtai.core.workspaces import schema

    kind = kind or settings.ENGINE
    digest = hashlib.sha256(schema.version().encode())
    for file in sorted(ROOT.glob("houtai/**/migrations/*.py")):
        digest.update(file.read_bytes())
    if kind == "postgresql":
        digest.update(os.environ.get(NAMED, "").encode())
    return ROOT / "var" / "test" / f"{digest.hexdigest()[:16]}-{kind}"


def prepare(url: str) -> None:
    """Prepares the home on PostgreSQL in a process of its own, with its databases on this server."""
    home = template("postgresql")
    shutil.rmtree(home, ignore_errors=True)
    own = {"HOUTAI_HOME": str(home), "HOUTAI_ENGINE": "postgresql", "HOUTAI_POSTGRES_URL": url}
    command = [sys.executable, "-c", PREPARE]
    subprocess.run(command, env={**os.environ, **own, "PYTHONPATH": str(ROOT)}, cwd=ROOT, check=True)


PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "houtai.site.settings"
import django
django.setup()
from houtai.core.workspaces.preparation import prepare_databases
prepare_databases()
"""


def copy(of: Path, to: Path) -> Path:
    """A home of its own, with databases of its own."""
    shutil.copytree(of, to, ignore=LEFT_OUT, dirs_exist_ok=True)
    if settings.ENGINE == "postgresql":
        home, before = settings.HOME, (of / "postgresql-prefix").read_text("ascii")
        settings.HOME = to
        try:
            for folder in (of / "workspaces").iterdir():
                clone(f"{before}{folder.name}", postgresql.name_of(folder.name))
        finally:
            settings.HOME = home
    return to


def put_back(of: Path) -> None:
    """Replaces the home of this process by a copy of another one."""
    close_all()
    clear(settings.HOME)
    shutil.rmtree(settings.HOME)
    copy(of, settings.HOME)


def close_all() -> None:
    """Nothing of this process is connected to a database after it."""
    pool.release()
    pool.drain()
    registry.forget_hosts()


def clone(before: str, name: str) -> None:
    postgresql.tell("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, before)


def workspace_in(home: Path) -> Path:
    """The folder of the only workspace."""
    (folder,) = (folder for folder in (home / "workspaces").iterdir() if folder.name != "golden")
    return folder


def asked(home: Path, statement: str) -> list[Any]:
    """What the database of a home's only workspace answers, past all of our own code."""
    folder = workspace_in(home)
    if settings.ENGINE == "sqlite":
        with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
            return database.execute(statement).fetchall()
    name = (home / "postgresql-prefix").read_text("ascii") + folder.name
    words: dict[str, Any] = {**server().words, "dbname": name}
    with psycopg.connect(**words) as session:
        return session.execute(statement.encode()).fetchall()


def clear(home: Path) -> None:
    """Drops all databases of a home."""
    prefix = home / "postgresql-prefix"
    if settings.ENGINE != "postgresql" or not prefix.exists():
        return
    with server().session() as session:
        like = prefix.read_text("ascii").replace("_", r"\_") + "%"
        names = session.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like]).fetchall()
    for (name,) in names:
        postgresql.drop(name)

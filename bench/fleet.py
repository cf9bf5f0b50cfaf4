"""Goal W2: many workspaces that hold rows, and two migrations more, which only this benchmark has."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import ROOT, environment, scratch_home

ROWS = 100
MORE = {
    "0900_weight": 'migrations.AddField("subject", "weight", models.IntegerField(default=0))',
    "0901_by_action": (
        'migrations.AddIndex("decision", models.Index(fields=["action", "at"], name="bench_by_action"))'
    ),
}
MIGRATION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "{before}")]
    operations = [{operation}]
"""
APPLIED = "SELECT count(*), count(DISTINCT name) FROM django_migrations WHERE name IN ('0900_weight', '0901_by_action')"
COLUMN = "SELECT count(*), sum(weight) FROM work_subject"
INDEX = "SELECT count(*) FROM sqlite_master WHERE name = 'bench_by_action'"


class NotMigrated(RuntimeError):
    """The command that brings all workspaces up ended badly."""


@contextmanager
def fleet(count: int) -> Iterator[Path]:
    """A home with so many workspaces beside the default one; each has 100 subjects and 100 decisions."""
    with scratch_home() as home:
        clone(filled(), count)
        write_migrations(home.parent / "grown" / "grown_work")
        # What was written here must not be what the run waits for.
        os.sync()
        yield home


def filled() -> Path:
    """The default workspace, given rows, and a closed copy of it as a workspace at work has it."""
    from django.conf import settings
    from django.utils.timezone import now

    from houtai.core.work.models import Decision, Subject
    from houtai.core.workspaces import engine
    from houtai.core.workspaces.context import enter
    from houtai.core.workspaces.registry import default_workspace

    key = default_workspace() or ""
    with enter(key):
        Subject.objects.bulk_create([Subject(kind="bench.none", key=str(n), title=f"Row {n}") for n in range(ROWS)])
        subjects = list(Subject.objects.filter(kind="bench.none"))
        known = {"action": "bench.none", "version": 1, "at": now()}
        Decision.objects.bulk_create(
            [Decision(id=n, subject=subject, **known) for n, subject in enumerate(subjects, 1)]
        )
    seed = Path(settings.HOME).parent / "seed.sqlite3"
    engine.save_copy(key, to=seed)
    with contextlib.closing(sqlite3.connect(seed)) as link:
        link.execute("PRAGMA journal_mode=WAL")
    return seed


def clone(seed: Path, count: int) -> None:
    from houtai.core.workspaces import schema
    from houtai.core.workspaces.engines import ENGINES
    from houtai.core.workspaces.models import Workspace

    version = schema.version()
    rows = [Workspace(name=f"Workspace {n}", engine="sqlite", schema=version) for n in range(count)]
    for row in rows:
        ENGINES["sqlite"].create(row.pk, like=str(seed))
    Workspace.objects.bulk_create(rows, batch_size=500)


def write_migrations(folder: Path) -> None:
    """Those of `work`, and the two of the benchmark after them."""
    own = ROOT / "houtai" / "core" / "work" / "migrations"
    shutil.copytree(own, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = max(path.stem for path in own.glob("0*.py"))
    for name, operation in MORE.items():
        (folder / f"{name}.py").write_text(MIGRATION.format(before=before, operation=operation), "utf-8")
        before = name


def migrating(home: Path) -> subprocess.Popen[str]:
    """The product's own command, in processes of its own."""
    path = os.pathsep.join([str(ROOT), str(home.parent / "grown")])
    more = {"DJANGO_SETTINGS_MODULE": "bench.grown", "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "houtai", "workspaces", "migrate"],
        env={**environment(home), **more},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def seconds(home: Path) -> tuple[float, float]:
    """From the start of the command to its end, and what its processes took of the processors. Raises NotMigrated."""
    began, used = time.perf_counter(), of_processors()
    process = migrating(home)
    said, _nothing = process.communicate()
    if process.returncode:
        raise NotMigrated(said[-2000:])
    return time.perf_counter() - began, of_processors() - used


def of_processors() -> float:
    """Seconds of all processes that this one started and that are over."""
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def kill_half_way(home: Path, *, count: int) -> int:
    """Kill the command and all its processes when half of them are noted as done. Returns how many were."""
    process, done = migrating(home), 0
    for line in process.stdout or ():
        first = line.split(" ")[0]
        done = int(first) if " of " in line and first.isdigit() else done
        if done >= count / 2:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return done


def wrong(home: Path) -> int:
    """How many databases do not have both migrations, once each, and their rows."""
    files = list(home.glob("workspaces/*/db.sqlite3"))
    return sum(not right(file) for file in files)


def right(file: Path) -> bool:
    with contextlib.closing(sqlite3.connect(file)) as link:
        try:
            found = [link.execute(question).fetchone() for question in (APPLIED, COLUMN, INDEX)]
        except sqlite3.OperationalError:
            return False
    return found == [(2, 2), (ROWS, 0), (1,)]

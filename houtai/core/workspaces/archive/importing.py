"""Making a workspace of an archive: the whole of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from houtai.core.workspaces import engine, lifecycle, pool, schema
from houtai.core.workspaces.archive import older, people
from houtai.core.workspaces.archive.admitting import no_owners
from houtai.core.workspaces.archive.arriving import look_over
from houtai.core.workspaces.archive.drafts import draft
from houtai.core.workspaces.archive.dumping import Progress, silent
from houtai.core.workspaces.archive.errors import ArchiveError, BadArchive
from houtai.core.workspaces.archive.loading import load, matched, read_rows
from houtai.core.workspaces.archive.manifest import Manifest, Registry
from houtai.core.workspaces.archive.packing import unpack
from houtai.core.workspaces.archive.renumbering import TYPES, Renumbering
from houtai.core.workspaces.archive.searching import reindex
from houtai.core.workspaces.archive.tables import Table, tables
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.making import HostTaken, reserved
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.preparation import golden

OUTBOX = "workspaces_outbox"
MOST_BYTES_OF_TYPES = 2**20


class SomebodyJoined(ArchiveError):
    """A person of the archive got a number here while it was brought in: try again."""


@contextmanager
def bringing_in(
    archive: Path,
    *,
    name: str | None = None,
    hosts: Sequence[str] | None = None,
    on: str | None = None,
    member: int | None = None,
    owners: bool = True,
    progress: Progress = silent,
) -> Iterator[Workspace]:
    """A new workspace made of an archive, whole but not yet active; when the block raises, nothing of it stays.

    name, hosts: other than those in the archive; on: its engine, by default that of this process; member: the identity
    that is let in at once, though known here, as whoever imports it; owners: whether its owners stay owners.
    People keep their numbers, or get others when theirs are taken; whoever is not known here gets an identity without a
    password, whoever is has to be invited (`admitting.py`).
    Background work that waited there is not done here, for whoever wrote the archive may want any task.
    Raises BadArchive, NewerArchive, NoRoom, HostTaken, BadHost, BadName.
    """
    with draft() as folder:
        manifest = unpack(archive, folder, progress=progress)
        if manifest.registry is None:
            raise BadArchive("The archive holds tables alone, as a back-up does: it says nothing of its workspace.")
        wanted = list(dict.fromkeys(manifest.registry.hosts if hosts is None else hosts))
        _check_hosts(wanted)
        with reserved(name=name or manifest.registry.name, host=wanted[0] if wanted else None, on=on) as workspace:
            _fill(workspace, manifest, folder, progress, member=member, owners=owners)
            for host in wanted[1:]:
                lifecycle.add_host(workspace, host=host)
            workspace.off = list(manifest.registry.off)
            workspace.save(update_fields=["off"])
            yield workspace


def bring_in(archive: Path, *, now: datetime, **about: Any) -> Workspace:
    """Make a new workspace of an archive and begin to serve it. about: as `bringing_in` takes and raises it."""
    with bringing_in(archive, **about) as workspace:
        lifecycle.begin(workspace, at=now)
    return workspace


def _check_hosts(hosts: Sequence[str]) -> None:
    """Early, for the rest takes long."""
    if taken := sorted(Host.objects.filter(name__in=hosts).values_list("name", flat=True)):
        raise HostTaken(f"{', '.join(taken)} leads to another workspace already: choose other hosts.")


def _fill(
    workspace: Workspace, manifest: Manifest, folder: Path, progress: Progress, *, member: int | None, owners: bool
) -> None:
    registry = manifest.registry
    assert registry is not None  # noqa: S101 - looked at before
    known = _database(workspace.pk, manifest)
    keys = people.keys_for(registry.people)
    renumbered = _renumbering(registry, keys, manifest, folder, known)

    def change(table: Table, batch: list[list[Any]]) -> list[list[Any]]:
        return renumbered(table, without_waiting(table, batch))

    load(workspace.pk, folder, progress=progress, change=change, known=known)
    for top in ("media", "events"):
        if (folder / top).is_dir():
            (folder / top).rename(engine.folder_of(workspace.pk) / top)
    if known or manifest.schema != schema.version():
        with enter(workspace.pk):
            schema.migrate_workspace()
    _leave_behind(workspace.pk)
    look_over(workspace.pk, numbers=renumbered.moved)
    if not owners:
        with enter(workspace.pk):
            no_owners()
    reindex(workspace.pk)
    pool.forget(workspace.pk)
    try:
        with transaction.atomic(using=CONTROL):
            people.settle(workspace, registry, keys, seals=renumbered.seals, member=member)
    except IntegrityError as error:
        raise SomebodyJoined("Somebody was given a number that the archive needs. Please try again.") from error


def _leave_behind(key: str) -> None:
    """Rows of models with `stays_behind`: they stand for files, and archives have none of these."""
    with enter(key):
        for model in apps.get_models():
            if getattr(model, "stays_behind", False):
                model._base_manager.all().delete()


def without_waiting(table: Table, batch: list[list[Any]]) -> list[list[Any]]:
    """Tasks that no queue has taken yet are left out; the others stay, for their `once` is not to come again."""
    if table.name != OUTBOX:
        return batch
    taken = table.place("enqueued_at")
    return [row for row in batch if row[taken] is not None]


def _database(key: str, manifest: Manifest) -> Any:
    """A database with the tables of the archive; returns the models of then when they are not those of the code."""
    if older.is_older(manifest):
        return older.make(key, manifest)
    matched(manifest, tables())
    engine.create(key, like=golden(schema.version(), on=engine.of(key).name))
    return None


def _renumbering(registry: Registry, keys: dict[int, int], manifest: Manifest, folder: Path, known: Any) -> Renumbering:
    wanted = {table.name: (table, part) for table, part in matched(manifest, tables(known) if known else tables())}
    table, part = wanted[TYPES]
    # All of them are held in memory.
    if part.bytes > MOST_BYTES_OF_TYPES:
        raise BadArchive("The archive has more content types than any release of Houtai.")
    number, app, model = (table.place(name) for name in ("id", "app_label", "model"))
    rows = [row for batch in read_rows(table, part, folder) for row in batch]
    return Renumbering(registry, keys, {row[number]: (row[app], row[model]) for row in rows})

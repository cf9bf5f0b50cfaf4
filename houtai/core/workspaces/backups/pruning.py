"""Which back-ups go: all of the last day stay, then one a day for a week, and always the newest."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from houtai.core.workspaces.backups.places import Backup, backups_of, root
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Workspace

ALL_FOR, DAILY_FOR = timedelta(hours=24), timedelta(days=7)


def prune(key: str, *, now: datetime) -> int:
    """Delete what is no longer wanted; returns how many."""
    backups = backups_of(key)
    kept = wanted(backups, now=now)
    gone = [backup for backup in backups if backup not in kept]
    for backup in gone:
        discard(backup)
    return len(gone)


def wanted(backups: Iterable[Backup], *, now: datetime) -> list[Backup]:
    """backups: oldest first. Of a day that is kept by one, the last one of it is."""
    backups = list(backups)
    last_of: dict[date, Backup] = {backup.at.date(): backup for backup in backups}
    young = [backup for backup in backups if now - backup.at <= ALL_FOR]
    daily = [backup for backup in last_of.values() if now - backup.at <= DAILY_FOR]
    return sorted({id(one): one for one in [*young, *daily, *backups[-1:]]}.values(), key=lambda one: one.at)


def discard(backup: Backup) -> None:
    """A kill on the way leaves no folder that looks whole."""
    draft = backup.folder.with_name(f".draft-{backup.folder.name}")
    backup.folder.rename(draft)
    shutil.rmtree(draft)


def forget(key: str) -> None:
    """Delete every back-up of a workspace that is purged."""
    shutil.rmtree(root() / key, ignore_errors=True)


def forget_strangers(*, now: datetime) -> list[str]:
    """Delete what is left of workspaces that are gone for longer than back-ups are kept."""
    known = {CONTROL, *Workspace.objects.values_list("pk", flat=True)}
    strangers = [folder.name for folder in root().glob("*") if folder.is_dir() and folder.name not in known]
    gone = [key for key in strangers if all(now - backup.at > DAILY_FOR for backup in backups_of(key))]
    for key in gone:
        forget(key)
    return gone

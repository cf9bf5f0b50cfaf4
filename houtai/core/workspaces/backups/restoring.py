"""Going back to a back-up: in place, or as a new workspace beside the old one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import lifecycle, registry
from houtai.core.workspaces.backups import kinds
from houtai.core.workspaces.backups.places import Backup, newest
from houtai.core.workspaces.backups.taking import digest, take
from houtai.core.workspaces.backups.trees import copy_tree
from houtai.core.workspaces.engine import CONTROL, folder_of
from houtai.core.workspaces.fleet.one import bring_up, note
from houtai.core.workspaces.making import reserved
from houtai.core.workspaces.models import Member, Seal, User, Workspace
from houtai.core.workspaces.refusals import Refusal


class DamagedBackup(Refusal):
    message = _("This back-up is damaged: its database is not the one that was written. Take an older one.")


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A restore in place that was begun. at: of the back-up, ISO; state: the workspace's state before."""

    at: str
    state: str

    @classmethod
    def of(cls, key: str) -> Begun | None:
        file = _mark(key)
        return cls(**json.loads(file.read_text("utf-8"))) if key != CONTROL and file.exists() else None

    def note(self, key: str) -> None:
        _mark(key).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _mark(key).write_text(json.dumps(asdict(self)), "utf-8")

    @staticmethod
    def forget(key: str) -> None:
        _mark(key).unlink(missing_ok=True)


def into_new(backup: Backup, *, name: str, now: datetime, host: str | None = None) -> Workspace:
    """A new workspace as the old one was then, with its members. Whole or not at all.

    Raises DamagedBackup, BadName, HostTaken.
    """
    about = checked(backup)
    with reserved(name=name, host=host, on=about["engine"]) as workspace:
        kinds.named(about["engine"]).put(backup.database, key=workspace.pk)
        _put_files(backup, workspace.pk)
        _put_control(about, workspace.pk, members=True)
        _bring_up(workspace.pk, about)
        lifecycle.begin(workspace, at=now)
    return workspace


def in_place(backup: Backup, *, now: datetime, say: Callable[[str], Any] = lambda _line: None) -> Backup | None:
    """Put a workspace, or control, back to what it was then. Returns the back-up of what it was until now; None when
    there was nothing left to save.

    It is suspended meanwhile, and stays so when this is interrupted: the next call with the same back-up finishes it.
    Raises DamagedBackup.
    """
    about, begun = checked(backup), Begun.of(backup.key)
    saved = None if begun else _save_present(backup.key, now, say)
    if backup.key == CONTROL:
        kinds.of(CONTROL).put(backup.database, key=CONTROL)
        registry.forget_hosts()
        return saved
    row = Workspace.objects.filter(pk=backup.key)
    state = begun.state if begun else row.values_list("state", flat=True).get()
    Begun(at=backup.at.isoformat(), state=state).note(backup.key)
    row.update(state=Workspace.State.SUSPENDED, since=now)
    registry.forget_hosts()
    kinds.of(backup.key).put(backup.database, key=backup.key)
    _put_files(backup, backup.key)
    _put_control(about, backup.key, members=False)
    _bring_up(backup.key, about)
    row.update(state=state, since=now)
    Begun.forget(backup.key)
    registry.forget_hosts()
    return saved


def checked(backup: Backup) -> dict[str, Any]:
    """The manifest, once the database is known to be the one that was written. Raises DamagedBackup."""
    try:
        about = backup.about()
        whole = digest(backup.folder / about["database"]) == about["sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise DamagedBackup from error
    if not whole:
        raise DamagedBackup
    return about


def wanted(key: str, *, at: datetime | None) -> Backup:
    """The newest back-up that is not younger than `at`; without it the one of a restore that was interrupted, or else
    the newest. Raises NoBackup.
    """
    begun = Begun.of(key)
    return newest(key, at=at or (datetime.fromisoformat(begun.at) if begun else None))


def _mark(key: str) -> Path:
    return folder_of(key) / "restoring.draft"


def _save_present(key: str, now: datetime, say: Callable[[str], Any]) -> Backup | None:
    if kinds.of(key).readable(key):
        saved = take(key, now=now, even_if_same=True)
        say(f"What is there now was saved as the back-up of {now.isoformat()}.")
        return saved
    say("The database is missing or damaged, so it could not be saved first.")
    return None


def _put_files(backup: Backup, key: str) -> None:
    """Each folder or file is built beside the old one and then takes its place."""
    folder = folder_of(key)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    new, old = folder / ".restored.draft", folder / ".replaced.draft"
    for rest in (new, old):
        shutil.rmtree(rest, ignore_errors=True)
    if backup.files.is_dir():
        copy_tree(backup.files, new)
    old.mkdir()
    for name in {"media", "events", *(path.name for path in _inside(new))}:
        if (folder / name).exists():
            (folder / name).rename(old / name)
        if (new / name).exists():
            (new / name).rename(folder / name)
    for rest in (new, old):
        shutil.rmtree(rest, ignore_errors=True)


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _put_control(about: dict[str, Any], key: str, *, members: bool) -> None:
    """Seals go back with the chains. Who was removed since stays out; into a new workspace everybody comes along."""
    Seal.objects.filter(workspace=key).delete()
    Seal.objects.bulk_create(Seal(workspace_id=key, **seal) for seal in about["seals"])
    Workspace.objects.filter(pk=key).update(off=about["off"])
    if members:
        known = set(User.objects.using(CONTROL).values_list("pk", flat=True))
        rows = [Member(workspace_id=key, user_id=user, active=on) for user, on in about["members"] if user in known]
        Member.objects.bulk_create(rows)


def _bring_up(key: str, about: dict[str, Any]) -> None:
    """The code may be younger than the back-up."""
    Workspace.objects.filter(pk=key).update(schema=about["schema"])
    bring_up(key)
    note({key: ""})

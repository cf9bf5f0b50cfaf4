"""Going back to a back-up: in place, or as a new workspace beside the old one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import lifecycle, registry
from houtai.core.workspaces.backups import begun, kinds
from houtai.core.workspaces.backups.begun import Begun
from houtai.core.workspaces.backups.places import Backup, newest
from houtai.core.workspaces.backups.taking import digest, take
from houtai.core.workspaces.backups.trees import copy_tree
from houtai.core.workspaces.engine import CONTROL, folder_of
from houtai.core.workspaces.fleet.one import bring_up, note
from houtai.core.workspaces.journal import refuse_moving
from houtai.core.workspaces.making import reserved
from houtai.core.workspaces.models import Member, Seal, User, Workspace
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.stillness import wait_until_still


class DamagedBackup(Refusal):
    message = _("This back-up is damaged: its database is not the one that was written. Take an older one.")


class OtherEngine(Refusal):
    message = _(
        "When this back-up was taken, the workspace lived in the other database. Move it back there first, or make a "
        "new workspace of the back-up: --into"
    )


def into_new(backup: Backup, *, name: str, now: datetime, host: str | None = None) -> Workspace:
    """A new workspace as the old one was then, with its members. Whole or not at all.

    It is suspended, for at work it would write to the old one's readers a second time.
    Raises DamagedBackup, BadName, HostTaken.
    """
    about = checked(backup)
    with reserved(name=name, host=host, on=about["engine"]) as workspace:
        kinds.named(about["engine"]).put(backup.database, key=workspace.pk)
        _put_files(backup, workspace.pk)
        _put_control(about, workspace.pk, members=True)
        _bring_up(workspace.pk, about)
        lifecycle.begin(workspace, at=now, suspended=True)
    return workspace


def in_place(
    backup: Backup,
    *,
    now: datetime,
    say: Callable[[str], Any] = lambda _line: None,
    wait: Callable[[float], None] = time.sleep,
) -> Backup | None:
    """Put a workspace, or control, back to what it was then. Returns the back-up of what it was until now; None when
    there was nothing left to save.

    It is suspended meanwhile, and stays so when this is interrupted: the next call with the same back-up finishes it.
    Raises DamagedBackup, OtherEngine, Moving, StillBusy, NoRoom; then nothing has changed.
    """
    about = checked(backup)
    if backup.key == CONTROL:
        saved = _save_present(CONTROL, now, say)
        kinds.of(CONTROL).put(backup.database, key=CONTROL)
        registry.forget_hosts()
        return saved
    row = Workspace.objects.filter(pk=backup.key)
    if about["engine"] != row.values_list("engine", flat=True).get():
        raise OtherEngine
    refuse_moving(backup.key)
    before = Begun.of(backup.key)
    state, saved = _begin(backup, before, now, say, wait)
    try:
        kinds.of(backup.key).put(backup.database, key=backup.key)
    except Refusal:
        if before is None and saved:
            _give_up(backup.key, state, now)
        raise
    _put_files(backup, backup.key)
    _put_control(about, backup.key, members=False)
    _bring_up(backup.key, about)
    _turn(backup.key, state, now)
    begun.forget(backup.key)
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
    found = Begun.of(key)
    return newest(key, at=at or (datetime.fromisoformat(found.at) if found else None))


def _begin(
    backup: Backup,
    before: Begun | None,
    now: datetime,
    say: Callable[[str], Any],
    wait: Callable[[float], None],
) -> tuple[str, Backup | None]:
    """Suspend it and, once nobody writes any more, save what is there; unless `before`, an interrupted restore of the
    same back-up, did. Returns the state to go back to, and what was saved.
    """
    key, at = backup.key, backup.at.isoformat()
    state = before.state if before else str(Workspace.objects.values_list("state", flat=True).get(pk=key))
    known = before is not None and before.at == at and before.saved
    Begun(at=at, state=state, saved=known).note(key)
    _turn(key, Workspace.State.SUSPENDED, now)
    try:
        wait_until_still(key, wait=wait)
        saved = None if known else _save_present(key, now, say)
    except BaseException:
        if before is None:
            _give_up(key, state, now)
        else:
            before.note(key)
        raise
    Begun(at=at, state=state).note(key)
    return state, saved


def _give_up(key: str, state: str, now: datetime) -> None:
    """Nothing was replaced yet."""
    _turn(key, state, now)
    begun.forget(key)


def _turn(key: str, state: Any, now: datetime) -> None:
    Workspace.objects.filter(pk=key).update(state=state, since=now)
    registry.forget_hosts()


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

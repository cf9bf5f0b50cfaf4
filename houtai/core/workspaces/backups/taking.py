"""Taking a back-up of one workspace, or of control, while it is in use."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import engine
from houtai.core.workspaces.backups import kinds
from houtai.core.workspaces.backups.places import MANIFEST, Backup, NoBackup, folder_for, newest, root
from houtai.core.workspaces.backups.trees import copy_tree, mark_tree
from houtai.core.workspaces.engine import CONTROL, folder_of
from houtai.core.workspaces.models import Member, Seal, Workspace
from houtai.core.workspaces.refusals import Refusal

SPARE_BYTES = 64 * 2**20
UNSURE = timedelta(seconds=2)


class NoRoom(Refusal):
    message = _("There is not enough room for a back-up; nothing was written.")


def take(key: str, *, now: datetime, even_if_same: bool = False) -> Backup | None:
    """Back up one workspace, or control. None when nothing has changed since the last time.

    It appears whole or not at all. Raises NoRoom, OSError; what was begun is then cleared away.
    """
    changed, before = mark(key, now=now), _before(key)
    if before and changed and before.about()["mark"] == changed and not even_if_same:
        return None
    place = folder_for(key, at=now)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _make_room(key)
    draft = place.with_name(f".draft-{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    try:
        _write(key, draft, before, {"mark": changed, "at": now.isoformat()})
        draft.rename(place)
    except BaseException:
        rmtree(draft, ignore_errors=True)
        raise
    _sync(place.parent)
    return Backup(key=key, at=now, folder=place)


def mark(key: str, *, now: datetime) -> str:
    """What differs after every change; empty when the last one is so near that its time may be that of the next."""
    said, latest = kinds.of(key).mark(key)
    files, newest_file = mark_tree(folder_of(key)) if key != CONTROL else ("", 0)
    last = datetime.fromtimestamp(max(latest, newest_file) / 1e9, tz=UTC)
    return "" if now - last < UNSURE else f"{said} {files}"


def clear_drafts(key: str) -> None:
    """What a kill left half-made."""
    for draft in (root() / key).glob(".draft-*"):
        rmtree(draft, ignore_errors=True)


def digest(path: Path) -> str:
    """sha256 of a file, or of all files of a folder with their names."""
    found = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            found.update(str(file.relative_to(path)).encode())
            with file.open("rb") as source:
                found.update(hashlib.file_digest(source, "sha256").digest())
    return found.hexdigest()


def _write(key: str, draft: Path, before: Backup | None, told: dict[str, Any]) -> None:
    # Control's rows first, then the database, then files: seals are never ahead of the chain, and events and media
    # never behind the rows that speak of them.
    about = told | _of_control(key)
    name = kinds.of(key).copy(key, to=draft)
    if key != CONTROL and folder_of(key).is_dir():
        copy_tree(folder_of(key), draft / "files", before=before.files if before else None)
    about |= {"database": name, "sha256": digest(draft / name), "bytes": _bytes(draft)}
    _sync(draft / name)
    (draft / MANIFEST).write_text(json.dumps(about, ensure_ascii=False, indent=1), "utf-8")
    _sync(draft / MANIFEST)


def _bytes(draft: Path) -> int:
    return sum(file.stat().st_size for file in draft.rglob("*") if file.is_file())


def _of_control(key: str) -> dict[str, Any]:
    if key == CONTROL:
        return {"engine": "sqlite", "name": CONTROL}
    workspace = Workspace.objects.get(pk=key)
    return {
        "engine": workspace.engine,
        "name": workspace.name,
        "schema": workspace.schema,
        "off": workspace.off,
        "members": list(Member.objects.filter(workspace=key).values_list("user_id", "active")),
        "seals": list(Seal.objects.filter(workspace=key).values("chain", "row", "hash")),
    }


def _before(key: str) -> Backup | None:
    try:
        return newest(key)
    except NoBackup:
        return None


def _make_room(key: str) -> None:
    """Filling the disk to the last byte would stop those who work."""
    if disk_usage(root() / key).free < 2 * engine.bytes_of(key) + SPARE_BYTES:
        raise NoRoom


def _sync(path: Path) -> None:
    if path.is_dir() and not os.access(path, os.R_OK):
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

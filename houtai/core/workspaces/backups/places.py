"""Where back-ups lie: BACKUPS/<workspace id or "control">/<time>/, each a folder that is whole or not there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.refusals import Refusal

NAME = "%Y%m%dT%H%M%S.%fZ"
MANIFEST = "manifest.json"


class NoBackup(Refusal):
    message = _("There is no back-up as old as that.")


@dataclass(frozen=True, kw_only=True)
class Backup:
    """at: everything that was committed before this moment is in it."""

    key: str
    at: datetime
    folder: Path

    def about(self) -> dict[str, Any]:
        """The manifest: engine, how the database is kept and its sha256, schema, name, members, seals."""
        told: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        return told

    @property
    def database(self) -> Path:
        return self.folder / str(self.about()["database"])

    @property
    def files(self) -> Path:
        """Media, events and whatever else the workspace's folder held."""
        return self.folder / "files"

    def bytes_of(self) -> int:
        """Room it takes; files that it shares with an older one count in both."""
        return int(self.about()["bytes"])


def root() -> Path:
    return Path(settings.HOME) / settings.BACKUPS


def backups_of(key: str) -> list[Backup]:
    """Oldest first."""
    folders = sorted(folder for folder in (root() / key).glob("2*Z") if (folder / MANIFEST).exists())
    return [Backup(key=key, at=_time(folder.name), folder=folder) for folder in folders]


def newest(key: str, *, at: datetime | None = None) -> Backup:
    """The newest back-up, or the newest that is not younger than `at`. Raises NoBackup."""
    found = [backup for backup in backups_of(key) if at is None or backup.at <= at]
    if not found:
        raise NoBackup
    return found[-1]


def folder_for(key: str, *, at: datetime) -> Path:
    return root() / key / at.astimezone(UTC).strftime(NAME)


def _time(name: str) -> datetime:
    return datetime.strptime(name, NAME).replace(tzinfo=UTC)

"""Writing one workspace into one file, while it is in use."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from houtai.core.workspaces.archive import files, people
from houtai.core.workspaces.archive.drafts import draft, room
from houtai.core.workspaces.archive.dumping import Progress, dump_from, silent
from houtai.core.workspaces.archive.errors import ArchiveError
from houtai.core.workspaces.archive.manifest import Manifest
from houtai.core.workspaces.archive.packing import pack
from houtai.core.workspaces.archive.rows import one_moment


class FileThere(ArchiveError):
    """The file exists already; nothing is written over."""


def export(key: str, to: Path, *, now: datetime, progress: Progress = silent) -> Manifest:
    """Write everything of a workspace into the file `to`, as of one moment; it appears whole or not at all.

    Events that are still in the intake are not in it, nor passwords and sessions, nor background work that waits.
    Raises FileThere, NoRoom, UnknownTables.
    """
    if to.exists():
        raise FileThere(f"{to.name} is there already; choose another name.")
    with draft() as folder:
        with one_moment(key) as connection:
            files.gather(key, folder)
            registry = people.registry_of(key)
            manifest = dump_from(connection, folder, progress=progress, now=now)
        manifest = msgspec.structs.replace(manifest, files=files.parts(folder), registry=registry)
        beside = to.with_name(f".{to.name}.{folder.name}")
        try:
            with room():
                pack(manifest, folder, beside, progress=progress)
                _sync(beside)
                os.link(beside, to)
        except FileExistsError as error:
            raise FileThere(f"{to.name} is there already; choose another name.") from error
        finally:
            beside.unlink(missing_ok=True)
    return manifest


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

"""The files of a workspace as they are at one moment: media, and the event log at its newest version."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

from deltalake import DeltaTable

from houtai.core.workspaces.archive.manifest import FilePart
from houtai.core.workspaces.engine import folder_of

TRIES = 5
VERSION = re.compile(r"(\d{20})\.(json|checkpoint(\.\d+\.\d+)?\.parquet)$")


def gather(key: str, folder: Path) -> None:
    """Put the workspace's files into a folder: as further names of the same files where the disk allows it.

    What is deleted meanwhile is left out, what comes later is not in it.
    """
    source = folder_of(key)
    for file in _files(source / "media"):
        _take(file, folder / "media" / file.relative_to(source / "media"))
    for log in sorted(source.glob("events/*/_delta_log")):
        _take_table(log.parent, folder / "events" / log.parent.name)


def parts(folder: Path) -> list[FilePart]:
    """What was gathered, by name."""
    found = [file for top in ("media", "events") for file in _files(folder / top)]
    return [_part(file, file.relative_to(folder).as_posix()) for file in found]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _take(file: Path, to: Path) -> bool:
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.link(file, to)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copyfile(file, to)
    return True


def _take_table(source: Path, to: Path) -> None:
    """Upkeep may take files of an older version away meanwhile: then again, with the version of then."""
    for _try in range(TRIES):
        shutil.rmtree(to, ignore_errors=True)
        table = DeltaTable(str(source))
        whole = [_take(file, to / file.relative_to(source)) for file in _files_of(table, source)]
        if all(whole) or DeltaTable(str(source)).version() == table.version():
            return


def _files_of(table: DeltaTable, source: Path) -> Iterator[Path]:
    """The log up to the table's version, and the data that this version is made of."""
    for file in sorted((source / "_delta_log").iterdir()):
        found = VERSION.match(file.name)
        if found and int(found[1]) <= table.version():
            yield file
    for uri in table.file_uris():
        yield Path(unquote(urlparse(uri).path)) if "://" in uri else Path(uri)


def _part(file: Path, name: str) -> FilePart:
    with file.open("rb") as data:
        return FilePart(name=name, bytes=file.stat().st_size, sha256=hashlib.file_digest(data, "sha256").hexdigest())

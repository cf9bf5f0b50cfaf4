"""One file of many parts: a plain tar, its manifest first, then the parts in the manifest's order."""

from __future__ import annotations

import hashlib
import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from houtai.core.workspaces.archive.dumping import MANIFEST, Progress
from houtai.core.workspaces.archive.errors import BadArchive, NoRoom
from houtai.core.workspaces.archive.manifest import MOST_BYTES, Manifest, read, written

CHUNK = 2**20
SPARE = 64 * 2**20
# What the library raises for headers that are none.
BROKEN = (tarfile.TarError, ValueError, OverflowError, EOFError, IndexError, KeyError, RecursionError)


def pack(manifest: Manifest, folder: Path, to: Path, *, progress: Progress) -> None:
    """Write the archive. progress: bytes. Raises OSError when the disk is full, and when `to` is there already."""
    done, of = 0, sum(manifest.sizes.values())
    with tarfile.open(to, "x:", format=tarfile.PAX_FORMAT) as tar:
        data = written(manifest)
        tar.addfile(_member(MANIFEST, len(data)), io.BytesIO(data))
        for name, size in manifest.sizes.items():
            with (folder / name).open("rb") as file:
                tar.addfile(_member(name, size), file)
            done += size
            progress(name, done, of)


def peek(archive: Path) -> Manifest:
    """What an archive says of itself. Raises BadArchive."""
    return _read(archive, _manifest)


def unpack(archive: Path, folder: Path, *, progress: Progress) -> Manifest:
    """Lay all parts of an archive into an empty folder, each checked. Raises BadArchive, NoRoom.

    Nothing is written by a name, of a kind or longer than the manifest says, so the worst archive has wrong parts.
    """
    return _read(archive, lambda tar: _unpack(tar, folder, progress))


class Guarded(io.RawIOBase):
    """A file that gives no more than a chunk at once: long headers are read whole by the library, and refused here."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= CHUNK:
            raise BadArchive("The archive has a header that is too long.")
        return self.file.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        return self.file.seek(place, whence)

    def tell(self) -> int:
        return self.file.tell()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _read(archive: Path, work: Callable[[tarfile.TarFile], Manifest]) -> Manifest:
    try:
        with archive.open("rb") as file, tarfile.open(fileobj=Guarded(file), mode="r:") as tar:
            return work(tar)
    except BadArchive:
        raise
    except BROKEN as error:
        raise BadArchive(f"This is no archive of a workspace, or it is damaged: {error}") from error


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    if first is None or first.name != MANIFEST or not _is_plain(first) or first.size > MOST_BYTES:
        raise BadArchive("This is no archive of a workspace: it does not begin with a manifest.")
    return read(b"".join(_chunks(tar, first)))


def _unpack(tar: tarfile.TarFile, folder: Path, progress: Progress) -> Manifest:
    manifest, done = _manifest(tar), 0
    if (missing := manifest.bytes + SPARE - shutil.disk_usage(folder).free) > 0:
        raise NoRoom(f"The disk has too little room for this archive: {missing // 2**20 + 1} MB are missing.")
    (folder / MANIFEST).write_bytes(written(manifest))
    of = sum(manifest.sizes.values())
    for name, size in manifest.sizes.items():
        member = tar.next()
        if member is None or member.name != name or not _is_plain(member) or member.size != size:
            raise BadArchive(f"The archive should have {name} with {size} bytes next, and has something else.")
        if _lay(tar, member, folder / name) != manifest.digests[name]:
            raise BadArchive(f"{name} is damaged: it is not what was written.")
        done += size
        progress(name, done, of)
    if tar.next() is not None:
        raise BadArchive("The archive has more in it than its manifest says.")
    return manifest


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type == tarfile.REGTYPE and not member.sparse


def _lay(tar: tarfile.TarFile, member: tarfile.TarInfo, to: Path) -> str:
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sha, size = hashlib.sha256(), 0
    try:
        out = to.open("xb")
    except FileExistsError as error:
        # Some disks hold names that differ in case, or in how an accent is written, for the same.
        raise BadArchive(f"On this disk {member.name} would take the place of another part of the archive.") from error
    with out:
        for data in _chunks(tar, member):
            sha.update(data)
            size += out.write(data)
    return sha.hexdigest() if size == member.size else ""


def _chunks(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Any:
    file: Any = tar.extractfile(member)
    return iter(lambda: file.read(CHUNK // 2), b"")

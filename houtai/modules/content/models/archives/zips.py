"""A zip file that somebody brought, read without believing anything that it says."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.packing import CHUNK, MOST_FILES

MOST_BYTES = 20 * 2**30
# Packed so tightly, it is made to burst.
TIGHTEST, TIGHT_BYTES = 200, 100 * 2**20
LONGEST_LIST = MOST_FILES * 512
TAIL = 2**16 + 22
# OSError: it may name places before its own beginning.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OSError,
)


def opened(path: Path) -> zipfile.ZipFile:
    """Raises BadArchive."""
    check_end(path)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise BadArchive(_("The list of files at the end of the archive is damaged.")) from error
    try:
        check(archive.infolist(), size=path.stat().st_size)
    except BadArchive:
        archive.close()
        raise
    return archive


def check_end(path: Path) -> None:
    """A zip file ends with the list of what is in it, and what was cut off has none."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        if head == b"PK\x03\x04":
            raise BadArchive(
                _("The archive was cut off after %(n)s bytes: its end is missing. Copy or export it again.")
                % {"n": size}
            )
        raise BadArchive(_("This is no zip file."))
    (length,) = struct.unpack_from("<L", tail, at + 12)
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if length == 0xFFFFFFFF and 0 <= large <= len(tail) - 48:
        (length,) = struct.unpack_from("<Q", tail, large + 40)
    if length > LONGEST_LIST:
        raise BadArchive(_("There are too many files in it."))


def check(members: list[zipfile.ZipInfo], *, size: int) -> None:
    names = [member.filename for member in members]
    if len(members) > MOST_FILES:
        raise BadArchive(_("There are too many files in it."))
    if len(set(names)) != len(names):
        raise BadArchive(_("Two files in it have the same name."))
    for member in members:
        check_member(member)
    whole = sum(member.file_size for member in members)
    if whole > MOST_BYTES or (whole > TIGHT_BYTES and whole > TIGHTEST * size):
        raise BadArchive(_("Unpacked it would be far too large."))


def check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name or "\\" in name:
        raise BadArchive(_("A file in it leads out of the archive: %(name)s") % {"name": name[:100]})
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadArchive(_("A file in it is a link to another one: %(name)s") % {"name": name[:100]})
    if member.flag_bits & 1:
        raise BadArchive(_("It is locked with a password."))
    # The others unpack as much at once as they like, however little is asked for.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(name[:100])


def chunks(archive: zipfile.ZipFile, name: str, *, most: int) -> Iterator[bytes]:
    """Raises BadArchive for what is longer, and for what is not as it was written."""
    done = 0
    try:
        with archive.open(name) as file:
            while data := file.read(CHUNK):
                done += len(data)
                if done > most:
                    raise BadArchive(_("%(where)s is too large.") % {"where": name})
                yield data
    except BROKEN as error:
        raise damaged(name) from error


def read(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    return b"".join(chunks(archive, name, most=most))


def lines(archive: zipfile.ZipFile, name: str, *, longest: int) -> Iterator[tuple[int, bytes]]:
    """Number, from 1, and bytes of each."""
    number = 0
    try:
        with archive.open(name) as file:
            while line := file.readline(longest + 1):
                number += 1
                if len(line) > longest:
                    raise BadArchive(_("%(where)s is too large.") % {"where": f"{name}:{number}"})
                yield number, line
    except BROKEN as error:
        raise damaged(f"{name}:{number + 1}") from error


def damaged(where: str) -> BadArchive:
    return BadArchive(_("%(where)s is damaged: it is not what was written.") % {"where": where})

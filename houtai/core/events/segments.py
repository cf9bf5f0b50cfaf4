"""The intake's files: records that are whole or not there. Written by `intake`, read and deleted by the writer.

A record is a little-endian uint32 length, a uint32 CRC-32 of the payload, and the payload, of which `records` says
more.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import struct
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

HEAD = struct.Struct("<II")
MOST_RECORD = 16 * 2**20
SUFFIX = ".log"


def framed(*parts: bytes) -> bytes:
    """The record of one payload, given in parts."""
    check = 0
    for part in parts:
        check = crc32(part, check)
    return HEAD.pack(sum(map(len, parts)), check) + b"".join(parts)


def segments(folder: Path) -> list[Path]:
    """All segments, oldest first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def read(path: Path, offset: int, most_bytes: int = 4 * 2**20) -> tuple[list[bytes], int]:
    """Payloads of the whole records from `offset` on, and where the next one begins.

    About `most_bytes` are read, but always one record when one is there. Stops for good at a torn or damaged record:
    the offset returned is then where it begins.
    """
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(most_bytes)
        if len(data) >= HEAD.size and (whole := HEAD.size + HEAD.unpack_from(data)[0]) > len(data):
            data += file.read(min(whole, MOST_RECORD) - len(data))
    payloads, used = split(data)
    return payloads, offset + used


def split(data: bytes) -> tuple[list[bytes], int]:
    """Payloads of the whole records at the beginning of `data`, and how many bytes they take."""
    payloads, at = [], 0
    while at + HEAD.size <= len(data):
        length, check = HEAD.unpack_from(data, at)
        payload = data[at + HEAD.size : at + HEAD.size + length]
        if not length or len(payload) < length or crc32(payload) != check:
            break
        payloads.append(payload)
        at += HEAD.size + length
    return payloads, at


def is_closed(path: Path) -> bool:
    """Whether nothing more will be written: its process has moved on, or has died."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


class Segment:
    """One file that this process appends to. started: µs since 1970 in UTC."""

    def __init__(self, folder: Path, *, started: int, fsync: bool = True) -> None:
        self.started, self.size, self.fsync = started, 0, fsync
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{started}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        draft = self.path.with_suffix(".draft")
        self.file = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            # Nobody may see it before it is locked, or it would pass for closed.
            fcntl.flock(self.file, fcntl.LOCK_EX)
            draft.rename(self.path)
            if fsync:
                sync_folder(folder)
        except OSError:
            self.close()
            raise

    def append(self, records: Sequence[bytes]) -> None:
        """Write and make durable. Raises OSError; then nothing more may be appended, only `give_up` called."""
        data = memoryview(b"".join(records))
        length = len(data)
        while data:
            data = data[os.write(self.file, data) :]
        if self.fsync:
            os.fdatasync(self.file)
        self.size += length

    def give_up(self) -> None:
        """Cut off what the failed `append` wrote, and close: who reads may have seen more than stays."""
        try:
            os.ftruncate(self.file, self.size)
        except OSError:
            pass  # A torn record stays, which readers cut off, or whole ones, which a retry finds as duplicates.
        self.close()

    def close(self) -> None:
        """Let go of the lock: the writer may delete the file once it has read it."""
        os.close(self.file)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

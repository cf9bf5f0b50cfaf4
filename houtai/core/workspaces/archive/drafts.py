"""Folders for what is not finished yet: on the disk of the workspaces, gone when the work ends in any way."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from houtai.core.workspaces.archive.errors import NoRoom
from houtai.core.workspaces.lives import lives, living

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def draft() -> Iterator[Path]:
    """An empty folder. What killed processes left of theirs is taken away first. Raises NoRoom for a full disk."""
    top = Path(settings.HOME) / "drafts"
    top.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(top)
    name = secrets.token_hex(8)
    folder = top / name
    with living(_mark(name)):
        folder.mkdir(mode=0o700)
        try:
            with room():
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def room() -> Iterator[None]:
    """Raises NoRoom where the system says that the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NoRoom("The disk is full. Nothing was changed; make room and try again.") from error


def _sweep(top: Path) -> None:
    for left in top.iterdir():
        if not lives(_mark(left.name)):
            shutil.rmtree(left, ignore_errors=True)


def _mark(name: str) -> str:
    return f"draft-{name}"

"""Which workspaces are on the move, noted before anything is touched, so that a killed move is put right."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import engine, pool, registry
from houtai.core.workspaces.engines import ENGINES
from houtai.core.workspaces.engines.server import ServerUnreachable
from houtai.core.workspaces.lives import lives, living
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

log = logging.getLogger("houtai.workspaces")


class Moving(Refusal):
    message = _(
        "The workspace is on the move to the other database. Wait until it is there; if that was interrupted, "
        "“bin/houtai prepare” puts it right."
    )


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """state, since: what the workspace had before; old, new: names of engines."""

    key: str
    old: str
    new: str
    state: str
    since: datetime

    @classmethod
    @contextmanager
    def kept(cls, workspace: Workspace, *, to: str) -> Iterator[None]:
        """Noted as long as this lasts. When it ends in any way the workspace is whole on one engine. Raises Moving."""
        row = cls(key=workspace.pk, old=workspace.engine, new=to, state=workspace.state, since=workspace.since)
        if lives(_mark(row.key)):
            raise Moving
        with living(_mark(row.key)):
            _write(row)
            try:
                yield
            finally:
                row.put_right()

    def put_right(self) -> None:
        """The engine that the row names is the one that counts; the database on the other one goes."""
        now_on = Workspace.objects.filter(pk=self.key).values_list("engine", flat=True).first()
        left = self.old if now_on == self.new else self.new
        pool.forget(self.key)
        ENGINES[left].destroy(self.key)
        engine.forget(self.key)
        if now_on == self.old:
            ENGINES[self.old].reopen(self.key)
            Workspace.objects.filter(pk=self.key).update(state=self.state, since=self.since)
        registry.forget_hosts()
        _file(self.key).unlink(missing_ok=True)


def refuse_moving(key: str) -> None:
    """For whatever would let people in, or change its state, meanwhile. Raises Moving."""
    if _file(key).exists():
        raise Moving


def recover() -> int:
    """Put right what killed processes left on the move. Returns how many workspaces."""
    left = [file for file in _folder().glob("*.json") if not lives(_mark(file.stem))]
    return sum(_put_right(file) for file in left)


def _put_right(file: Path) -> bool:
    try:
        msgspec.json.decode(file.read_bytes(), type=Journal).put_right()
    except ServerUnreachable as error:
        # It stays suspended and whole; others must not wait for this server.
        log.warning("Workspace %s cannot be put right yet after a move: %s", file.stem, error)
        return False
    return True


def _write(row: Journal) -> None:
    file = _file(row.key)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(".draft")
    with draft.open("wb") as out:
        out.write(msgspec.json.encode(row))
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)


def _folder() -> Path:
    return Path(settings.HOME) / "moving"


def _file(key: str) -> Path:
    return _folder() / f"{key}.json"


def _mark(key: str) -> str:
    return f"moving-{key}"

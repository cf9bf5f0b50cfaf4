"""The turn of back-ups: every so many minutes, by one process, of whatever has changed."""

from __future__ import annotations

import fcntl
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from houtai.core.workspaces.backups.places import root
from houtai.core.workspaces.backups.pruning import forget_strangers, prune
from houtai.core.workspaces.backups.taking import clear_drafts, take
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Workspace

log = logging.getLogger("houtai.workspaces")


@dataclass(kw_only=True)
class Turn:
    """at: ISO time it began; taken, same: how many were backed up, and how many had not changed; gone: how many old
    ones were deleted; troubles: what went wrong, by key.
    """

    at: str
    taken: int = 0
    same: int = 0
    gone: int = 0
    troubles: dict[str, str] = field(default_factory=dict)


def next_turn(*, now: datetime) -> datetime | None:
    """When the next one is due; None for never."""
    if not settings.BACKUP_MINUTES:
        return None
    last = last_turn()
    return datetime.fromisoformat(last.at) + timedelta(minutes=settings.BACKUP_MINUTES) if last else now


def turn_if_due(*, now: datetime) -> Turn | None:
    """Take the turn if it is time and no other process takes it. None when it did not."""
    due = next_turn(now=now)
    if due is None or now < due:
        return None
    with _alone() as mine:
        return back_up_all(now=now) if mine else None


def back_up_all(*, now: datetime) -> Turn:
    """Every workspace of both engines, then control. One that fails does not stop the others; all are told."""
    turn = Turn(at=now.isoformat())
    made = Workspace.objects.exclude(state=Workspace.State.MAKING)
    for key in [*made.values_list("pk", flat=True), CONTROL]:
        _one(key, turn, now)
    forget_strangers(now=now)
    _note(turn)
    return turn


def last_turn() -> Turn | None:
    with suppress(FileNotFoundError, ValueError, TypeError):
        return Turn(**json.loads(_file().read_text("utf-8")))
    return None


def _one(key: str, turn: Turn, now: datetime) -> None:
    try:
        clear_drafts(key)
        if take(key, now=now):
            turn.taken += 1
        else:
            turn.same += 1
        turn.gone += prune(key, now=now)
    except Exception as error:
        log.exception("Workspace %s could not be backed up.", key)
        turn.troubles[key] = f"{type(error).__name__}: {error}"[:500]


def _file() -> Path:
    return Path(settings.HOME) / "backups.json"


def _note(turn: Turn) -> None:
    draft = _file().with_suffix(".draft")
    draft.write_text(json.dumps(asdict(turn), ensure_ascii=False), "utf-8")
    draft.rename(_file())


@contextmanager
def _alone() -> Iterator[bool]:
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (root() / "turn.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

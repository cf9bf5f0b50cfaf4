"""Which workspaces have something to do. One in which nothing is done falls asleep and is opened when it is time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.models import Wake, Workspace

AWAKE, LONGEST, MINUTE = timedelta(minutes=10), timedelta(hours=1), timedelta(minutes=1)
SPARED_SECONDS = 30.0
_lately: dict[str, float] = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A workspace to be looked at. stirred: when something was last done in it, None when nobody knows."""

    workspace: str
    stirred: datetime | None

    def awake(self, *, now: datetime) -> bool:
        return self.stirred is None or now - self.stirred < AWAKE


def stir(workspace: str, *, now: datetime) -> None:
    """Something is about to be done there: look at it soon, and each minute for a while. Cheap when repeated."""
    if time.monotonic() - _lately.get(workspace, float("-inf")) < SPARED_SECONDS:
        return
    if not Wake.objects.filter(pk=workspace).update(at=now, stirred_at=now):
        Wake.objects.bulk_create([Wake(pk=workspace, at=now, stirred_at=now)], ignore_conflicts=True)
    _lately[workspace] = time.monotonic()


def forget_stirring() -> None:
    """Write the next one down however soon it comes."""
    _lately.clear()


def due(*, now: datetime) -> list[Due]:
    """Active workspaces of this process's engine that have something to do, whoever waits longest first."""
    rows = _mine().order_by("wake__at", "pk").values_list("pk", "wake__at", "wake__stirred_at")
    return list(_due(list(rows), now))


def everyone() -> list[Due]:
    """All active workspaces of this process's engine, awake or not."""
    return [Due(workspace=pk, stirred=None) for pk in _mine().order_by("pk").values_list("pk", flat=True)]


def sleep(found: Due, *, until: datetime, now: datetime) -> None:
    """Look at it then, unless it was stirred since `due` saw it."""
    if found.stirred is None:
        row = Wake(pk=found.workspace, at=until, stirred_at=now)
        Wake.objects.bulk_create([row], ignore_conflicts=True)
    else:
        Wake.objects.filter(pk=found.workspace, stirred_at=found.stirred).update(at=until)


def _mine() -> QuerySet[Workspace]:
    return Workspace.objects.filter(state="active", engine=settings.ENGINE)


def _due(rows: list[tuple[str, datetime | None, datetime | None]], now: datetime) -> Iterator[Due]:
    for workspace, at, stirred in rows:
        if at is None or stirred is None:
            yield Due(workspace=workspace, stirred=None)
        elif (came := _events_came(workspace, since=stirred, now=now)) and now - stirred >= AWAKE:
            yield Due(workspace=workspace, stirred=came)
        # A time further off than any can be was written by a clock that was wrong.
        elif at <= now or at > now + 2 * LONGEST:
            yield Due(workspace=workspace, stirred=came or stirred)


def _events_came(workspace: str, *, since: datetime, now: datetime) -> datetime | None:
    """When events last came, if that was a while after it was last stirred; then they have stirred it.

    The writer knows no control database: the folder of its log says when it last wrote.
    """
    try:
        changed = (folder_of(workspace) / "events" / "log" / "_delta_log").stat().st_mtime
    except OSError:
        return None
    came = datetime.fromtimestamp(changed, tz=UTC)
    if not since < came <= now or (came - since < MINUTE and now - since < AWAKE):
        return None
    Wake.objects.filter(pk=workspace, stirred_at=since).update(stirred_at=came)
    return came

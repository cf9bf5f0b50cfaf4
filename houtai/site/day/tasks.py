"""The day's background work. It goes through the same outbox, queue and worker as any other."""

from __future__ import annotations

import socket
from datetime import datetime
from typing import Any
from uuid import uuid4

from houtai.core.workspaces.outside.admission import admitting
from houtai.core.workspaces.tasks import task
from houtai.modules.collect import client
from houtai.modules.collect.models import Source
from houtai.modules.push.models import sending
from houtai.modules.strategies.models.run import tick

GONE = frozenset({"unreachable", "too_slow", "unreadable"})


class DayStopped(RuntimeError):
    """The day's own server does not answer: whoever plays the day was killed. The task is to run again after that."""


@task
def collect(source: int, at: str, admitted: str) -> None:
    """Look at a source at a played time, until nothing is left; nothing but the day's own server may be reached."""
    row: Any = Source.objects.get(pk=source)
    now, admit = datetime.fromisoformat(at), frozenset({admitted})
    while True:
        fetch = row.collect(now=now, fetch=insist, admit=admit, closed=True, sleep=at_once)
        if row.next_at != now or not fetch.found:
            return


def insist(url: str, *, admit: frozenset[str], **options: Any) -> client.Fetched:
    """Fetch. What a killed day leaves half-served must not count as an answer, or going on would end in other books."""
    try:
        return client.fetch(url, admit=admit, **options)
    except client.UnableToFetch as error:
        if error.reason in GONE and any(url.startswith(f"http://{place}/") for place in admit):
            raise DayStopped(url) from error
        raise


def at_once(_seconds: float) -> None:
    """Played time does not wait between two pages."""


@task
def tick_strategies(at: str) -> None:
    tick(now=datetime.fromisoformat(at), simulated=True)


@task
def deliver(at: str, admitted: list[str]) -> None:
    """Deliver all that is due at a played time; nothing but the day's own services may be reached."""
    with admitting(admitted):
        while all(map(listens, admitted)):
            if not sending.deliver(now=datetime.fromisoformat(at), worker=uuid4().hex, simulated=True):
                return
    raise DayStopped(", ".join(admitted))


def listens(place: str) -> bool:
    host, _, port = place.rpartition(":")
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex((host, int(port))) == 0

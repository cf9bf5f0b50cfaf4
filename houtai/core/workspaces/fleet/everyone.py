"""Bringing all workspaces up to the code: the plan is thought out once, the work is shared by a few processes."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from django.conf import settings

from houtai.core.workspaces import engine, pool
from houtai.core.workspaces.fleet.one import note, tried, version
from houtai.core.workspaces.models import Workspace

CHUNK = 10
# A process waits for the disk longer than it works.
FOR_EACH_PROCESSOR = 4


class CanaryFailed(RuntimeError):
    """The first workspace could not be brought up, so no other was touched."""

    def __init__(self, key: str, *, trouble: str) -> None:
        self.message = f"Workspace {key} went first and failed, so no other was touched: {trouble}"
        super().__init__(self.message)


@dataclass(kw_only=True)
class Outcome:
    """behind: how many were behind when it began; done: how many no longer are; troubles: what went wrong, by key.
    A workspace that is in neither was not tried, because a process died; the next run takes it up.
    """

    behind: int = 0
    done: int = 0
    troubles: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return self.behind - self.done - len(self.troubles)

    def add(self, troubles: dict[str, str]) -> None:
        note(troubles)
        bad = {key: trouble for key, trouble in troubles.items() if trouble}
        self.troubles |= bad
        self.done += len(troubles) - len(bad)


def behind() -> list[str]:
    """Keys of the workspaces of this process's engine that lack migrations; the default one first."""
    rows = Workspace.objects.exclude(schema=version()).exclude(state=Workspace.State.MAKING)
    rows = rows.filter(engine=settings.ENGINE)
    return list(rows.order_by("-default", "created_at", "pk").values_list("pk", flat=True))


def migrate_all(
    *, processes: int | None = None, canary: str | None = None, progress: Callable[[Outcome], None] = lambda _now: None
) -> Outcome:
    """Bring up every workspace that is behind, one of them (canary, else the default one) before all others.

    processes: how many work at once; four for each processor when not said. progress: called now and then.
    A second run goes on where a killed one stopped. Raises CanaryFailed.
    """
    keys = behind()
    outcome = Outcome(behind=len(keys))
    if not keys:
        return outcome
    first = canary if canary in keys else keys[0]
    outcome.add({first: tried(first, lone=len(keys) == 1)})
    if outcome.troubles and len(keys) > 1:
        raise CanaryFailed(first, trouble=outcome.troubles[first])
    others = [key for key in keys if key != first]
    for troubles in _shared(others, processes or FOR_EACH_PROCESSOR * (os.cpu_count() or 1)):
        outcome.add(troubles)
        progress(outcome)
    return outcome


def _shared(keys: list[str], processes: int) -> Iterator[dict[str, str]]:
    chunks = [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
    if processes == 1 or len(chunks) < 2:
        yield from map(_many, chunks)
        return
    # A connection must not be carried into another process.
    pool.release()
    pool.drain()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        min(processes, len(chunks)), fork, initializer=_tether, initargs=(os.getpid(),)
    ) as executor:
        for future in [executor.submit(_many, chunk) for chunk in chunks]:
            try:
                yield future.result()
            except BrokenProcessPool:
                return


def _tether(parent: int) -> None:
    """End when the process that shares out the work was killed; nobody else would say that nothing more comes."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _many(keys: list[str]) -> dict[str, str]:
    engine.look_up(keys)
    return {key: tried(key) for key in keys}

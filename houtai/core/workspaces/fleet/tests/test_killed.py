"""What is killed half-way goes on at the next run; several processes share the work."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.fleet import everyone
from houtai.core.workspaces.fleet.plan import applied_here
from houtai.core.workspaces.models import Workspace


def _dying() -> None:
    everyone.migrate_all(processes=2, progress=lambda _now: os.kill(os.getpid(), signal.SIGKILL))


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_is_finished_by_the_next(behind: Callable[[str], Workspace], monkeypatch: Any) -> None:
    monkeypatch.setattr(everyone, "CHUNK", 2)
    names = [f"w{number}" for number in range(7)]
    for name in names:
        behind(name)
    pool.release()
    pool.drain()
    process = multiprocessing.get_context("fork").Process(target=_dying)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    left = everyone.behind()
    assert 0 < len(left) < 7
    outcome = everyone.migrate_all(processes=2)
    assert (outcome.done, outcome.left, outcome.troubles) == (len(left), 0, {})
    for name in names:
        with enter(name):
            assert ("readers", "0003_erasures") in applied_here()

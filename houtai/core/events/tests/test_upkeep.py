"""Upkeep changes files and no figure."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from deltalake import DeltaTable

from houtai.core.events.log import event_log, events
from houtai.core.events.retention import Retention, days_kept
from houtai.core.events.tending import GROWING, tend
from houtai.core.events.tests.filling import NOW, fill
from houtai.core.workspaces import context

pytestmark = pytest.mark.django_db


def files() -> list[Any]:
    return sorted(event_log().folder.glob("day=*/*.parquet"))


def age(hours: int) -> None:
    """The files on disk were written so many hours before now."""
    moment = datetime.now(UTC).timestamp() - hours * 3600
    for file in files():
        os.utime(file, (moment, moment))


def test_a_growing_days_small_files_become_one():
    for batch in range(GROWING.many):
        fill({"batch": batch})
    before = events().order_by("batch").to_pyarrow()
    done = tend(event_log(), now=datetime.now(UTC))
    assert done.joined == (NOW.date(),)
    assert len(DeltaTable(str(event_log().folder)).file_uris()) == 1
    assert events().order_by("batch").to_pyarrow() == before
    assert tend(event_log(), now=datetime.now(UTC)).joined == ()


def test_a_quiet_day_is_joined_sooner():
    for batch in range(4):
        fill({"batch": batch})
    assert tend(event_log(), now=datetime.now(UTC)).joined == ()
    age(2)
    assert tend(event_log(), now=datetime.now(UTC)).joined == (NOW.date(),)


def test_files_no_longer_named_stay_for_those_who_still_read_them():
    for batch in range(4):
        fill({"batch": batch})
    age(2)
    reading = events()
    tend(event_log(), now=datetime.now(UTC))
    assert len(files()) == 5
    assert reading.count().execute() == 4


def test_checkpoints_are_written_and_positions_kept():
    for batch in range(101):
        assert event_log().append(event_log().schema.empty_table(), positions={"commit": batch})
    assert tend(event_log(), now=datetime.now(UTC)).checkpoint
    assert event_log().position("commit") == 100
    assert (event_log().folder / "_delta_log" / "_last_checkpoint").exists()


def test_days_beyond_the_retention_are_forgotten():
    fill(*({"at": NOW - timedelta(days=days), "batch": days} for days in range(5)))
    done = tend(event_log(), now=NOW, days=2)
    assert done.forgotten == (NOW.date() - timedelta(days=4), NOW.date() - timedelta(days=3))
    assert sorted(events().batch.to_pyarrow().to_pylist()) == [0, 1, 2]


def test_what_is_kept_is_said_by_the_workspace():
    assert days_kept(context.current()) == 400
    Retention(days=30).save()
    assert days_kept(context.current()) == 30
    assert days_kept("0000000000000000") is None


def test_events_go_on_coming_in_meanwhile():
    for batch in range(8):
        fill({"batch": batch})
    workspace, stop = context.current(), threading.Event()
    added: list[int] = []

    def add() -> None:
        with context.enter(workspace):
            while not stop.is_set():
                fill({"batch": 100 + len(added)})
                added.append(1)

    thread = threading.Thread(target=add)
    thread.start()
    for _turn in range(5):
        age(2)
        tend(event_log(), now=datetime.now(UTC))
    stop.set()
    thread.join()
    assert events().count().execute() == 8 + len(added)
    assert events().batch.nunique().execute() == 8 + len(added)

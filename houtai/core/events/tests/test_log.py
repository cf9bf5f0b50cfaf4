"""The event log as others read it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pyarrow as pa
import pytest

from houtai.core.events.log import assignment_log, assignments, event_log, events
from houtai.core.events.schema import ASSIGNMENTS, EVENTS
from houtai.core.events.tests.filling import NOW, fill, row
from houtai.core.workspaces import context

pytestmark = pytest.mark.django_db


def test_without_a_log_there_are_no_events():
    assert events().count().execute() == 0
    assert events().day.type().is_date()
    assert assignments().count().execute() == 0


def test_only_what_is_counted_is_an_event():
    fill({"visitor": 1}, {"fate": 1}, {"fate": 2}, {"visitor": 2, "simulated": True})
    assert events().count().execute() == 2
    assert events(simulated=True).visitor.to_pyarrow().to_pylist() == [2]
    assert events(simulated=False).visitor.to_pyarrow().to_pylist() == [1]


def test_types_are_those_of_the_schema():
    fill({})
    table = events()
    assert list(table.columns) == EVENTS.names
    assert table.day.type().is_date()
    assert table.to_pyarrow()["at"][0].as_py() == NOW


def test_a_new_commit_is_seen_at_once():
    for count in range(1, 5):
        fill({"batch": count})
        assert events().count().execute() == count


def test_days_are_chosen_by_their_files():
    fill(*({"at": NOW - timedelta(days=days), "batch": days} for days in range(5)))
    some = events(since=date(2026, 2, 28), until=date(2026, 3, 1))
    assert sorted(some.batch.to_pyarrow().to_pylist()) == [1, 2]


def test_every_thread_reads_for_itself():
    fill(*({"batch": number} for number in range(50)))
    workspace = context.current()

    def read(number: int) -> int:
        with context.enter(workspace):
            return int(events().filter(lambda t: t.batch <= number).count().execute())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(50))) == list(range(1, 51))


def test_events_and_assignments_join():
    fill({"decision": 7, "via": 3})
    given = {"push": 1, "decision": 7, "strategy": "", "at": NOW, "day": NOW.date(), "reader": 3, "arm": 0,
             "propensity": 1.0, "held": 0, "fate": "send", "channel": "email", "simulated": False}  # fmt: skip
    assert assignment_log().append(pa.Table.from_pylist([given], schema=ASSIGNMENTS), positions={"push:1": 1})
    given_out = assignments()
    joined = events().join(given_out, [("decision", "decision"), ("via", "reader")])
    assert joined.count().execute() == 1


def test_a_position_is_committed_once():
    rows = pa.Table.from_pylist([row()], schema=EVENTS)
    assert event_log().position("source") == -1
    assert event_log().append(rows, positions={"source": 0})
    assert event_log().position("source") == 0
    assert not event_log().append(rows, positions={"source": 0})
    assert event_log().append(rows, positions={"source": 1})
    assert events().count().execute() == 2


def test_writers_that_race_commit_each_source_once():
    log, rows = assignment_log(), pa.Table.from_pylist([], schema=ASSIGNMENTS)
    folder = log.folder

    def write(number: int) -> bool:
        return type(log)(folder, ASSIGNMENTS).append(rows, positions={f"push:{number % 5}": 1})

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write, range(20))) == 5


@pytest.mark.parametrize("at", [0.3, 0.5])
def test_a_file_that_is_damaged_inside_is_found_when_it_is_read(at):
    """Its footer is sound, so nobody knows before."""
    fill({"batch": 1})
    fill(*({"batch": 2, "n": n, "path": f"/{n * 7919}/"} for n in range(20_000)))
    log = event_log()
    file = max(log.folder.glob("day=*/*.parquet"), key=lambda path: path.stat().st_size)
    content = bytearray(file.read_bytes())
    begin = round(len(content) * at)
    content[begin : begin + 2000] = b"\xff" * 2000
    file.write_bytes(content)
    assert log.damaged() == []
    table = events()
    assert len(table.to_pyarrow()) == table.count().execute() == 1
    assert log.damaged() == [file.relative_to(log.folder).as_posix()]
    fill({"batch": 3})
    assert len(events().execute()) == 2


@pytest.mark.parametrize("harm", ["cut", "garbage", "missing"])
def test_a_damaged_file_is_named_and_the_rest_is_read(harm):
    fill({"batch": 1})
    fill({"batch": 2})
    log = event_log()
    assert log.damaged() == []
    file = next(iter(sorted(log.folder.glob("day=*/*.parquet"))))
    content = file.read_bytes()
    file.write_bytes(content[:100] if harm == "cut" else b"x" * len(content))
    if harm == "missing":
        file.unlink()
    fill({"batch": 3})
    assert log.damaged() == [file.relative_to(log.folder).as_posix()]
    assert events().count().execute() == 2

"""Records of the intake become rows of the log, each once."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from houtai.core.events.log import Log
from houtai.core.events.schema import EVENTS, Fate, visitor_of
from houtai.core.events.segments import Segment, framed
from houtai.core.events.shelf import Moved
from houtai.core.events.tests.filling import NOW, VISITOR, lay, micros, number, record
from houtai.core.events.via import Via
from houtai.core.events.writer import Writer, WriterBusy


@pytest.fixture
def home(tmp_path, settings):
    settings.HOME = tmp_path
    for name in ("one", "two"):
        (tmp_path / "workspaces" / name).mkdir(parents=True)
        (tmp_path / "workspaces" / name / "db.sqlite3").touch()
    return tmp_path


def work(home: Path) -> Moved:
    writer = Writer(home, clock=lambda: NOW)
    try:
        return writer.run_once()
    finally:
        writer.close()


def rows(home: Path, workspace: str = "one") -> list[dict[str, Any]]:
    table = Log(home / "workspaces" / workspace / "events" / "log", EVENTS).rows()
    return table.order_by(["commit", "batch", "n"]).to_pyarrow().to_pylist()


def sums(moved: Moved) -> tuple[int, int, int, int]:
    return moved.events, moved.duplicates, moved.bots, moved.refused


def numbers(home: Path, workspace: str = "one") -> list[int]:
    return sorted(number(row["batch"]) for row in rows(home, workspace))


def test_a_batch_becomes_rows_with_everything_it_said(home):
    event = {
        "name": "read",
        "at": micros(NOW) // 1000 - 5,
        "subject": "content.article:7",
        "path": "/七/?from=mail",
        "referrer": "https://例え.jp/問い",
        "value": 3.5,
        "via": Via(decision=9, reader=4).token(workspace="one"),
        "props": {"色": "青"},
    }
    lay(home, [record("one", 5, {}, event)])
    assert sums(work(home)) == (2, 0, 0, 0)
    row = rows(home)[1]
    assert row["at"] == NOW - timedelta(milliseconds=5)
    assert (row["day"], row["received"], row["commit"], number(row["batch"]), row["n"]) == (NOW.date(), NOW, 1, 5, 1)
    assert (row["name"], row["subject"], row["path"]) == ("read", "content.article:7", "/七/")
    assert (row["referrer"], row["device"], row["visitor"]) == ("例え.jp", "phone", visitor_of(VISITOR))
    assert (row["value"], row["decision"], row["via"], row["reader"]) == (3.5, 9, 4, "")
    assert (row["simulated"], row["fate"], row["props"]) == (False, Fate.COUNTED, '{"色":"青"}')


def test_a_key_speaks_for_its_readers(home):
    lay(home, [record("one", 1, simulated=True, visitor=None, reader="lin", agent="curl/8")])
    work(home)
    row = rows(home)[0]
    assert (row["reader"], row["visitor"], row["simulated"]) == ("lin", visitor_of("reader:lin"), True)
    assert row["fate"] == Fate.BOT


def test_each_workspace_gets_its_own(home):
    lay(home, [record("one", 1), record("two", 2), record("one", 3)])
    work(home)
    assert numbers(home) == [1, 3]
    assert numbers(home, "two") == [2]


def test_commits_are_numbered_by_one(home):
    for batch in (1, 2, 3):
        lay(home, [record("one", batch)], started=batch)
        work(home)
    assert [row["commit"] for row in rows(home)] == [1, 2, 3]


def test_a_late_event_lies_in_its_own_day(home):
    lay(home, [record("one", 1, {"at": micros(NOW - timedelta(days=40)) // 1000}, simulated=True, absolute=True)])
    work(home)
    assert rows(home)[0]["day"] == (NOW - timedelta(days=40)).date()


@pytest.mark.parametrize("restarted", [True, False])
def test_a_replay_is_kept_as_a_duplicate(home, restarted):
    payload = record("one", 1, {}, {})
    lay(home, [payload, payload])
    assert sums(work(home)) == (2, 2, 0, 0)
    lay(home, [payload, record("one", 2)], started=2)
    assert sums(work(home)) == (1, 2, 0, 0)


def test_bots_are_kept_and_not_counted(home):
    lay(home, [record("one", 1, bot=True)])
    assert sums(work(home)) == (0, 0, 1, 0)
    assert rows(home)[0]["fate"] == Fate.BOT


BAD = [
    b"no json", b"{}", b"[]", record("one", 9) * 2, b"\xff\xfe", b"null", b"\n", record("one", 9).partition(b"\n")[0],
    record("../two", 9), record("one", 9, events=None), record("one", 9, events=[None]), record("one", 9, id="x"),
    record("one", 9, {"at": 1}, simulated=True, absolute=True), record("one", 9, {"at": 2**62}),
    record("one", 9, received=NOW.replace(year=1970)), record("one", 9, {"name": None}), record("one", 9, visitor=None),
    record("one", 9, {"path": "?"}).replace(b"?", b"\xff"),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_record_is_set_aside_and_stops_nobody(home, bad):
    lay(home, [record("one", 1), bad, record("one", 2)])
    assert sums(work(home)) == (2, 0, 0, 1)
    (file,) = (home / "intake" / "refused").iterdir()
    assert json.loads(file.read_bytes())["reason"]
    assert numbers(home) == [1, 2]


def test_events_of_an_unknown_workspace_are_set_aside_by_name(home):
    lay(home, [record("gone", 1), record("one", 2)])
    assert sums(work(home)) == (1, 0, 0, 0)
    (file,) = (home / "intake" / "unknown").iterdir()
    assert file.name.startswith("gone-")
    assert file.read_bytes() == framed(record("gone", 1))


def test_a_segment_goes_when_it_is_closed_and_moved(home):
    segment = Segment(home / "intake", started=1, fsync=False)
    segment.append([framed(record("one", 1))])
    writer = Writer(home, clock=lambda: NOW)
    assert not writer.drained()
    writer.run_once()
    assert segment.path.exists()
    assert writer.drained()
    segment.append([framed(record("one", 2))])
    segment.close()
    writer.run_once()
    assert not segment.path.exists()
    assert numbers(home) == [1, 2]
    writer.close()


def test_a_torn_end_is_kept(home):
    path = lay(home, [record("one", 1)])
    with path.open("ab") as file:
        file.write(framed(record("one", 2))[:-1])
    assert sums(work(home)) == (1, 0, 0, 0)
    assert not path.exists()
    (rest,) = (home / "intake" / "torn").iterdir()
    assert rest.read_bytes() == framed(record("one", 2))[:-1]


def test_there_is_one_writer(home):
    first, second = (Writer(home, clock=lambda: NOW) for _ in range(2))
    first.run_once()
    with pytest.raises(WriterBusy):
        second.run_once()
    first.close()
    second.run_once()
    second.close()


def test_workspaces_go_on_from_places_of_their_own(home):
    payloads = [record(name, batch) for batch, name in enumerate(["one", "two", "one", "two", "one"], start=1)]
    segment = Segment(home / "intake", started=1, fsync=False)
    segment.append([framed(payloads[0])])
    work(home)
    segment.append([framed(payload) for payload in payloads[1:2]])
    work(home)
    segment.append([framed(payload) for payload in payloads[2:]])
    segment.close()
    assert sums(work(home)) == (3, 0, 0, 0)
    assert numbers(home) == [1, 3, 5]
    assert numbers(home, "two") == [2, 4]

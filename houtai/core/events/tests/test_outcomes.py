"""Events join the decisions that caused them."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest

from houtai.core.events.erasing import erase, history
from houtai.core.events.log import event_log, events
from houtai.core.events.outcomes import Outcome, outcomes
from houtai.core.events.tests.filling import NOW, fill
from houtai.core.events.visits import visits

pytestmark = pytest.mark.django_db


def test_a_decision_knows_what_it_brought():
    fill(
        {"decision": 1, "via": 5},
        {"decision": 1, "via": 5},
        {"decision": 1, "via": 6},
        {"decision": 1, "via": 7, "name": "read"},
        {"decision": 1, "via": 8, "fate": 1},
        {"decision": 2, "via": 5, "simulated": True},
        {"decision": None},
    )
    assert outcomes([1, 2, 3]) == {1: Outcome(events=3, readers=2), 2: Outcome(events=1, readers=1), 3: Outcome()}
    assert outcomes([1, 2], simulated=False)[2] == Outcome()
    assert outcomes([1], name="read")[1] == Outcome(events=1, readers=1)
    assert outcomes([]) == {}


def test_visits_are_summed_for_each_reader_asked_for():
    fill(
        {"visitor": 1, "value": 2.0},
        {"visitor": 2, "value": 3.0, "at": NOW + timedelta(hours=1)},
        {"visitor": 2, "at": NOW + timedelta(hours=2)},
        {"visitor": 2, "at": NOW - timedelta(microseconds=1)},
        {"visitor": 9},
    )
    readers = pa.table({"visitor": [1, 2, 3], "reader": [10, 10, 30]})
    found = visits(readers, since=NOW, until=NOW + timedelta(hours=2))
    assert found.to_pylist() == [
        {"reader": 10, "events": 2, "value": 5.0},
        {"reader": 30, "events": 0, "value": 0.0},
    ]


def test_visits_without_a_log_are_none():
    readers = pa.table({"visitor": [1], "reader": [10]})
    found = visits(readers, since=NOW, until=NOW + timedelta(hours=2))
    assert found.to_pylist() == [{"reader": 10, "events": 0, "value": 0.0}]


def test_a_person_gets_all_events_and_can_have_them_erased():
    fill({"visitor": 1, "fate": 2}, {"visitor": 2}, {"visitor": -3, "at": NOW - timedelta(days=2)})
    assert history([1, -3])["visitor"].to_pylist() == [-3, 1]
    position = event_log().position("commit")
    assert erase([1, -3]) == 2
    assert history([1, -3]).num_rows == 0
    assert events().visitor.to_pyarrow().to_pylist() == [2]
    assert event_log().position("commit") == position
    assert erase([1, -3]) == 0
    assert erase([]) == 0


def test_without_a_log_there_is_nothing_to_erase():
    assert erase([1]) == 0
    assert history([1]).num_rows == 0

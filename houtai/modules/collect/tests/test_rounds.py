"""Many sources are looked at side by side, and none holds up or spoils another."""

import time
from contextlib import ExitStack
from datetime import timedelta
from functools import partial

import pytest

from houtai.core.text.models import FingerprintManager
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tests.loopback import serving
from houtai.modules.collect.models import Books, Draft, Fetch, Host, Source
from houtai.modules.collect.models.source import LEASE
from houtai.modules.collect.tests.conftest import NOW, answer, feed, item, story

SLOW = 0.4


@pytest.fixture
def servers(db):
    """Eight small servers, each slow, with one story."""
    with ExitStack() as stack:
        places = [stack.enter_context(serving(partial(late, number))) for number in range(8)]
        yield places


def late(number, handler):
    time.sleep(SLOW if handler.path == "/feed" else 0)
    answer({"/feed": feed(item(number, text=story(number)))}, handler)


def sources(places):
    rows = [Source(name=f"Sample {n}", url=place.url("/feed"), next_at=NOW) for n, place in enumerate(places)]
    for row in rows:
        row.save()
    return rows


def look(places, *, now=NOW):
    """As the worker does."""
    Source.objects.look_at_due(now=now)
    admit = frozenset().union(*(place.admit for place in places))
    for row in Outbox.objects.filter(task="houtai.modules.collect.tasks.collect_round"):
        keys, lease = row.args
        Source.objects.collect_round(keys, lease=type(NOW).fromisoformat(lease), now=now, admit=admit, closed=True)


def test_slow_servers_are_waited_for_together(servers):
    sources(servers)
    began = time.monotonic()
    look(servers)
    assert time.monotonic() - began < len(servers) * SLOW
    assert (Draft.objects.count(), Fetch.objects.filter(status="done").count()) == (8, 8)
    assert Books.differences() == []


def test_a_round_that_runs_again_after_a_kill_looks_only_at_the_rest(servers):
    rows = sources(servers)
    look(servers)
    type(rows[0]).objects.filter(pk=rows[0].pk).update(next_at=NOW + LEASE)
    look(servers)
    assert Fetch.objects.count() == len(rows) + 1


def test_one_run_that_breaks_leaves_the_others_and_is_tried_by_itself(servers, monkeypatch):
    rows = sources(servers)
    remember = FingerprintManager.remember

    def breaks(self, subject, text):
        if subject.title == "Story 3":
            raise RuntimeError("broken")
        return remember(self, subject, text)

    monkeypatch.setattr(FingerprintManager, "remember", breaks)
    look(servers)
    assert Draft.objects.count() == 7
    alone = Outbox.objects.filter(task="houtai.modules.collect.tasks.collect_source")
    assert [row.args for row in alone] == [[rows[3].pk]]
    rows[3].refresh_from_db()
    assert (rows[3].failures, rows[3].last_error, rows[3].next_at > NOW + LEASE) == (1, "broken", True)
    assert Books.differences() == []


def test_a_server_that_wants_to_be_left_alone_for_long_puts_its_sources_off(servers):
    (row,) = sources(servers[:1])
    free = NOW + timedelta(minutes=10)
    Host.objects.create(name=f"127.0.0.1:{servers[0].port}", free_at=free, told_at=NOW)
    look(servers)
    row.refresh_from_db()
    assert (Fetch.objects.get().status, row.failures) == ("later", 0)
    assert abs(row.next_at - free) < timedelta(seconds=5)


def test_what_there_is_no_time_for_is_handed_over_again(servers):
    rows = sources(servers)
    Source.objects.look_at_due(now=NOW)
    row = Outbox.objects.get()
    Source.objects.collect_round(row.args[0], lease=NOW + LEASE, now=NOW, seconds=0)
    again = Outbox.objects.exclude(pk=row.pk).get()
    assert sorted(again.args[0]) == [each.pk for each in rows]


def test_a_run_that_comes_late_in_a_round_knows_how_late_it_is(db):
    late = Source(url="https://n.example/").collecting(now=NOW, since=time.monotonic() - 5)
    assert timedelta(seconds=5) <= late.now - NOW < timedelta(seconds=6)
    assert late.outside.now == late.now

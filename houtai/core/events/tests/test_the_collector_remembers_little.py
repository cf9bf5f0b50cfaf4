"""Strangers decide neither how much the collector keeps in memory, nor what it forgets."""

import time

import pytest

from houtai.core.events import sites as knowing
from houtai.core.events.agents import is_bot
from houtai.core.events.sites import Sites
from houtai.core.events.tests.test_the_collector_answers import HOST, collector, take
from houtai.core.workspaces.context import current

__all__ = ["collector"]


def test_our_own_host_is_known_however_many_others_are_asked_for(db, monkeypatch):
    monkeypatch.setattr(knowing, "MOST_HOSTS", 3)
    sites = Sites()
    for name in (HOST, "one.example", "two.example", "three.example", "four.example"):
        sites.look_up(name)
    assert sites.known(HOST).workspace == current()
    assert len(sites._known) == 3


@pytest.mark.parametrize("header", ["host", "origin"])
def test_no_host_of_any_length_is_remembered(collector, header):
    long = f"{'a' * 300}.example"
    answer = take(collector, **{header: long if header == "host" else f"http://{long}"})
    assert answer.status in (403, 404)
    assert long not in collector.sites._known


def test_the_end_of_a_long_header_is_not_remembered(collector):
    agent = f"Mozilla/5.0 {time.monotonic_ns()} {'a' * 3000}"
    before = is_bot.cache_info().misses
    assert [take(collector, user_agent=f"{agent}{end}").status for end in "bc"] == [202, 202]
    assert is_bot.cache_info().misses == before + 1

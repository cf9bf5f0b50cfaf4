"""A strategy whose queue, candidates or actions belong to a module that is off stops, and says why."""

from __future__ import annotations

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import SwitchedOff
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import NOW, waiting
from houtai.core.workspaces.context import current
from houtai.core.workspaces.switches import losses, switch
from houtai.modules.strategies.tests.conftest import LONG, SHORT, look, states


@pytest.mark.parametrize("module", ["collect", "content"])
def test_it_stops_with_the_reason(live, module):
    drafts = waiting(1, words=SHORT)
    switch(current(), off=[module], now=NOW)
    look()
    live.refresh_from_db()
    assert (live.stage, states(drafts)) == ("paused", ["waiting"])
    assert "switched off" in Decision.objects.first().because


def test_who_switches_is_told_of_it(live):
    assert str(live) in losses(current(), module="collect")
    assert str(live) not in losses(current(), module="push")


def test_an_action_held_from_before_is_refused_and_changes_nothing(bob):
    (draft,) = waiting(1, words=LONG)
    skip = catalog.action("collect.skip")
    switch(current(), off=["collect"], now=NOW)
    with pytest.raises(SwitchedOff, match="switched off"):
        skip.run(draft, by=bob)
    with pytest.raises(SwitchedOff):
        catalog.action("content.accept").run(draft, by=bob)
    assert states([draft]) == ["waiting"]


def test_its_data_is_back_when_it_is_on_again(bob, client):
    (draft,) = waiting(1, words=LONG)
    client.force_login(bob)
    switch(current(), off=["collect"], now=NOW)
    assert client.get("/desk/work/queues/collect-drafts/").status_code == 404
    switch(current(), on=["collect"], now=NOW)
    assert draft.title in client.get("/desk/work/queues/collect-drafts/").content.decode()


def test_a_queue_goes_on_without_the_choices_of_a_module_that_is_off(bob, client):
    waiting(1, words=LONG)
    client.force_login(bob)
    switch(current(), off=["content"], now=NOW)
    page = client.get("/desk/work/queues/collect-drafts/")
    assert page.status_code == 200
    assert "collect.skip" in page.content.decode()
    assert "content.accept" not in page.content.decode()

"""Modules are switched off and on by workspace, and what waits for one waits on."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult

from houtai.core.catalog.catalog import SwitchedOff, catalog
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.schedule import tick
from houtai.core.workspaces.switches import AlwaysOn, NoSuchModule, losses, switch
from houtai.core.workspaces.tasks import QUEUE
from houtai.core.workspaces.worker import Worker

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def at(time):
    return time


def off(*names):
    return switch(current(), off=names, now=NOON)


def test_its_words_are_refused_with_a_reason():
    off("collect")
    for find, name in ((catalog.queue, "collect.drafts"), (catalog.action, "collect.skip")):
        with pytest.raises(SwitchedOff, match="switched off"):
            find(name)
    assert "collect.skip" in catalog.actions


def test_other_workspaces_keep_it():
    other = Workspace.objects.create(name="Other")
    switch(other.pk, off=["collect"], now=NOON)
    assert catalog.is_on("collect")
    assert Workspace.objects.get(pk=other.pk).off == ["collect"]


def test_what_every_module_stands_on_stays_on():
    with pytest.raises(AlwaysOn):
        off("work")


def test_an_unknown_module_is_named_with_the_nearest():
    with pytest.raises(NoSuchModule, match="collect"):
        off("colect")
    assert Workspace.objects.get(pk=current()).off == []


def test_a_name_left_over_from_a_module_that_is_gone_does_no_harm():
    Workspace.objects.filter(pk=current()).update(off=["gone", "work"])
    assert catalog.is_on("work")


def test_what_stops_is_named():
    assert any("content.accept" in line for line in losses(current(), module="content"))


def test_its_jobs_take_no_turns():
    off("collect")
    tick(now=NOON)
    assert not [name for name in tick(now=NOON + timedelta(hours=2)) if name.startswith("collect.")]


def test_a_task_that_waits_for_it_waits_until_it_is_on():
    row = DBTaskResult.objects.create(
        task_path="houtai.modules.collect.tasks.collect_due",
        args_kwargs={"args": [], "kwargs": {}, "workspace": current()},
        backend_name=QUEUE,
        run_after=NOON,
    )
    off("collect")
    Worker(clock=partial(at, NOON)).run_one()
    row.refresh_from_db()
    assert (row.status, row.worker_ids, row.run_after > NOON) == ("READY", [], True)
    switch(current(), on=["collect"], now=NOON)
    row.refresh_from_db()
    assert row.run_after == NOON
    Worker(clock=partial(at, NOON)).run_one()
    row.refresh_from_db()
    assert row.status == "SUCCESSFUL"

"""A workspace is made whole or not at all, whoever is killed and whoever else wants its host."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context

import pytest
from django.conf import settings

from houtai.core.workspaces import engine, lifecycle, making, pool
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Host, Member, User, Workspace
from houtai.core.workspaces.preparation import prepare_databases

STEPS = {
    "before its row": (making, "_reserve"),
    "before its database": (engine, "create"),
    "before its owner": (making, "welcome"),
    "before it begins": (lifecycle, "begin"),
}


def make(**about):
    """On the engine that this run is of."""
    return lifecycle.make(engine=engine.own().name, **about)


def folders():
    return {path.name for path in (settings.HOME / "workspaces").iterdir()}


def forked(work):
    """Run it in another process, which shares no connection with this one. Returns its number."""
    pool.release()
    pool.drain()
    child = os.fork()
    if child:
        return child
    try:
        os._exit(work())
    finally:
        os._exit(1)


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(*_args, **_options):
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_owner_may_do_everything_there_and_nothing_more_here(owner):
    made = make(name="News", host="news.example.com", owner=owner.identity)
    assert (made.state, [host.pk for host in made.hosts.all()]) == ("active", ["news.example.com"])
    with enter(made.pk):
        assert list(User.objects.values_list("pk", "is_superuser")) == [(owner.pk, True)]
    assert Member.objects.filter(workspace=made).count() == 1


def test_a_host_that_is_taken_leaves_nothing(db):
    make(name="One", host="news.example.com")
    before = folders()
    with pytest.raises(lifecycle.HostTaken):
        make(name="Two", host="NEWS.example.com.")
    assert folders() == before
    assert not Workspace.objects.filter(name="Two").exists()


def test_what_fails_on_the_way_leaves_nothing(db, monkeypatch):
    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    before = folders()
    monkeypatch.setattr(lifecycle, "begin", full)
    with pytest.raises(OSError, match="No space"):
        make(name="One", host="news.example.com")
    assert (folders(), Workspace.objects.count(), Host.objects.count()) == (before, 1, 0)


@pytest.mark.parametrize("step", STEPS)
def test_what_a_kill_left_is_cleared_away(transactional_db, owner, monkeypatch, step):
    identity, before = owner.identity, folders()
    monkeypatch.setattr(*STEPS[step], killed)
    child = forked(lambda: make(name="One", host="news.example.com", owner=identity) and 0)
    assert ended(child) == -signal.SIGKILL
    monkeypatch.undo()
    made = make(name="Again", host="news.example.com", owner=identity)
    assert set(Workspace.objects.values_list("name", flat=True)) == {"Houtai", "Again"}
    assert folders() == before | {made.pk}


def test_what_is_being_made_is_left_alone(transactional_db):
    with making.making(on=engine.own().name, name="One", host="news.example.com") as workspace:
        assert ended(forked(lambda: 40 + making.mend())) == 40
        lifecycle.begin(workspace, at=workspace.since)
    assert Workspace.objects.get(name="One").state == "active"


def test_of_two_who_want_a_host_at_once_one_gets_it(transactional_db):
    before, start = folders(), get_context("fork").Barrier(2)

    def race():
        start.wait(20)
        try:
            make(name="One", host="news.example.com")
        except lifecycle.HostTaken:
            return 3
        return 0

    children = [forked(race), forked(race)]
    assert sorted(map(ended, children)) == [0, 3]
    assert Workspace.objects.filter(default=False).count() == 1
    assert len(folders() - before) == 1


def test_prepare_clears_away_what_a_kill_left(transactional_db, monkeypatch):
    before = folders()
    monkeypatch.setattr(lifecycle, "begin", killed)
    assert ended(forked(lambda: make(name="One", host="news.example.com") and 0)) == -signal.SIGKILL
    monkeypatch.undo()
    assert folders() != before
    prepare_databases()
    assert (folders(), Host.objects.count()) == (before, 0)

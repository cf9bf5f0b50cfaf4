"""The states of a workspace, and what may follow what."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import engine, lifecycle, purging
from houtai.core.workspaces.backups.places import root
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.registry import place_of

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def news(db):
    return lifecycle.make(name="News", host="news.example.com", engine=engine.own().name)


def test_suspended_and_resumed(news):
    lifecycle.suspend(news, at=AT)
    assert place_of("news.example.com").state == "suspended"
    lifecycle.resume(news, at=AT)
    assert place_of("news.example.com").state == "active"


def test_of_two_who_suspend_it_one_is_told_that_it_is_too_late(news):
    other = Workspace.objects.get(pk=news.pk)
    lifecycle.suspend(news, at=AT)
    with pytest.raises(lifecycle.NotNow):
        lifecycle.suspend(other, at=AT)


@pytest.mark.parametrize("verb", [lifecycle.suspend, lifecycle.leave])
def test_the_default_one_stays(db, verb):
    with pytest.raises(lifecycle.IsDefault):
        verb(Workspace.objects.get(default=True), at=AT)


def test_leaving_waits_and_can_be_taken_back(news):
    lifecycle.suspend(news, at=AT)
    lifecycle.leave(news, at=AT)
    assert lifecycle.purge(now=AT + timedelta(days=29)) == []
    lifecycle.stay(news, at=AT, state="suspended")
    assert lifecycle.purge(now=AT + timedelta(days=400)) == []
    assert Workspace.objects.get(pk=news.pk).state == "suspended"


def test_after_thirty_days_everything_of_it_is_gone(news):
    DBTaskResult.objects.create(
        task_path="x", args_kwargs={"args": [], "kwargs": {}, "workspace": news.pk}, backend_name="queue", run_after=AT
    )
    (engine.folder_of(news.pk) / "media").mkdir(parents=True, exist_ok=True)
    (root() / news.pk / "20260501").mkdir(parents=True)
    lifecycle.leave(news, at=AT)
    assert lifecycle.purge(now=AT + timedelta(days=30)) == ["News"]
    assert not (root() / news.pk).exists()
    assert not engine.folder_of(news.pk).exists()
    assert not engine.of(news.pk).exists(news.pk)
    assert not Workspace.objects.filter(pk=news.pk).exists()
    assert not Host.objects.filter(pk="news.example.com").exists()
    assert not DBTaskResult.objects.filter(args_kwargs__workspace=news.pk).exists()


def test_a_purge_that_was_cut_off_goes_on(news, monkeypatch):
    lifecycle.leave(news, at=AT)
    with monkeypatch.context() as patched:
        patched.setattr(purging, "close", lambda _workspace: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lifecycle.purge(now=AT + timedelta(days=31))
    assert lifecycle.purge(now=AT + timedelta(days=31)) == ["News"]


def test_a_host_leads_to_one(news, db):
    other = lifecycle.make(name="Other", engine=engine.own().name)
    with pytest.raises(lifecycle.HostTaken):
        lifecycle.add_host(other, host="NEWS.example.com")
    lifecycle.drop_host(news, host="news.example.com")
    assert lifecycle.add_host(other, host="NEWS.example.com") == "news.example.com"
    with pytest.raises(lifecycle.NoSuchHost):
        lifecycle.drop_host(news, host="news.example.com")

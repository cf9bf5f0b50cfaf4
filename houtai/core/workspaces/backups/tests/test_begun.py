"""What a restore that was begun leaves behind, and what it never does."""

from typing import Any

import pytest
from django.utils.timezone import now

from houtai.core.workspaces import lifecycle
from houtai.core.workspaces.backups import kinds, restoring
from houtai.core.workspaces.backups.places import backups_of, newest
from houtai.core.workspaces.backups.taking import NoRoom, take
from houtai.core.workspaces.backups.tests.writing import add, put_back, there
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal

State = Workspace.State


class Killed(BaseException):
    pass


def interrupt(monkeypatch: Any, workspace: Workspace) -> None:
    def killed(*_words: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_put_files", killed)
        with pytest.raises(Killed):
            put_back(newest(workspace.pk))
    workspace.refresh_from_db()
    assert workspace.state == State.SUSPENDED


def test_who_resumes_it_ends_it(shop: Workspace, monkeypatch: Any) -> None:
    add(shop, "before")
    take(shop.pk, now=now())
    interrupt(monkeypatch, shop)
    lifecycle.resume(shop, at=now())
    add(shop, "days of work")
    take(shop.pk, now=now(), even_if_same=True)
    add(shop, "the last hour")
    put_back(restoring.wanted(shop.pk, at=None))
    assert there(shop) == ["before", "days of work"]
    put_back(newest(shop.pk))
    assert there(shop) == ["before", "days of work", "the last hour"]


def test_another_back_up_is_put_back_with_the_present_saved(shop: Workspace, monkeypatch: Any) -> None:
    first = take(shop.pk, now=now())
    assert first
    add(shop, "later")
    take(shop.pk, now=now(), even_if_same=True)
    interrupt(monkeypatch, shop)
    known = len(backups_of(shop.pk))
    put_back(first)
    assert there(shop) == []
    assert len(backups_of(shop.pk)) == known + 1
    assert Workspace.objects.get(pk=shop.pk).state == State.ACTIVE


def test_what_is_written_until_it_is_suspended_everywhere_is_saved(shop: Workspace) -> None:
    take(shop.pk, now=now())
    put_back(newest(shop.pk), wait=lambda _seconds: add(shop, "late"))
    assert there(shop) == []
    put_back(newest(shop.pk))
    assert there(shop) == ["late"]


def test_without_room_to_save_the_present_it_goes_on_as_before(shop: Workspace, monkeypatch: Any) -> None:
    def full(*_words: Any, **_options: Any) -> None:
        raise NoRoom

    take(shop.pk, now=now())
    add(shop, "kept")
    monkeypatch.setattr(restoring, "take", full)
    with pytest.raises(NoRoom):
        put_back(newest(shop.pk))
    assert there(shop) == ["kept"]
    assert Workspace.objects.get(pk=shop.pk).state == State.ACTIVE


def test_one_that_turns_out_to_be_damaged_leaves_it_at_work(shop: Workspace, monkeypatch: Any) -> None:
    def damaged(*_words: Any, **_options: Any) -> None:
        raise Refusal

    take(shop.pk, now=now())
    monkeypatch.setattr(kinds.of(shop.pk), "put", damaged)
    with pytest.raises(Refusal):
        put_back(newest(shop.pk))
    assert Workspace.objects.get(pk=shop.pk).state == State.ACTIVE


def test_one_from_the_other_engine_changes_nothing(shop: Workspace) -> None:
    backup = take(shop.pk, now=now())
    assert backup
    before = shop.engine
    Workspace.objects.filter(pk=shop.pk).update(engine="postgresql" if before == "sqlite" else "sqlite")
    with pytest.raises(restoring.OtherEngine):
        put_back(backup)
    Workspace.objects.filter(pk=shop.pk).update(engine=before)
    assert Workspace.objects.get(pk=shop.pk).state == State.ACTIVE
    assert restoring.wanted(shop.pk, at=None) == backup

"""What is backed up comes back, in place or as a new workspace; what is damaged is refused whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.utils.timezone import now

from houtai.core.workspaces import engine, pool
from houtai.core.workspaces.backups import restoring
from houtai.core.workspaces.backups.places import Backup, NoBackup, backups_of, newest
from houtai.core.workspaces.backups.taking import take
from houtai.core.workspaces.backups.tests.writing import add, put_back, there
from houtai.core.workspaces.cli import restore
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL, folder_of
from houtai.core.workspaces.models import Member, Outbox, Seal, User, Workspace


def taken(workspace: Workspace) -> Backup:
    backup = take(workspace.pk, now=now())
    assert backup is not None
    return backup


def test_in_place_it_is_as_it_was_and_the_present_is_saved_first(shop: Workspace) -> None:
    add(shop, "before")
    first = taken(shop)
    add(shop, "after")
    (folder_of(shop.pk) / "media" / "late.txt").write_text("late")
    put_back(newest(shop.pk, at=first.at))
    assert there(shop) == ["before"]
    assert [file.name for file in (folder_of(shop.pk) / "media").iterdir()] == ["picture.txt"]
    assert Workspace.objects.get(pk=shop.pk).state == Workspace.State.ACTIVE
    put_back(newest(shop.pk))
    assert there(shop) == ["before", "after"]
    assert len(backups_of(shop.pk)) == 3


def test_a_lost_database_comes_back(shop: Workspace) -> None:
    add(shop, "kept")
    take(shop.pk, now=now())
    engine.destroy(shop.pk)
    assert put_back(newest(shop.pk)) is None
    assert there(shop) == ["kept"]


def test_seals_go_back_with_the_chain(shop: Workspace) -> None:
    with enter(shop.pk):
        Seal.objects.press("work.decision", row=3, hash="a" * 64)
    take(shop.pk, now=now())
    with enter(shop.pk):
        Seal.objects.press("work.decision", row=9, hash="b" * 64)
    put_back(newest(shop.pk))
    with enter(shop.pk):
        assert Seal.objects.of("work.decision") == (3, "a" * 64)


def test_a_new_workspace_has_the_rows_the_files_and_the_members(shop: Workspace) -> None:
    with enter(shop.pk):
        User.objects.create_user("ann@example.com", "correct horse battery")
    add(shop, "kept")
    take(shop.pk, now=now())
    new = restoring.into_new(newest(shop.pk), name="Shop of yesterday", now=now())
    assert there(new) == ["kept"]
    assert new.pk != shop.pk
    assert (folder_of(new.pk) / "media" / "picture.txt").read_text() == "a picture"
    assert Member.objects.filter(workspace=new, user__email="ann@example.com").exists()
    assert (new.state, new.name) == (Workspace.State.SUSPENDED, "Shop of yesterday")
    engine.destroy(new.pk)


def test_who_makes_a_new_one_is_told_how_to_resume_it(shop: Workspace) -> None:
    take(shop.pk, now=now())
    said: list[str] = []
    restore.run({"workspace": shop.pk, "at": None, "into": "Beside", "host": None}, said.append)
    new = Workspace.objects.get(name="Beside")
    assert said[1] == new.pk
    assert f"workspaces resume {new.pk}" in said[2]
    engine.destroy(new.pk)


@pytest.mark.parametrize("damage", ["cut", "changed", "no manifest"])
def test_a_damaged_back_up_changes_nothing(shop: Workspace, damage: str) -> None:
    add(shop, "kept")
    backup = taken(shop)
    file, whole = backup.database, backup.database.read_bytes()
    if damage == "no manifest":
        (backup.folder / "manifest.json").write_text("{")
    else:
        file.write_bytes(whole[: len(whole) // 2] if damage == "cut" else whole[:-9] + b"\0" * 9)
    add(shop, "present")
    for go in (
        lambda: put_back(backup),
        lambda: restoring.into_new(backup, name="Never", now=now()),
    ):
        with pytest.raises(restoring.DamagedBackup):
            go()
    assert there(shop) == ["kept", "present"]
    assert not Workspace.objects.filter(name="Never").exists()


def test_there_is_nothing_from_before_the_first_one(shop: Workspace) -> None:
    backup = taken(shop)
    with pytest.raises(NoBackup):
        newest(shop.pk, at=backup.at - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_control_comes_back(settings: Any, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    take(CONTROL, now=datetime(2026, 1, 1, tzinfo=UTC))
    pool.release()
    Workspace.objects.update(name="Changed")
    put_back(newest(CONTROL, at=datetime(2026, 1, 2, tzinfo=UTC)))
    assert not Workspace.objects.filter(name="Changed").exists()


@pytest.mark.once("PostgreSQL has no such connections")
@pytest.mark.skipif(ours.ENGINE != "sqlite", reason="PostgreSQL ends the connections to a database that it replaces")
def test_rows_written_by_an_open_connection_after_it_are_kept(shop: Workspace) -> None:
    """Other processes keep their connections; what they write next must be found again."""
    add(shop, "before")
    take(shop.pk, now=now())
    with enter(shop.pk):
        assert Outbox.objects.count() == 1
        held = pool.bag.held[shop.pk]
        del pool.bag.held[shop.pk]
    put_back(newest(shop.pk))
    pool.hold(shop.pk, held)
    add(shop, "written")
    pool.forget(shop.pk)
    assert there(shop) == ["before", "written"]


def test_one_that_was_interrupted_is_finished_by_the_next(shop: Workspace, monkeypatch: Any) -> None:
    def killed(*_words: Any) -> None:
        raise KeyboardInterrupt

    add(shop, "before")
    taken(shop)
    add(shop, "after")
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_put_files", killed)
        with pytest.raises(KeyboardInterrupt):
            put_back(restoring.wanted(shop.pk, at=None))
    assert Workspace.objects.get(pk=shop.pk).state == Workspace.State.SUSPENDED
    put_back(restoring.wanted(shop.pk, at=None))
    assert there(shop) == ["before"]
    assert Workspace.objects.get(pk=shop.pk).state == Workspace.State.ACTIVE
    put_back(restoring.wanted(shop.pk, at=None))
    assert there(shop) == ["before", "after"]

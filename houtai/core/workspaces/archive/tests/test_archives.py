"""A workspace goes into a file and comes out as another one; people keep what is theirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.timezone import now

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive import exporting
from houtai.core.workspaces.archive.comparing import same
from houtai.core.workspaces.archive.errors import NoRoom
from houtai.core.workspaces.archive.exporting import FileThere, export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.archive.packing import peek
from houtai.core.workspaces.archive.tests.filling import fill
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.making import HostTaken
from houtai.core.workspaces.models import Host, Member, Outbox, Seal, User, Workspace

Decision: Any = apps.get_model("work.Decision")
verified = import_string("houtai.core.work.sealing.verified")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path: Path, alice: Any) -> Path:
    fill(alice)
    assert verified(Decision) == []
    media = engine.folder_of(current()) / "media" / "图 片"
    media.mkdir(parents=True, exist_ok=True)
    (media / "a.jpg").write_bytes(b"picture")
    Host.objects.create(name="news.example.com", workspace_id=current())
    export(current(), tmp_path / "a.tar", now=now())
    return tmp_path / "a.tar"


def test_all_of_it_comes_back_under_another_id(archive: Path) -> None:
    workspace = bring_in(archive, now=now(), hosts=["other.example.com"])
    assert same(current(), workspace.pk) == []
    assert (engine.folder_of(workspace.pk) / "media" / "图 片" / "a.jpg").read_bytes() == b"picture"
    assert [host.name for host in workspace.hosts.all()] == ["other.example.com"]
    assert (workspace.state, workspace.name) == ("active", Workspace.objects.get(pk=current()).name)
    with enter(workspace.pk):
        assert User.objects.get(email="alice@example.com").identity.check_password("correct horse battery")
        assert verified(Decision) == []


def test_files_whose_names_differ_in_case_alone_come_back_both(alice: Any, tmp_path: Path) -> None:
    fill(alice)
    media = engine.folder_of(current()) / "media"
    media.mkdir(exist_ok=True)
    for name in ("boat.png", "Boat.png"):
        (media / name).write_bytes(name.encode())
    export(current(), tmp_path / "a.tar", now=now())
    there = engine.folder_of(bring_in(tmp_path / "a.tar", now=now(), hosts=[]).pk) / "media"
    assert [(there / name).read_bytes() for name in ("boat.png", "Boat.png")] == [b"boat.png", b"Boat.png"]


def test_hosts_that_are_taken_refuse_it_early(archive: Path) -> None:
    before = everything()
    with pytest.raises(HostTaken, match=r"news\.example\.com"):
        bring_in(archive, now=now())
    assert everything() == before


def test_a_person_whose_number_is_taken_gets_another_everywhere(archive: Path, alice: Any) -> None:
    with_another_number("alice@example.com")
    identity = User.objects.using(CONTROL).get(email="alice@example.com")
    workspace = bring_in(archive, now=now(), hosts=[], member=identity.pk)
    assert identity.pk != alice.pk
    with enter(workspace.pk):
        mine = User.objects.get(email="alice@example.com")
        assert mine.pk == identity.pk
        assert {group.name for group in mine.groups.all()} >= {"Managers"}
        assert set(Decision.objects.values_list("user_id", flat=True)) == {identity.pk}
        assert verified(Decision) == []
    assert Member.objects.filter(workspace=workspace, user_id=identity.pk).exists()


def test_somebody_unknown_gets_an_identity_without_a_password(archive: Path, alice: Any) -> None:
    User.objects.using(CONTROL).filter(pk=alice.pk).delete()
    workspace = bring_in(archive, now=now(), hosts=[])
    identity = User.objects.using(CONTROL).get(email="alice@example.com")
    assert not identity.has_usable_password()
    assert Seal.objects.filter(workspace=workspace).count() == 1


def test_tasks_that_wait_are_not_run_here(tmp_path: Path, alice: Any) -> None:
    Outbox.objects.create(task="houtai.site.day.tasks.collect", args=[1, "10.0.0.5:9200"])
    Outbox.objects.create(task="a.b", once="done", enqueued_at=now())
    export(current(), tmp_path / "a.tar", now=now())
    with enter(bring_in(tmp_path / "a.tar", now=now(), hosts=[]).pk):
        assert list(Outbox.objects.values_list("once", flat=True)) == ["done"]


def test_a_file_is_never_written_over(archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(FileThere):
        export(current(), archive, now=now())
    assert archive.read_bytes() == before


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **options: Any) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(exporting, "_sync", full)
    with pytest.raises(NoRoom):
        export(current(), tmp_path / "a.tar", now=now())
    assert list(tmp_path.iterdir()) == []
    assert list((engine.folder_of(current()).parents[1] / "drafts").iterdir()) == []


def test_the_manifest_says_what_is_in_it(archive: Path) -> None:
    manifest = peek(archive)
    assert manifest.registry is not None
    assert manifest.registry.hosts == ["news.example.com"]
    assert [person.email for person in manifest.registry.people] == ["alice@example.com"]
    assert [part.name for part in manifest.files] == ["media/图 片/a.jpg"]


def with_another_number(email: str) -> None:
    """As in another installation, where somebody else has this person's number."""
    users = User.objects.using(CONTROL)
    old = users.get(email=email)
    Member.objects.filter(user_id=old.pk).delete()
    users.filter(pk=old.pk).update(email="somebody.else@example.com")
    User(pk=old.pk + 100, email=email, password=old.password).save(using=CONTROL, force_insert=True)


def everything() -> tuple[Any, ...]:
    home = engine.folder_of(current()).parents[1]
    folders = sorted(path.name for top in ("workspaces", "drafts") for path in (home / top).glob("*"))
    rows = (Workspace, Host, Member, Seal, User.objects.using(CONTROL).all().query.model)
    return folders, [row.objects.using(CONTROL).count() for row in rows]

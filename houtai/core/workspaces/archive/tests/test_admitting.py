"""Whoever is known in an installation is let into an imported workspace by their own word alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now

from houtai.core.workspaces.archive.admitting import invite_known
from houtai.core.workspaces.archive.exporting import export
from houtai.core.workspaces.archive.importing import bring_in
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.invitations import accept
from houtai.core.workspaces.models import Invitation, Member, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path: Path, alice: Any, owner: Any) -> Path:
    export(current(), tmp_path / "a.tar", now=now())
    return tmp_path / "a.tar"


def members(workspace: Any) -> set[int]:
    return set(Member.objects.filter(workspace=workspace, active=True).values_list("user", flat=True))


def test_who_is_known_joins_by_accepting(archive: Path, alice: Any, owner: Any) -> None:
    roles = set(alice.groups.values_list("name", flat=True))
    workspace = bring_in(archive, now=now(), hosts=[], member=owner.pk)
    assert members(workspace) == {owner.pk}
    letters = invite_known(workspace, by=owner, now=now())
    assert [letter.invitation.email for letter in letters] == [alice.email]
    assert invite_known(workspace, by=owner, now=now()) == []
    with enter(workspace.pk):
        identity = User.objects.using(CONTROL).get(pk=alice.pk)
        assert accept(Invitation.objects.get(workspace=workspace.pk), identity=identity, now=now()).pk == alice.pk
        assert set(User.objects.get(pk=alice.pk).groups.values_list("name", flat=True)) == roles
    assert members(workspace) == {owner.pk, alice.pk}


def test_an_identity_that_nobody_uses_is_no_hindrance(archive: Path, alice: Any, owner: Any) -> None:
    Member.objects.filter(user=alice.pk).delete()
    User.objects.using(CONTROL).filter(pk=alice.pk).update(password="!")
    assert members(bring_in(archive, now=now(), hosts=[])) == {alice.pk}


@pytest.mark.parametrize("owners", [True, False])
def test_owners_of_the_archive_stay_owners_if_an_owner_imports_it(archive: Path, owner: Any, owners: bool) -> None:
    with enter(bring_in(archive, now=now(), hosts=[], member=owner.pk, owners=owners).pk):
        there = User.objects.get(email=owner.email)
        assert there.is_superuser is owners
        assert owners or there.groups.filter(name="Managers").exists()

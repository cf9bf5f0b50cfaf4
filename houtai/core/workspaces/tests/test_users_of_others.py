"""Wagtail's page of a user: who belongs to other workspaces too keeps his address and password."""

import pytest
from django.urls import reverse

from conftest import PASSWORD
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.lifecycle import make
from houtai.core.workspaces.models import User

TOLD = "belongs to other workspaces too"


@pytest.fixture
def shared(transactional_db, bob):
    with enter(make(name="Elsewhere").pk):
        User.objects.create_user(bob.email)
    return bob


def send(client, user, **changed):
    data = {"email": user.email, "first_name": "Robert", "last_name": "B", "is_active": "on"}
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), {**data, **changed})


@pytest.mark.parametrize(
    "changed", [{"email": "taken@example.com"}, {"password1": "t4ken over", "password2": "t4ken over"}]
)
def test_address_and_password_of_somebody_shared_are_refused_beside_the_field(client, owner, shared, changed):
    client.force_login(owner)
    answer = send(client, shared, **changed)
    assert answer.status_code == 200
    assert TOLD in answer.content.decode()
    identity = User.objects.using(CONTROL).get(pk=shared.pk)
    assert identity.email == shared.email
    assert identity.check_password(PASSWORD)


def test_his_name_here_may_be_changed(client, owner, shared):
    client.force_login(owner)
    assert send(client, shared).status_code == 302
    assert User.objects.get(pk=shared.pk).first_name == "Robert"


def test_address_and_password_of_ones_own_member_are_changed(client, owner, bob):
    client.force_login(owner)
    new = {"email": "robert@example.com", "password1": "a new 1 for him", "password2": "a new 1 for him"}
    assert send(client, bob, **new).status_code == 302
    identity = User.objects.using(CONTROL).get(pk=bob.pk)
    assert identity.email == "robert@example.com"
    assert identity.check_password("a new 1 for him")

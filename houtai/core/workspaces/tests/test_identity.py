"""One identity, a shadow of it in each workspace."""

import pytest
from django.test import Client

from conftest import PASSWORD
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Member, User
from houtai.core.workspaces.models.user import SharedIdentity
from houtai.core.workspaces.preparation import create_workspace
from houtai.core.workspaces.tests.test_desk import sign_in

pytestmark = pytest.mark.django_db


def test_a_new_user_has_an_identity_of_the_same_key_and_a_membership(alice):
    identity = User.objects.using(CONTROL).get(email="alice@example.com")
    assert identity.pk == alice.pk
    assert Member.objects.filter(user=identity.pk, workspace=current(), active=True).exists()


def test_only_the_identity_keeps_the_password(alice):
    shadow = User.objects.get(pk=alice.pk)
    assert shadow.password.startswith("!")
    assert shadow.identity.password.startswith("argon2$argon2id$v=19$m=8,")
    assert shadow.check_password(PASSWORD)


def test_it_is_hashed_with_the_work_that_is_recommended(settings, alice):
    settings.PASSWORD_HASHERS = ["houtai.core.workspaces.hashers.Argon2"]
    alice.set_password(PASSWORD)
    alice.save()
    assert alice.identity.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_changed_password_ends_other_sessions(client, alice):
    client.force_login(alice)
    alice.set_password("another battery")
    alice.save()
    assert client.get("/desk/").status_code == 302


def test_addresses_are_one_whatever_their_case(client, alice):
    alice.email = "ALICE@example.com"
    assert sign_in(client, alice).redirect_chain[-1][0] == "/desk/"


@pytest.fixture
def elsewhere(transactional_db):
    return create_workspace(name="Elsewhere").pk


def test_joining_a_second_workspace_keeps_identity_and_password(elsewhere, alice):
    with enter(elsewhere):
        shadow = User.objects.create_user("alice@example.com", "a password that is not hers")
        assert shadow.pk == alice.pk
        assert shadow.check_password(PASSWORD)


def test_no_workspace_may_change_the_password_of_a_shared_identity(elsewhere, alice):
    with enter(elsewhere):
        shadow = User.objects.create_user("alice@example.com")
        shadow.set_password("taken over")
        with pytest.raises(SharedIdentity):
            shadow.save()


def test_deleting_a_user_ends_the_membership_and_keeps_the_identity(bob):
    key = bob.pk
    bob.delete()
    assert User.objects.using(CONTROL).filter(pk=key).exists()
    assert not Member.objects.filter(user=key).exists()


def test_a_stranger_of_this_workspace_cannot_sign_in(client, elsewhere):
    with enter(elsewhere):
        stranger = User.objects.create_user("charlie@example.com", PASSWORD)
    assert sign_in(client, stranger).redirect_chain == []


def test_a_session_of_another_workspace_is_a_strangers(client, elsewhere, owner):
    client.force_login(owner)
    with enter(elsewhere):
        User.objects.create_superuser(owner.email)
        taken = Client()
        taken.cookies.update(client.cookies)
        assert taken.get("/desk/").status_code == 302
    assert client.get("/desk/").status_code == 200

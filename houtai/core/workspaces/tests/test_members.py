"""Members change roles in their own workspace only, and somebody always manages it."""

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from conftest import PASSWORD, person
from houtai.core.workspaces.invitations import accept, invite
from houtai.core.workspaces.membership import LastManager, OwnersOnly, remove, set_roles
from houtai.core.workspaces.models import User
from houtai.core.workspaces.tests.test_desk import sign_in

pytestmark = pytest.mark.django_db


def roles(user):
    return sorted(group.name for group in user.groups.all())


def test_a_manager_changes_roles_at_the_desk(client, alice, bob):
    client.force_login(alice)
    assert "bob@example.com" in client.get("/desk/workspaces/members/").content.decode()
    client.post(f"/desk/workspaces/members/{bob.pk}/", {"roles": ["Editors", "Viewers"]})
    assert roles(bob) == ["Editors", "Viewers"]


@pytest.mark.parametrize("wrong", [[], ["Emperors"]])
def test_a_member_has_a_role_that_exists(client, alice, bob, wrong):
    client.force_login(alice)
    assert client.post(f"/desk/workspaces/members/{bob.pk}/", {"roles": wrong}).status_code == 422
    assert roles(bob) == ["Operators"]


def test_who_is_removed_is_a_stranger_at_the_next_request_and_stays_one_after_coming_back(client, alice, bob):
    client.force_login(bob)
    remove(bob, by=alice)
    assert client.get("/desk/").status_code == 302
    client.force_login(User.objects.get(pk=bob.pk))
    assert client.get("/desk/").status_code == 302
    kept = Session.objects.count()
    again = invite(email=bob.email, roles=["Viewers"], inviter=alice, now=now())
    accept(again.invitation, identity=bob.identity, now=now())
    assert client.get("/desk/").status_code == 302
    assert kept
    assert roles(bob) == ["Viewers"]
    assert sign_in(client, bob, PASSWORD).redirect_chain[-1][0] == "/desk/"


def test_the_last_manager_stays(client, alice, bob):
    client.force_login(alice)
    page = client.post(f"/desk/workspaces/members/{alice.pk}/remove/")
    assert (page.status_code, "Somebody has to manage" in page.content.decode()) == (422, True)
    page = client.post(f"/desk/workspaces/members/{alice.pk}/", {"roles": ["Viewers"]})
    assert page.status_code == 422
    assert "Managers" in roles(alice)
    set_roles(bob, names=["Managers"], by=alice)
    assert client.post(f"/desk/workspaces/members/{alice.pk}/remove/").status_code == 302
    with pytest.raises(LastManager):
        remove(bob, by=bob)


def test_a_manager_who_is_out_does_not_count(alice, bob):
    away = person("dana", "Managers")
    away.identity.memberships.update(active=False)
    with pytest.raises(LastManager):
        set_roles(alice, names=["Viewers"], by=alice)


def test_only_owners_touch_owners(client, alice, owner):
    for change in (lambda: remove(owner, by=alice), lambda: set_roles(owner, names=["Viewers"], by=alice)):
        with pytest.raises(OwnersOnly):
            change()
    client.force_login(alice)
    assert client.post(f"/desk/workspaces/members/{owner.pk}/remove/").status_code == 422


def test_who_is_no_member_has_no_page(client, alice, bob):
    client.force_login(alice)
    remove(bob, by=alice)
    for door in ("", "remove/"):
        assert client.get(f"/desk/workspaces/members/{bob.pk}/{door}").status_code == 404


def test_the_list_asks_the_same_for_one_and_for_many(client, alice, django_assert_max_num_queries, remembered):
    for number in range(12):
        person(f"p{number}", "Viewers")
    client.force_login(alice)
    client.get("/desk/workspaces/members/")
    with django_assert_max_num_queries(12):
        client.get("/desk/workspaces/members/")

"""Managers invite people by link from the workspace's own desk."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import now

from houtai.core.workspaces.context import current
from houtai.core.workspaces.invitations import invite
from houtai.core.workspaces.models import Invitation
from houtai.core.workspaces.models.invitation import digest

pytestmark = pytest.mark.django_db
INVITE = "/desk/workspaces/members/invite/"
LINK = re.compile(r"/account/invitation/([\w-]{43})/")


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def send(client, addresses, roles=("Editors",)):
    return client.post(INVITE, {"addresses": addresses, "roles": list(roles)})


def test_an_invitation_is_mailed_and_only_its_digest_is_kept(desk, alice):
    page = send(desk, "Lin Mei <Lin@Example.com>")
    made = Invitation.objects.get()
    token = LINK.search(page.content.decode()).group(1)
    assert (made.email, made.roles, made.inviter) == ("lin@example.com", ["Editors"], alice.pk)
    assert (made.digest, made.workspace_id) == (digest(token), current())
    assert token in mail.outbox[0].body
    assert mail.outbox[0].to == ["lin@example.com"]
    assert "Alice" in mail.outbox[0].body
    assert token not in desk.get(f"/desk/workspaces/invitations/{made.pk}/").content.decode()


def test_each_line_that_cannot_be_used_is_named_and_nothing_is_sent(desk, bob):
    page = send(desk, "lin@example.com\nnonsense\n\nbob@example.com")
    text = page.content.decode()
    assert page.status_code == 422
    assert "Line 2, “nonsense”: this is no e-mail address." in text
    assert "Line 4, “bob@example.com”: is a member already." in text
    assert "lin@example.com\nnonsense" in text
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_more_than_a_hundred_at_once_are_refused(desk):
    page = send(desk, "\n".join(f"a{number}@example.com" for number in range(101)))
    assert "These are 101 addresses." in page.content.decode()


@pytest.mark.parametrize("roles", [[], ["Emperors"]])
def test_an_invitation_needs_a_role_that_exists(desk, roles):
    assert send(desk, "lin@example.com", roles).status_code == 422
    assert Invitation.objects.count() == 0


def test_inviting_again_gives_a_new_link_and_the_one_before_dies(desk, client):
    first = LINK.search(send(desk, "lin@example.com").content.decode()).group(0)
    second = LINK.search(send(desk, "lin@example.com", ["Viewers"]).content.decode()).group(0)
    client.logout()
    assert Invitation.objects.get().roles == ["Viewers"]
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_mail_server_that_is_away_leaves_a_valid_link(desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = send(desk, "lin@example.com\nmei@example.com")
    text = page.content.decode()
    assert "The mail server did not take 2 messages" in text
    assert desk.get(LINK.search(text).group(0)).status_code == 403


@pytest.mark.parametrize("do", ["send", "link"])
def test_an_expired_one_can_be_sent_again(desk, client, do):
    old = invite(email="lin@example.com", roles=["Editors"], inviter=None, now=now() - timedelta(days=8))
    page = desk.post(f"/desk/workspaces/invitations/{old.invitation.pk}/", {"do": do})
    client.logout()
    assert client.get(LINK.search(page.content.decode()).group(0)).status_code == 200
    assert len(mail.outbox) == (do == "send")


def test_withdrawing_ends_it_once(desk, client):
    made = invite(email="lin@example.com", roles=["Editors"], inviter=None, now=now())
    address = f"/desk/workspaces/invitations/{made.invitation.pk}/"
    desk.post(address, {"do": "withdraw"})
    for do in ("withdraw", "send", "link"):
        assert "was withdrawn" in desk.post(address, {"do": do}, follow=True).content.decode()
    assert desk.post(address, {"do": "nonsense"}).status_code == 400
    assert len(mail.outbox) == 0


def test_the_lists_show_who_was_invited(desk):
    assert "Nobody has been invited yet" in desk.get("/desk/workspaces/invitations/").content.decode()
    send(desk, "lin@example.com")
    assert "lin@example.com" in desk.get("/desk/workspaces/invitations/").content.decode()


@pytest.mark.parametrize("who", ["bob", "charlie"])
@pytest.mark.parametrize(
    "door", ["members/", "members/invite/", "members/{0}/", "members/{0}/remove/", "invitations/", "invitations/{1}/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_managers_come_near_members(client, request, alice, who, door, method):
    made = invite(email="lin@example.com", roles=["Editors"], inviter=None, now=now()).invitation
    client.force_login(request.getfixturevalue(who))
    answer = getattr(client, method)(f"/desk/workspaces/{door.format(alice.pk, made.pk)}", {"do": "withdraw"})
    assert answer.status_code in (302, 403, 404, 405)
    assert Invitation.objects.open(now=now()).count() == 1
    assert alice.groups.count() == 3


def test_no_log_holds_the_link_of_an_open_invitation(desk, caplog):
    link = LINK.search(send(desk, "lin@example.com").content.decode()).group(0)
    assert desk.get(link).status_code == 403
    desk.logout()
    assert desk.post(link, {}).status_code == 422
    assert link not in caplog.text

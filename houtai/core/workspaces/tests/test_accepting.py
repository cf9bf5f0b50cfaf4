"""An invitation makes whoever it is for a member, once."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.utils.timezone import now

from conftest import PASSWORD
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.invitations import PATH, accept, accept_as_new, invite
from houtai.core.workspaces.models import Invitation, Member, User
from houtai.core.workspaces.models.invitation import InvitationClosed

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Lin", "last_name": "Mei", "password": "a long walk home", "again": "a long walk home"}


def letter(email="lin@example.com", roles=("Editors",), at=None):
    made = invite(email=email, roles=roles, inviter=None, now=at or now())
    return made.invitation, urlsplit(made.link).path


@pytest.fixture
def known(db):
    """Has an account, and is a member of nothing."""
    identity = User(email="lin@example.com")
    identity.set_password(PASSWORD)
    identity.save(using=CONTROL)
    return identity


def members(email="lin@example.com"):
    return Member.objects.filter(workspace=current(), user__email=email, active=True).count()


def test_a_new_person_makes_an_account_and_is_at_the_desk(client):
    _invitation, link = letter()
    page = client.post(link, NEW, follow=True)
    shadow = User.objects.get(email="lin@example.com")
    assert page.redirect_chain[-1][0] == "/desk/"
    assert (shadow.get_full_name(), [group.name for group in shadow.groups.all()]) == ("Lin Mei", ["Editors"])
    assert shadow.check_password(NEW["password"])
    assert members() == 1


@pytest.mark.parametrize("wrong", [{"again": "other"}, {"password": "short", "again": "short"}, {"password": ""}])
def test_an_account_needs_a_good_password_written_twice(client, wrong):
    _invitation, link = letter()
    assert client.post(link, {**NEW, **wrong}).status_code == 422
    assert not User.objects.using(CONTROL).filter(email="lin@example.com").exists()


def test_who_has_an_account_joins_with_its_password_and_the_same_key(client, known):
    _invitation, link = letter()
    page = client.post(link, {"password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == "/desk/"
    assert User.objects.get(email="lin@example.com").pk == known.pk


def test_a_wrong_password_joins_nobody_and_tries_are_counted(client, known):
    _invitation, link = letter()
    for _try in range(5):
        assert client.post(link, {"password": "wrong"}).status_code == 422
    assert "Too many failed login attempts" in client.post(link, {"password": PASSWORD}).content.decode()
    assert members() == 0


def test_nobody_chooses_a_new_password_for_an_account_by_an_invitation(client, known):
    _invitation, link = letter()
    assert client.post(link, NEW).status_code == 422
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_a_link_works_once(client):
    _invitation, link = letter()
    client.post(link, NEW)
    client.logout()
    for answer in (client.get(link), client.post(link, NEW)):
        assert answer.status_code == 410
        assert "accepted already" in answer.content.decode()


def test_an_expired_and_a_withdrawn_link_say_so(client):
    _old, expired = letter("old@example.com", at=now() - timedelta(days=7, seconds=1))
    invitation, withdrawn = letter()
    invitation.withdraw(now=now())
    for link, words in ((expired, "has expired"), (withdrawn, "was withdrawn")):
        assert client.get(link).status_code == client.post(link, NEW).status_code == 410
        assert words in client.get(link).content.decode()
    assert members() == 0


@pytest.mark.parametrize("token", ["A" * 43, "x", "%00", "'--", "é" * 43])
def test_a_forged_link_finds_nothing(client, token):
    letter()
    assert client.get(f"{PATH}{token}/").status_code == client.post(f"{PATH}{token}/", NEW).status_code == 404


def test_it_is_for_one_address(client, bob):
    invitation, link = letter()
    client.force_login(bob)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 403
        assert "for lin@example.com, and you are signed in as bob@example.com" in answer.content.decode()
    assert invitation.state(now=now()) == "open"


def test_of_two_who_accept_at_once_one_does(known):
    invitation, _link = letter()
    slow = Invitation.objects.get(pk=invitation.pk)
    accept(invitation, identity=known, now=now())
    with pytest.raises(InvitationClosed):
        accept(slow, identity=known, now=now())
    assert members() == 1


def test_after_a_crash_between_the_databases_the_link_still_works(known, monkeypatch):
    from houtai.core.workspaces import invitations

    invitation, _link = letter()
    with monkeypatch.context() as broken:
        broken.setattr(invitations, "let_in", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accept(invitation, identity=known, now=now())
    invitation.refresh_from_db()
    assert (invitation.state(now=now()), members()) == ("open", 0)
    accept(invitation, identity=known, now=now())
    assert members() == 1


def test_an_account_that_nobody_can_use_is_taken_by_who_is_invited(db):
    played = User(email="lin@example.com")
    played.set_password(None)
    played.save(using=CONTROL)
    invitation, _link = letter()
    person = {"first_name": "Lin", "last_name": "", "password": PASSWORD, "language": "en"}
    assert accept_as_new(invitation, **person, now=now()).check_password(PASSWORD)


def test_who_has_a_second_step_takes_it(client, known):
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user_id=known.pk, type=Authenticator.Type.TOTP, data={"secret": secret})
    _invitation, link = letter()
    page = client.post(link, {"password": PASSWORD})
    assert page["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/desk/").status_code == 302


def test_a_member_who_is_signed_in_gets_further_roles_without_a_password(client, known):
    first, _link = letter()
    member = accept(first, identity=known, now=now())
    late = Invitation(workspace_id=current(), email=known.email, roles=["Viewers"])
    token = late.renew(now=now())
    client.force_login(member)
    assert 'name="password"' not in client.get(f"{PATH}{token}/").content.decode()
    assert client.post(f"{PATH}{token}/").status_code == 302
    assert sorted(group.name for group in member.groups.all()) == ["Editors", "Viewers"]

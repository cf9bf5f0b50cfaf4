"""A new password by mail, for who may sign in at this workspace."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.lifecycle import make
from houtai.core.workspaces.models import Member, User

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"http://\S+?(/account/password/reset/key/\S+)")
NEW = "another 1 for her"


def asked(client, email):
    """The paths of the links that were mailed."""
    mail.outbox.clear()
    assert client.post("/account/password/reset/", {"email": email}).status_code == 302
    return [path for letter in mail.outbox for path in LINK.findall(letter.body)]


def test_the_link_of_the_second_letter_works_as_that_of_the_first(client, alice):
    first, second = asked(client, "Alice@example.com"), asked(client, "alice@example.com")
    assert [client.get(*link).status_code for link in (first, second)] == [302, 302]
    form = client.get(*second)["Location"]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert User.objects.get(pk=alice.pk).check_password(NEW)
    assert client.get(*first).status_code == 200


def test_somebody_of_another_workspace_gets_no_link_here(client):
    with enter(make(name="Elsewhere").pk):
        lin = User.objects.create_user("lin@example.com", NEW)
    # As allauth leaves it when he asks or signs in there.
    EmailAddress.objects.create(user_id=lin.pk, email=lin.email)
    assert asked(client, "lin@example.com") == []


def test_who_was_removed_gets_no_link_any_more(client, bob):
    assert len(asked(client, bob.email)) == 1
    Member.objects.filter(user=bob.pk).update(active=False)
    assert asked(client, bob.email) == []

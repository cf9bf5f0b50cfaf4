"""`workspaces invite` prints links, for a workspace that has no manager yet."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Invitation

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("workspaces", "invite", current(), *words, stdout=out)
    return out.getvalue()


def test_each_address_gets_a_link():
    said = run("lin@example.com", "Mei@example.com", "--roles", "Editors", "Viewers")
    assert said.count("/account/invitation/") == 2
    assert {made.email: made.roles for made in Invitation.objects.all()} == {
        "lin@example.com": ["Editors", "Viewers"],
        "mei@example.com": ["Editors", "Viewers"],
    }
    assert mail.outbox == []


def test_with_mail_it_is_sent_too():
    run("lin@example.com", "--mail")
    assert mail.outbox[0].to == ["lin@example.com"]
    assert Invitation.objects.get().roles == ["Managers"]


def test_an_address_that_cannot_be_invited_stops_all(bob):
    with pytest.raises(CommandError, match=r"bob@example\.com: is a member already"):
        run("lin@example.com", "bob@example.com")
    assert Invitation.objects.count() == 0

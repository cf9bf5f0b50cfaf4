"""Mails with links: they lead to the twin's own host, and their tokens are worth nothing at the other's."""

import re
from contextvars import Context

import pytest
from django.core import mail

from conftest import PASSWORD
from tests.twins import world
from tests.twins.walk import Walk

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"http://(\S+?)(/\S+)")
OPEN = (200, 302)
INVITED = "both@example.com"
# Who asks is signed in or not, where he asks, with what, and how the other answers; one person is asked for at both.
ASKED = {
    "invitation": (world.OWNER, "/desk/workspaces/members/invite/", {"addresses": INVITED, "roles": "Editors"}, 404),
    "letters": ("", "/push/email/", {"email": INVITED}, 404),
    # A form that says that the link is not valid; of a valid one leads on.
    "password": ("", "/account/password/reset/", {"email": world.EDITOR}, 200),
}


def links(walk, place, data):
    """The path of each twin's link."""
    found = {}
    for twin in walk.twins:
        mail.outbox.clear()
        assert walk.ask(twin, place, data).status_code in OPEN
        (letter,) = mail.outbox
        assert all(other.host not in letter.body for other in walk.twins if other is not twin)
        ((host, found[twin.key]),) = LINK.findall(letter.body)
        assert host.partition(":")[0] == twin.host
    return found


def test_a_link_of_one_is_closed_at_the_other(filled, subtests):
    for name, (email, place, data, closed) in ASKED.items():
        with subtests.test(name):
            walk, guest = Walk(filled, email=email), Walk(filled, email="")
            found = Context().run(links, walk, place, data)
            statuses = [
                Context().run(guest.ask, there, found[twin.key], sent).status_code
                for twin, other in (filled, filled[::-1])
                for there, sent in ((other, None), (other, {"password": PASSWORD}), (twin, None))
            ]
            assert statuses == [closed, closed, 302 if closed == 200 else 200] * 2
            assert walk.leaks + guest.leaks == []

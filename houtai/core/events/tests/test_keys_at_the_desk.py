"""Making, listing and revoking keys."""

import re

import pytest
from django.utils.timezone import now

from houtai.core.events.models import Key, digest


@pytest.fixture
def key(db):
    made, _token = Key.objects.issue(name="shop", now=now())
    return made


def test_a_new_key_is_shown_once_and_only_its_digest_is_kept(client, alice):
    client.force_login(alice)
    page = client.post("/desk/events/keys/add/", {"name": "shop"})
    token = re.search(r"<code>([\w-]{43})</code>", page.content.decode()).group(1)
    made = Key.objects.get()
    assert (made.digest, made.created_by) == (digest(token), alice)
    assert token not in client.get("/desk/events/keys/").content.decode()


def test_a_key_without_a_name_is_not_made(client, alice):
    client.force_login(alice)
    assert client.post("/desk/events/keys/add/", {"name": ""}).status_code == 422
    assert Key.objects.count() == 0


def test_a_revoked_key_stays_in_the_list(client, alice, key):
    client.force_login(alice)
    assert "shop" in client.get(f"/desk/events/keys/{key.pk}/revoke/").content.decode()
    client.post(f"/desk/events/keys/{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.state == "revoked"
    assert "shop" in client.get("/desk/events/keys/").content.decode()
    assert client.post(f"/desk/events/keys/{key.pk}/revoke/").status_code == 404


@pytest.mark.parametrize("who", ["bob", "charlie"])
@pytest.mark.parametrize("door", ["", "add/", "{}/revoke/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_managers_come_near_keys(client, request, key, who, door, method):
    client.force_login(request.getfixturevalue(who))
    answer = getattr(client, method)(f"/desk/events/keys/{door.format(key.pk)}")
    assert answer.status_code in (302, 403, 404)
    assert Key.objects.valid().count() == 1


def test_without_keys_the_list_says_what_they_are_for(client, alice):
    client.force_login(alice)
    assert "Make a key" in client.get("/desk/events/keys/").content.decode()

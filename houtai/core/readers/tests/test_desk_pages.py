import pytest
from django.urls import reverse

from houtai.core.readers.models import Audience, Tag


@pytest.fixture
def doors(reader):
    one, tag = reader("ann"), Tag.objects.create(name="vip")
    audience = Audience.objects.create(name="everyone")
    return {
        "readers.readers": [],
        "readers.reader": [one.pk],
        "readers.audiences": [],
        "readers.add_audience": [],
        "readers.audience": [audience.pk],
        "readers.members": [audience.pk],
        "readers.tags": [],
        "readers.add_tag": [],
        "readers.tag_editor": [tag.pk],
    }


def test_an_operator_sees_every_page(client, bob, doors):
    client.force_login(bob)
    for name, arguments in doors.items():
        assert client.get(reverse(name, args=arguments)).status_code == 200, name


def test_a_stranger_is_refused_at_every_door(client, charlie, doors):
    client.force_login(charlie)
    for name, arguments in doors.items():
        # Whoever may do nothing at all is sent away from the desk itself.
        assert client.get(reverse(name, args=arguments)).status_code in (302, 403, 404), name
    assert client.post(reverse("readers.count"), {"condition": ""}).status_code in (302, 403, 404)


def test_a_count_comes_as_one_types(client, bob, reader):
    reader()
    client.force_login(bob)
    assert client.post(reverse("readers.count"), {"condition": "all"}).json()["count"] == 1
    assert client.post(reverse("readers.count"), {"condition": "tag:"}).json()["at"] == 4


def test_an_audience_is_kept_as_it_is_written_again(client, bob):
    client.force_login(bob)
    client.post(reverse("readers.add_audience"), {"name": "all", "condition": "did view in 7 days"})
    assert Audience.objects.get().condition == "did view at least 1 time in 7 days"


def test_a_wrong_condition_keeps_what_was_typed(client, bob):
    client.force_login(bob)
    answer = client.post(reverse("readers.add_audience"), {"name": "wrong", "condition": "tag:nobody"})
    assert answer.status_code == 422
    assert "tag:nobody" in answer.content.decode() or "tag:&quot;nobody" in answer.content.decode()


def test_an_audience_within_itself_is_refused(client, bob):
    client.force_login(bob)
    answer = client.post(reverse("readers.add_audience"), {"name": "me", "condition": "audience:me"})
    assert answer.status_code == 422
    assert "me → me" in answer.content.decode()


def test_what_others_use_is_not_deleted_or_renamed(client, alice):
    tag = Tag.objects.create(name="vip")
    Audience.objects.create(name="guests", condition="tag:vip")
    client.force_login(alice)
    where = reverse("readers.tag_editor", args=[tag.pk])
    assert client.post(where, {"delete": "yes"}).status_code == 409
    assert client.post(where, {"name": "very", "rule": ""}).status_code == 422


def test_an_address_is_never_shown_whole(client, bob, reader):
    one = reader("ann")
    one.addresses.create(channel="email", value={"email": "ann@example.com"}, digest="1", since=one.first_seen)
    client.force_login(bob)
    page = client.get(reverse("readers.reader", args=[one.pk])).content.decode()
    assert "a…@example.com" in page
    assert "ann@example.com" not in page

"""A picture at an address that a pasted text names comes into the library, for those who may add pictures."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.images import get_image_model

from conftest import person
from houtai.core.text.tests.pictures import picture
from houtai.core.workspaces.tests.loopback import reply, serving
from houtai.modules.coedit.models import Guest
from houtai.modules.coedit.models.pace import MINUTE, MOST, TooManyPictures, pace
from houtai.modules.coedit.tests.conftest import room_of, written

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("pictures"),
]


@pytest.fixture
def ferry(db, settings):
    """The address of a picture."""
    with serving(lambda handler: reply(handler, picture())) as place:
        settings.COLLECT_ADMIT = place.admit
        yield place.url("/ferry.jpg")


def guest_of(article, inviter, role="write"):
    told = {"name": "Grace", "role": role, "inviter": inviter, "opened": now(), "expires": now().replace(year=2999)}
    return Guest.objects.create(room=room_of(article), **told)


def ask(client, url, door="coedit.picture", *args):
    return client.post(reverse(door, args=args), {"url": url})


def test_an_address_becomes_a_picture_of_the_library(ferry, client, editor):
    client.force_login(editor)
    told = json.loads(ask(client, ferry).content)
    image = get_image_model().objects.get()
    assert (told["id"], told["width"], image.title, image.uploaded_by_user) == (image.pk, 40, "ferry", editor)
    assert json.loads(ask(client, ferry).content)["id"] == image.pk


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://10.0.0.8/a.png", "private network"),
        ("http://localhost/a.png", "private network"),
        ("http://pictures.example:22/a.png", "port"),
        ("file:///etc/passwd", "no picture"),
        ("javascript:alert(1)", "no picture"),
        ("", "no picture"),
    ],
)
def test_other_addresses_are_refused_in_words(db, client, editor, url, said):
    client.force_login(editor)
    answer = ask(client, url)
    assert answer.status_code == 400
    assert said in json.loads(answer.content)["error"]
    assert not get_image_model().objects.exists()


def test_a_stranger_and_who_may_add_no_pictures_find_no_door(ferry, client, charlie, viewer):
    for user in (charlie, viewer):
        client.force_login(user)
        assert ask(client, ferry).status_code in (302, 403, 404)
    assert Client().post(reverse("coedit.picture"), {"url": ferry}).status_code == 302
    assert not get_image_model().objects.exists()


def test_who_writes_sees_the_pictures_that_are_in_the_text_already(ferry, client, editor, viewer):
    client.force_login(editor)
    told = json.loads(ask(client, ferry).content)
    shown = reverse("coedit.shown", args=[told["id"]])
    assert client.get(shown).url == told["src"]
    assert client.get(reverse("coedit.shown", args=[999])).status_code == 404
    assert Client().get(shown).url.startswith("/account/login/")
    client.force_login(viewer)
    assert client.get(shown).status_code == 404


def test_a_guest_who_writes_adds_pictures_for_whoever_invited_them(ferry, client, alice):
    article = written()
    guest = guest_of(article, alice)
    # A guest has no session, and the link is the proof: pages of others do not know it.
    told = json.loads(ask(Client(enforce_csrf_checks=True), ferry, "coedit:guest_picture", guest.token).content)
    assert get_image_model().objects.get().uploaded_by_user == alice
    shown = reverse("coedit:guest_shown", args=[guest.token, told["id"]])
    assert client.get(shown).status_code == 404
    room_of(article).rewrite(f'<embed embedtype="image" id="{told["id"]}" alt="" format="fullwidth"/>')
    assert client.get(shown).url.startswith("/media/images/")


def test_a_guest_who_does_not_write_adds_none_and_a_link_that_is_over_opens_nothing(ferry, client, alice):
    article = written()
    tokens = [guest_of(article, alice, role).token for role in ("suggest", "read")]
    over = guest_of(article, alice)
    Guest.objects.filter(pk=over.pk).update(revoked=now())
    for token in (*tokens, over.token, "forged"):
        assert ask(client, ferry, "coedit:guest_picture", token).status_code == 404
    assert client.get(reverse("coedit:guest_shown", args=[over.token, 1])).status_code == 404
    assert not get_image_model().objects.exists()


def test_a_guest_adds_no_more_than_whoever_invited_them(ferry, client):
    viewer = person("nobody", "Viewers")
    assert ask(client, ferry, "coedit:guest_picture", guest_of(written(), viewer).token).status_code == 404


def test_nobody_has_pictures_fetched_without_end(db, client, editor):
    for _ in range(MOST[MINUTE]):
        pace("u1", at=1000.0)
    with pytest.raises(TooManyPictures) as fast:
        pace("u1", at=1000.0)
    assert "Go on in 20 seconds" in str(fast.value)
    pace("u2", at=1000.0)
    pace("u1", at=1020.0)

"""Who may choose pictures is offered the library in the editor; others, and guests, have only files."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now
from lxml.html import fromstring

from conftest import person
from houtai.core.text.pictures import read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import picture
from houtai.modules.coedit.models import Guest
from houtai.modules.coedit.tests.conftest import room_of, written

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("pictures"),
]


@pytest.fixture
def image(db):
    image = keep(read(picture()), name="ferry")
    image.description = "A ferry at night"
    image.save()
    return image


def offered(client, address):
    page = fromstring(client.get(address).content.decode())
    return json.loads(page.xpath("//*[@data-controller='coedit']")[0].get("data-coedit-options-value"))


def test_the_chosen_one_comes_with_its_description(client, editor, image):
    client.force_login(editor)
    options = offered(client, reverse("wagtailsnippets_content_article:add"))
    assert client.get(options["library"]).status_code == 200
    told = json.loads(client.get(options["chosen"].replace("{id}", str(image.pk))).content)
    assert (told["id"], told["alt"], told["width"]) == (image.pk, "A ferry at night", 40)
    assert told["src"]


def test_who_may_choose_none_is_offered_none_and_learns_nothing(client, image):
    writer = person("writer", "Editors")
    Group.objects.get(name="Editors").collection_permissions.all().delete()
    client.force_login(writer)
    assert "library" not in offered(client, reverse("wagtailsnippets_content_article:add"))
    assert client.get(reverse("coedit.chosen", args=[image.pk])).status_code == 404


def test_nor_is_a_guest_who_writes(client, alice, image):
    guest = {"name": "Grace", "role": "write", "inviter": alice, "opened": now(), "expires": now().replace(year=2999)}
    token = Guest.objects.create(room=room_of(written()), **guest).token
    options = offered(client, reverse("coedit:write", args=[token]))
    assert "library" not in options
    assert "links" not in options
    assert options["upload"]
    assert client.get(reverse("coedit.chosen", args=[image.pk])).status_code in (302, 404)

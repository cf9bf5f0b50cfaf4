"""A guest who writes puts in pictures that were in the text or were taken in from the guest, and sees no others."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pycrdt import XmlElement

from houtai.core.text.pictures import read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import picture
from houtai.modules.coedit.models import GuestPicture
from houtai.modules.coedit.tests.browsers import Browser, added, cookie_of, fragment, live
from houtai.modules.coedit.tests.conftest import log_of, path_of, room_of, written
from houtai.modules.coedit.tests.test_guests_in_rooms import invited

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("what is in memory, and one small table"),
]


@pytest.fixture
def image(transactional_db):
    """Of the library."""
    return keep(read(picture()), name="ferry")


@pytest.fixture
def door(article, alice):
    guest = invited(article, alice, role="write")
    return lambda: Browser(path_of(article), guest=guest.token)


def figure(doc, number):
    return added(doc, XmlElement("figure", {"src": "", "alt": "", "image": number}))


def renamed(doc, number):
    """The only block is a figure; it becomes one of another picture."""
    before = doc.get_state()
    fragment(doc).children[0].attributes["image"] = number
    return doc.get_update(before)


@pytest.mark.parametrize("kind", [int, float, str])
def test_a_guest_puts_in_no_picture_of_the_library(image, article, door, kind):
    async def work():
        grace = await door().join()
        grace.send(figure(grace.doc, kind(image.pk)))
        return await grace.ended()

    assert live(work()) == 4422
    assert log_of(article) == []


def test_nor_by_changing_the_number_of_one_that_is_there(image, article, door):
    room_of(article).rewrite(f'<embed embedtype="image" id="{image.pk}" alt="" format="fullwidth"/>')

    async def work():
        grace = await door().join()
        grace.send(renamed(grace.doc, image.pk + 1))
        return await grace.ended()

    assert live(work()) == 4422


def test_a_guest_moves_a_picture_that_somebody_else_put_in(image, article, alice, page, door):
    cookie = cookie_of(alice)

    async def work():
        grace, ann = await door().join(), await page(cookie).join()
        await ann.acknowledged(ann.send(figure(ann.doc, image.pk)))
        await grace.until(lambda: "embed" in grace.text)
        before = grace.doc.get_state()
        del fragment(grace.doc).children[1]
        await grace.acknowledged(grace.send(grace.doc.get_update(before)))
        await grace.acknowledged(grace.send(figure(grace.doc, image.pk)))

    live(work())
    assert f'id="{image.pk}"' in room_of(article).html()


def test_a_guest_puts_in_what_was_taken_in_for_this_room_and_no_other(article, alice, image):
    guest, elsewhere = invited(article, alice, role="write"), invited(written(title="Other"), alice, role="write")
    file = SimpleUploadedFile("new.jpg", picture(size=(60, 40)), "image/jpeg")
    told = Client().post(reverse("coedit:guest_picture", args=[guest.token]), {"file": file})
    number = json.loads(told.content)["id"]
    assert list(GuestPicture.objects.values_list("room", "image")) == [(guest.room_id, number)]

    async def work():
        grace = await Browser(path_of(article), guest=guest.token).join()
        await grace.acknowledged(grace.send(figure(grace.doc, number)))
        other = await Browser(f"/coedit/{elsewhere.room}/", guest=elsewhere.token).join()
        other.send(figure(other.doc, number))
        return await other.ended()

    assert live(work()) == 4422
    assert Client().get(reverse("coedit:guest_shown", args=[guest.token, number])).status_code == 302

"""The library keeps a picture once, and takes none by its own form that the other doors refuse."""

from hashlib import sha1
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import modelform_factory
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_base_form, get_image_form
from wagtail.models import Collection

from houtai.core.text.pictures import read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import PLACE, bomb, moving, picture

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def test_the_same_picture_is_there_once(db):
    first = keep(read(picture()), name="Harbour", about="Boats at low tide")
    again = keep(read(picture() + b"what a server adds"), name="Another name")
    assert first == again
    kept = Path(first.file.path).read_bytes()
    assert (first.title, first.description, first.width) == ("Harbour", "Boats at low tide", 40)
    assert (first.file_size, first.file_hash) == (len(kept), sha1(kept).hexdigest())


def upload(client, data, *, name="harbour.jpg"):
    form = {"title": "Harbour", "collection": Collection.get_first_root_node().pk, "tags": ""}
    return client.post(reverse("wagtailimages:add"), {**form, "file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("name", ["harbour.jpg", "harbour.png", "harbour"])
def test_the_form_of_the_library_takes_a_picture_by_what_it_is(client, alice, name):
    client.force_login(alice)
    assert upload(client, picture(), name=name).status_code == 302
    kept = get_image_model().objects.get()
    assert PLACE.encode() not in Path(kept.file.path).read_bytes()
    assert kept.file.name.endswith(".jpg")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb(60_000, 60_000), "60 million pixels"),
        (moving("GIF", frames=601), "600 frames"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "This is no picture that is taken"),
        (picture()[:300], "damaged"),
    ],
    ids=["pixels", "frames", "svg", "half"],
)
def test_the_form_of_the_library_says_why_it_takes_none(client, alice, data, said):
    client.force_login(alice)
    answer = upload(client, data)
    assert said in answer.content.decode()
    assert 'value="Harbour"' in answer.content.decode()
    assert not get_image_model().objects.exists()


def test_what_is_made_of_an_older_picture_says_nothing_of_its_origin(db):
    from django.core.files.base import ContentFile

    older = get_image_model()(title="Older", file=ContentFile(picture("JPEG", size=(90, 90)), name="older.jpg"))
    older.save()
    made = older.get_rendition("width-50")
    assert made.width == 50
    assert PLACE.encode() not in Path(made.file.path).read_bytes()


def test_a_form_for_the_words_alone_takes_no_file(db):
    form = modelform_factory(get_image_model(), form=get_image_base_form(), exclude=["file"])
    assert "file" in get_image_form(get_image_model())().fields
    assert "file" not in form().fields

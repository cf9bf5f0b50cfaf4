"""The desk pages of a text: versions, whom to mention, pictures; who may use them and who finds nothing."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image
from wagtail.images import get_image_model

from houtai.core.workspaces import switches
from houtai.core.workspaces.context import current
from houtai.modules.coedit.models import Room, Version
from houtai.modules.coedit.tests.conftest import BODY, room_of, written
from houtai.modules.coedit.tests.test_doors_of_rooms import finance


@pytest.fixture
def text(db):
    """An article with one version."""
    article = written()
    Version.keep(room_of(article), name="First <b>")
    return article


def versions(article, field="body"):
    return reverse("coedit.versions", args=["content.article", article.pk, field])


def restore(article):
    return reverse("coedit.restore", args=["content.article", article.pk, "body", Version.objects.first().pk])


def png():
    data = BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    return SimpleUploadedFile("tide.png", data.getvalue(), "image/png")


def test_versions_are_kept_shown_and_compared(text, client, editor):
    client.force_login(editor)
    room = room_of(text)
    room.rewrite("<p>The tide is low.</p>")
    assert client.post(versions(text), {"name": " Second "}).status_code == 302
    second = Version.objects.get(name="Second")
    assert (second.html, second.by) == ("<p>The tide is low.</p>", "Editor")
    page = client.get(versions(text)).content.decode()
    assert "First &lt;b&gt;" in page
    assert "<ins>low</ins>" in page
    room.rewrite("<p>The tide is gone.</p>")
    assert "<ins>gone</ins>" in client.get(versions(text), {"version": second.pk, "beside": "now"}).content.decode()
    assert client.get(versions(text), {"version": "9" * 40, "p": "x"}).status_code == 200


def test_a_version_needs_a_name(text, client, editor):
    client.force_login(editor)
    client.post(versions(text), {"name": "  "})
    assert Version.objects.count() == 1


def test_who_only_reads_sees_versions_and_changes_nothing(text, client, viewer):
    client.force_login(viewer)
    page = client.get(versions(text)).content.decode()
    assert "First" in page
    assert "<button" not in page.split('<div class="versions">')[1]
    room_of(text).rewrite("<p>Other.</p>")
    assert client.post(versions(text), {"name": "Mine"}).status_code == 404
    assert client.post(restore(text)).status_code == 404
    assert room_of(text).html() == "<p>Other.</p>"


def test_strangers_find_none_of_it(text, client, charlie):
    for user in (None, charlie):
        if user:
            client.force_login(user)
        for page in (versions(text), reverse("coedit.people"), reverse("coedit.picture")):
            assert client.get(page).status_code in (302, 403, 404, 405)
        for page in (versions(text), restore(text), reverse("coedit.picture")):
            assert client.post(page, {"name": "Mine"}).status_code in (302, 403, 404)
    assert Version.objects.count() == 1


def test_another_desks_text_has_no_pages(db, client, editor):
    article = written(column=finance())
    Version.keep(room_of(article), name="Secret")
    client.force_login(editor)
    assert client.get(versions(article)).status_code == client.post(restore(article)).status_code == 404


def test_a_version_of_another_text_is_not_restored_here(text, client, editor):
    other = written(title="Other", body="<p>Other.</p>")
    client.force_login(editor)
    foreign = reverse("coedit.restore", args=["content.article", other.pk, "body", Version.objects.first().pk])
    assert client.post(foreign).status_code == 404
    assert room_of(other).html() == "<p>Other.</p>"


def test_what_is_no_room_has_no_pages_and_restoring_is_a_post(text, client, editor):
    client.force_login(editor)
    assert client.get(versions(text, "title")).status_code == 404
    assert client.get(reverse("coedit.versions", args=["content.nothing", 1, "body"])).status_code == 404
    assert client.get(reverse("coedit.versions", args=["a.b.c", 10**30, "body"])).status_code == 404
    assert client.get(restore(text)).status_code == 405


def test_the_pages_go_with_the_module(text, client, editor):
    client.force_login(editor)
    switches.switch(current(), off=["coedit"], now=now())
    for page in (versions(text), reverse("coedit.people")):
        assert client.get(page).status_code == 404


def test_people_are_found_by_their_names(text, client, editor, alice):
    client.force_login(editor)
    found = json.loads(client.get(reverse("coedit.people"), {"q": "ali"}).content)
    assert found == {"people": [{"id": str(alice.pk), "label": "Alice"}]}


# Wagtail leaves it to Python to close the file in which it makes a small picture.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_dropped_picture_becomes_one_of_the_library(text, client, alice):
    client.force_login(alice)
    told = json.loads(client.post(reverse("coedit.picture"), {"file": png()}).content)
    image = get_image_model().objects.get()
    assert (told["id"], told["width"], image.title, image.uploaded_by_user) == (image.pk, 8, "tide", alice)


def test_what_is_no_picture_is_refused(text, client, alice, viewer):
    client.force_login(alice)
    forged = SimpleUploadedFile("x.png", b"<svg onload=alert(1)>", "image/png")
    for files in ({}, {"file": forged}):
        answer = client.post(reverse("coedit.picture"), files)
        assert (answer.status_code, set(json.loads(answer.content))) == (400, {"error"})
    client.force_login(viewer)
    assert client.post(reverse("coedit.picture"), {"file": png()}).status_code == 404
    assert not get_image_model().objects.exists()


def test_a_text_that_is_deleted_takes_its_room_along(text, alice):
    assert Room.objects.exists()
    text.act("delete", alice)
    assert not Room.objects.exists()


def test_looking_at_versions_is_no_change(text, client, editor):
    client.force_login(editor)
    client.get(versions(text))
    assert (room_of(text).seq, room_of(text).html()) == (0, BODY)

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.images import get_image_model

from tests.api.asking import Program, key_of

pytestmark = [
    pytest.mark.once("what the API says of pictures"),
]


def upload(program, name, data, **fields):
    file = SimpleUploadedFile(name, data, "image/png")
    answer = program.client.post("/api/v1/images", {"file": file, **fields}, headers=program.headers)
    answer.said = json.loads(answer.content)
    return answer


def png():
    out = io.BytesIO()
    Picture.new("RGB", (64, 48), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_taken_in_listed_and_put_before_an_article(of_editor, editor, draft):
    answer = upload(of_editor, "harbour.png", png(), description="The harbour at dawn")
    assert answer.status_code == 201
    image = get_image_model().objects.get()
    assert (answer.said["title"], answer.said["alt"], answer.said["width"]) == ("harbour", "The harbour at dawn", 64)
    assert image.uploaded_by_user == editor
    assert [one["id"] for one in of_editor.get("images").said["images"]] == [image.pk]
    for words, there in (("dawn", [image.pk]), ("dusk", [])):
        assert [one["id"] for one in of_editor.get(f"images?q={words}").said["images"]] == there
    of_editor.ask("PATCH", f"articles/{draft.pk}", {"cover": image.pk}, if_match="*")
    assert of_editor.get(f"articles/{draft.pk}").said["cover"]["alt"] == "The harbour at dawn"


def test_what_is_no_picture_is_refused(of_editor):
    answer = upload(of_editor, "harbour.png", b"<script>alert(1)</script>")
    assert (answer.status_code, answer.said["errors"][0]["where"]) == (422, "file")
    assert not get_image_model().objects.exists()


def test_a_viewer_adds_none(alice, bob):
    token = key_of(bob)
    bob.groups.clear()
    answer = upload(Program(token), "harbour.png", png())
    assert answer.status_code == 403
    assert not get_image_model().objects.exists()

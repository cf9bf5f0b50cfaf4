import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_a_sample_picture_is_drawn_for_anybody_and_always_the_same(client):
    url = reverse("collect:sample_picture", args=[185826])
    first, second = client.get(url), client.get(url)
    assert first["Content-Type"] == "image/png"
    assert first.content == second.content
    assert first.content.startswith(b"\x89PNG")


def test_a_number_that_no_picture_has_is_not_found(client):
    assert client.get("/sample/picture/10000000000.png").status_code == 404

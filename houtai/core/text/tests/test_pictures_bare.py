"""What is kept of a picture is the picture, and nothing about who took it."""

from io import BytesIO

import pytest
from PIL import Image, ImageOps

from houtai.core.text.pictures import KINDS, read
from houtai.core.text.tests.pictures import PLACE, moving, picture

STILL = ["JPEG", "PNG", "WEBP", "AVIF"]


@pytest.mark.parametrize("kind", STILL)
def test_no_exif_is_left(kind):
    data = picture(kind)
    assert PLACE.encode() in data
    found = read(data)
    assert PLACE.encode() not in found.data
    assert dict(Image.open(BytesIO(found.data)).getexif()) == {}
    assert (found.kind, found.width, found.height) == (kind, 40, 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lay_on_its_side_still_stands_up_without_being_coded_anew(kind):
    data = picture(kind, turned=6)
    found = Image.open(BytesIO(read(data).data))
    assert dict(found.getexif()) == {0x0112: 6}
    assert ImageOps.exif_transpose(found).size == (20, 40)
    assert found.tobytes() == Image.open(BytesIO(data)).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_follows_the_end_is_left_out(kind):
    assert b"<script>" not in read(picture(kind) + b"<script>hidden</script>").data


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(kind):
    found = read(moving(kind, frames=5))
    assert found.frames == 5
    assert getattr(Image.open(BytesIO(found.data)), "n_frames", 1) == 5


def test_comments_and_words_are_left_out():
    assert b"by whom" not in read(picture("JPEG", comment=b"by whom")).data
    assert b"by whom" not in read(picture("GIF", comment=b"by whom")).data


@pytest.mark.parametrize("kind", KINDS)
def test_reading_twice_is_reading_once(kind):
    once = read(picture(kind))
    assert read(once.data) == once


def test_colours_stay_as_they_were_meant():
    from PIL.ImageCms import ImageCmsProfile, createProfile

    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    for kind in STILL:
        assert Image.open(BytesIO(read(picture(kind, icc_profile=profile)).data)).info["icc_profile"] == profile

"""A picture that is too much, or none, is refused before it is decoded, with a sentence that says why."""

import tracemalloc

import pytest

from houtai.core.text.pictures import MOST_BYTES, Unfit, read
from houtai.core.text.tests.pictures import bomb, moving, picture

FORMS = [
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    b"%!PS-Adobe-3.0 EPSF-3.0",
    b"II*\0\x08\0\0\0",
    b"BM" + b"\0" * 60,
    b"",
]


@pytest.mark.parametrize("data", FORMS)
def test_other_forms_are_not_taken(data):
    assert refusal(data).reason == "not_a_picture"


def test_more_bytes_than_the_bound():
    assert refusal(b"\xff\xd8\xff" + b"\0" * MOST_BYTES).reason == "too_many_bytes"


@pytest.mark.parametrize("size", [(60_001, 1000), (9000, 9000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_of_pixels_costs_nothing(size):
    tracemalloc.start()
    found = refusal(bomb(*size))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.reason == "too_many_pixels"
    assert "60 million" in str(found)
    assert most < 5_000_000


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_bomb_of_frames(kind):
    assert refusal(moving(kind, frames=601)).reason == "too_many_frames"


def test_a_frame_far_larger_than_its_screen():
    data = bytearray(picture("GIF"))
    frame = data.index(b",\0\0\0\0")
    data[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    assert refusal(bytes(data)).reason in {"too_many_pixels", "broken"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_one_cut_in_half(kind):
    data = picture(kind, size=(300, 300))
    whole = len(data) - data[::-1].index(bytes([data[-1]]))
    assert refusal(data[: whole // 2]).reason == "broken"


def refusal(data):
    with pytest.raises(Unfit) as refused:
        read(data)
    return refused.value


def test_the_decoder_that_is_asked_is_the_one_of_its_kind():
    """A file that begins like a JPEG is never handed to one of the decoders that start programs."""
    assert refusal(b"\xff\xd8\xff%!PS-Adobe").reason == "broken"


def test_millions_of_fill_bytes_behind_a_scan():
    """As markers, each of them could be the first of its row."""
    data = picture("JPEG").removesuffix(b"\xff\xd9")
    assert refusal(data + b"\xff" * 3_000_000).reason == "broken"
    assert read(data + b"\xff" * 3_000_000 + b"\xd9").data == read(data + b"\xff\xd9").data

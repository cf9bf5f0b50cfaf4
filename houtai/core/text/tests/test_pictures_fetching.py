"""A picture at an address comes into the library once, asked for so that servers give it, and only from outside."""

import pytest
from wagtail.images import get_image_model

from houtai.core.text.models import Origin
from houtai.core.text.pictures import Unfit
from houtai.core.text.pictures.fetching import fetched, referers
from houtai.core.text.tests.pictures import bomb, picture
from houtai.core.workspaces.fetching.errors import HttpError, PrivateAddress, TooLarge, UnableToFetch, WrongPort
from houtai.core.workspaces.tests.loopback import reply, serving

PAGE = "https://gazette.example/ferry"


@pytest.fixture
def place(db, settings):
    """A server with pictures, one of them behind a guard, and things that are none."""
    with serving(answer) as found:
        settings.COLLECT_ADMIT = found.admit
        yield found


def answer(handler):
    asked, referer = handler.path.partition("?")[0], handler.headers.get("Referer") or ""
    if asked == "/guarded.png" and not referer.startswith("http://127.0.0.1"):
        return reply(handler, b"no", status=403)
    if asked in ("/a.jpg", "/same.jpg", "/guarded.png"):
        return reply(handler, picture(), Content_Type="application/x-anything")
    if asked == "/inside":
        return reply(handler, status=302, Location="http://10.0.0.8/secret.png")
    bodies = {"/bomb.png": bomb(60_000, 60_000), "/page": b"<html>Please sign in</html>", "/large": b"x" * 21_000_000}
    return reply(handler, bodies.get(asked, b""), status=200 if asked in bodies else 404)


def test_a_picture_is_fetched_once_and_kept_once(place):
    first = fetched(place.url("/a.jpg"), page=PAGE, about="A ferry")
    again, same = fetched(place.url("/a.jpg#top"), page=PAGE), fetched(place.url("/same.jpg"), page=PAGE)
    assert first == again == same == get_image_model().objects.get()
    assert (first.title, first.description) == ("a", "A ferry")
    assert [path for path, _headers in place.seen] == ["/a.jpg", "/same.jpg"]
    assert place.seen[0][1]["Referer"] == PAGE


def test_a_guard_is_told_what_its_own_pages_tell_it(place):
    assert fetched(place.url("/guarded.png"), page=PAGE).width == 40
    assert [headers.get("Referer") for _path, headers in place.seen] == [PAGE, place.url("/")]


def test_pictures_of_wechat_are_asked_for_as_from_wechat():
    assert set(referers("https://mmbiz.qpic.cn/mmbiz_png/x/640?wx_fmt=png", PAGE)) == {"https://mp.weixin.qq.com/"}
    assert referers("https://qpic.cn.example/x.png", PAGE)[0] == PAGE


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/bomb.png", Unfit),
        ("/page", Unfit),
        ("/large", TooLarge),
        ("/gone.png", HttpError),
        ("/inside", UnableToFetch),
    ],
)
def test_what_is_no_picture_is_not_kept(place, path, error):
    with pytest.raises(error):
        fetched(place.url(path))
    assert not get_image_model().objects.exists()
    assert not Origin.objects.exists()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.1.2.3", "192.168.0.9", "169.254.169.254", "[::ffff:10.0.0.1]"]
)
def test_no_address_leads_into_a_private_network(db, host):
    with pytest.raises(PrivateAddress):
        fetched(f"http://{host}/a.png")


def test_no_redirect_leads_into_a_private_network(place):
    with pytest.raises(PrivateAddress):
        fetched(place.url("/inside"))


def test_no_name_leads_into_a_private_network(db):
    from functools import partial

    from houtai.core.workspaces.fetching.network import fetch

    answers_private = partial(fetch, resolve=lambda host, port: ["203.0.113.9", "10.0.0.8"])
    with pytest.raises(PrivateAddress):
        fetched("https://pictures.example/a.png", fetch=answers_private)


def test_other_services_are_not_asked(db):
    with pytest.raises(WrongPort):
        fetched("http://pictures.example:6379/a.png")

"""The same doors by HTTP: each refusal is an answer with a reason."""

import pytest

from houtai.modules.coedit.sockets.exchange import MOST_BODY
from houtai.modules.coedit.sockets.wire import MOST_UPDATE
from houtai.modules.coedit.tests.browsers import cookie_of, live
from houtai.modules.coedit.tests.conftest import path_of
from houtai.modules.coedit.tests.poller import Poller, post

pytestmark = pytest.mark.once("the same doors by another way")


def asking(path, cookie, body=None, **more):
    return live(post(path, cookie, Poller(path, cookie).body() if body is None else body, **more))


def test_strangers_are_refused(article, charlie):
    status, told = asking(path_of(article), "")
    assert (status, told["refused"]["code"]) == (401, 4401)
    assert asking(path_of(article), cookie_of(charlie))[0] == 404


def test_what_is_no_room_is_not_there(article, alice):
    cookie = cookie_of(alice)
    for path in ("/coedit/content.article/999/body/", "/coedit/content.article/1/title/", "/coedit/x/"):
        assert asking(path, cookie)[0] == 404


def test_only_our_own_pages_may_post_and_only_post(article, alice):
    cookie = cookie_of(alice)
    for origin in ("https://evil.example", "", "http://["):
        assert asking(path_of(article), cookie, origin=origin)[0] == 404
    assert asking(path_of(article), cookie, method="GET")[0] == 405


BODIES = {
    "nothing": (b"", 400),
    "no JSON": (b"{", 400),
    "no hello": (b"{}", 400),
    "a client below zero": (b'{"hello": {"schema": 1, "client": -1}}', 400),
    "updates that are no base64": (b'{"hello": {"schema": 1, "client": 7}, "updates": ["!"]}', 400),
    "forged updates": (b'{"hello": {"schema": 1, "client": 7}, "updates": ["/////w=="]}', 409),
    "an unknown key": (b'{"hello": {"schema": 1, "client": 7}, "evil": 1}', 400),
    "another schema": (b'{"hello": {"schema": 2, "client": 7}}', 426),
    "another history": (b'{"hello": {"schema": 1, "client": 7, "epoch": "x"}}', 409),
    "too much": (b" " * (MOST_BODY + 1), 413),
    "one update too large": (
        b'{"hello": {"schema": 1, "client": 7}, "updates": ["' + b"AAAA" * (MOST_UPDATE // 3 + 1) + b'"]}',
        413,
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_makes_no_sense_is_refused(name, article, alice):
    body, expected = BODIES[name]
    status, told = asking(path_of(article), cookie_of(alice), body)
    assert status == expected
    assert told["refused"]["text"]

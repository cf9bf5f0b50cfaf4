"""JSON that is none of ours ends the connection, and reaches nobody else."""

import json
from typing import Any

import pytest

from houtai.modules.coedit.sockets.wire import MOST_TEXT
from houtai.modules.coedit.tests.browsers import cookie_of, live

pytestmark = pytest.mark.once("frames that are refused reach no database")

PLACE = {"item": {"client": 5, "clock": 1}, "assoc": 0}


def cursor(**place):
    return json.dumps({"cursor": {"anchor": place, "head": PLACE}})


TEXTS = {
    "no JSON": "{",
    "no object": "[1]",
    "an unknown key": '{"cursor": null, "evil": 1}',
    "a second hello": '{"hello": {"schema": 1, "client": 5}}',
    "a huge cursor": cursor(tname="x" * MOST_TEXT),
    "a nested cursor": json.dumps({"cursor": json.loads("[" * 500 + "]" * 500)}),
    "a cursor of words": '{"cursor": "here"}',
    "a cursor without an end": '{"cursor": {"anchor": {}}}',
    "a cursor nowhere": cursor(assoc=0),
    "a cursor in a part that is not there": cursor(tname="evil"),
    "a cursor before the beginning": cursor(item={"client": 5, "clock": -1}),
    "a cursor of a number beyond numbers": cursor(item={"client": 10**30, "clock": 1}),
    "a cursor with more": cursor(item={"client": 5, "clock": 1}, html="<b>"),
    "a ping of words": '{"ping": "x"}',
}
HELLOS: dict[str, dict[str, Any]] = {
    "no client": {"schema": 1},
    "a client below zero": {"schema": 1, "client": -5},
    "a client beyond numbers": {"schema": 1, "client": 2**53},
    "words for numbers": {"schema": "1", "client": 5},
    "a vector that is no base64": {"schema": 1, "client": 5, "epoch": "?", "vector": "!"},
    "a vector that ends too soon": {"schema": 1, "client": 5, "epoch": "?", "vector": "/////w8="},
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_frame_is_refused(name, article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, mallory = [await page(cookie).join() for cookie in cookies]
        mallory.tell(TEXTS[name])
        assert await mallory.ended() in (4400, 4413)
        await ann.write("Now ")
        assert not any("cursors" in one for one in ann.told)

    live(work())


@pytest.mark.parametrize("name", HELLOS)
def test_a_hello_is_refused(name, article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        mallory = page(cookie)
        mallory.connect()
        said = {key: ann.epoch if value == "?" else value for key, value in HELLOS[name].items()}
        mallory.tell({"hello": said})
        assert await mallory.ended() == 4400

    live(work())


@pytest.mark.parametrize("first", ["ping", "bytes", "silence"])
def test_whoever_does_not_say_hello_is_let_go(first, article, alice, page, monkeypatch):
    monkeypatch.setattr("houtai.modules.coedit.sockets.door.PATIENCE", 0.1)
    cookie = cookie_of(alice)

    async def work():
        browser = page(cookie)
        browser.connect()
        if first == "ping":
            browser.tell({"ping": 1})
        if first == "bytes":
            browser.send_raw(b"\x01")
        assert await browser.ended() == 4400

    live(work())

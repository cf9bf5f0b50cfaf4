"""Twenty who open a room in the same turn of the loop, as after every restart, get one text, begun once."""

import asyncio
import threading

import pytest

from houtai.modules.coedit.models import Room
from houtai.modules.coedit.sockets import hubs, log
from houtai.modules.coedit.tests.browsers import asked, cookie_of, held, live, typed
from houtai.modules.coedit.tests.conftest import BODY

pytestmark = pytest.mark.once("what is in memory")


def test_a_new_room_is_seeded_once_for_all(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        browsers = [page(cookie) for _ in range(20)]
        await asyncio.gather(*(browser.join() for browser in browsers))
        assert [browser.text for browser in browsers] == [BODY] * 20
        assert len(hubs.hub().rooms) == 1
        states = {held(browser.doc) for browser in browsers}
        assert len(states) == 1
        return await asked(list, Room.objects.values_list("key", "seq"))

    assert live(work()) == [(str(article.pk), 0)]


def test_the_seed_is_the_newest_draft_and_not_what_is_public(article, alice, page):
    article.body = "<p>Only a draft.</p>"
    article.save_revision()
    cookie = cookie_of(alice)

    async def work():
        browser = await page(cookie).join()
        assert browser.text == "<p>Only a draft.</p>"

    live(work())


def test_whoever_stops_waiting_does_not_make_a_second_room(article, alice, page, monkeypatch):
    cookie, opened, left = cookie_of(alice), log.opened, threading.Event()
    monkeypatch.setattr(log, "opened", lambda room: left.wait(30) and opened(room))

    async def work():
        browsers = [page(cookie) for _ in range(6)]
        joining = [asyncio.create_task(browser.join()) for browser in browsers]
        async with asyncio.timeout(30):
            while not hubs.hub()._opening:
                await browsers[0].pause()
        browsers[0].task.cancel()
        joining[0].cancel()
        await browsers[0].pause()
        left.set()
        await asyncio.gather(*joining[1:])
        one, other = browsers[1], browsers[-1]
        await one.write("Now ")
        await other.says("<p>Now The tide is high.</p>")

    live(work())


def test_a_room_that_everybody_left_is_closed_and_opened_again(article, alice, page, monkeypatch):
    monkeypatch.setattr("houtai.modules.coedit.sockets.hub.LINGER", 0.01)
    cookie = cookie_of(alice)

    async def work():
        browser = await page(cookie).join()
        await browser.write("Now ")
        await browser.leave()
        await asyncio.sleep(0.05)
        assert hubs.hub().rooms == {}
        assert (await page(cookie).join()).text == "<p>Now The tide is high.</p>"

    live(work())


def test_a_room_that_nobody_got_into_is_closed_too(article, alice, page, monkeypatch):
    monkeypatch.setattr("houtai.modules.coedit.sockets.hub.LINGER", 0.01)
    cookie = cookie_of(alice)

    async def work():
        assert await (await page(cookie).join(schema=0)).ended() == 4426
        await asyncio.sleep(0.05)
        assert hubs.hub().rooms == {}

    live(work())


def test_a_room_that_was_left_while_its_last_words_were_written_is_closed(article, alice, page, monkeypatch):
    cookie, write, left = cookie_of(alice), log.write, threading.Event()
    monkeypatch.setattr(log, "write", lambda lots: left.wait(30) and write(lots))

    async def work():
        browser = await page(cookie).join()
        (room,) = hubs.hub().rooms.values()
        browser.send(typed(browser.doc, "Now "))
        with monkeypatch.context() as patch:
            patch.setattr("houtai.modules.coedit.sockets.hub.LINGER", 0)
            async with asyncio.timeout(30):
                while not room.writing:
                    await browser.pause()
                await browser.leave()
                left.set()
                while hubs.hub().rooms:
                    await browser.pause()
        assert (await page(cookie).join()).text == "<p>Now The tide is high.</p>"

    live(work())


def test_a_room_that_nobody_waited_for_is_closed(article, alice, page, monkeypatch):
    monkeypatch.setattr("houtai.modules.coedit.sockets.hub.LINGER", 0)
    cookie, opened, left = cookie_of(alice), log.opened, threading.Event()
    monkeypatch.setattr(log, "opened", lambda room: left.wait(30) and opened(room))

    async def work():
        browser = page(cookie)
        joining = asyncio.create_task(browser.join())
        async with asyncio.timeout(30):
            while not hubs.hub()._opening:
                await browser.pause()
            browser.task.cancel()
            joining.cancel()
            await browser.pause()
            left.set()
            while hubs.hub()._opening or hubs.hub().rooms:
                await browser.pause()

    live(work())

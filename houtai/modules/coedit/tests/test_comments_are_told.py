"""Whoever is in the room learns at once that its threads have changed: by websocket, by HTTP, in another process."""

import asyncio

from houtai.core.workspaces.context import current
from houtai.modules.coedit.sockets import door, hubs
from houtai.modules.coedit.sockets.hub import Hub
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, live
from houtai.modules.coedit.tests.conftest import path_of
from houtai.modules.coedit.tests.poller import Poller
from houtai.modules.coedit.tests.talkers import BEGIN, ask
from houtai.modules.coedit.tests.test_guests_in_rooms import ends, invited
from houtai.modules.coedit.tests.test_two_processes_share_a_room import serving


def test_by_websocket_and_by_http(article, alice, bob, viewer, page):
    cookies = [cookie_of(user) for user in (alice, bob, viewer)]

    async def work():
        ann, reader = await page(cookies[0]).join(), await page(cookies[2]).join()
        polls = Poller(path_of(article), cookies[1])
        welcome = (await polls.ask())["welcome"]
        assert (welcome["comments"], welcome["talk"]) == ("write", 0)
        assert reader.find("welcome")["comments"] == "read"
        await polls.ask()
        waits = polls.waiting()
        await asyncio.sleep(0.05)
        status, told = await ask(path_of(article), cookies[0], **BEGIN)
        assert status == 200
        for browser in (ann, reader):
            assert await browser.until(lambda browser=browser: browser.find("talk")) == told["talk"] == 1
        while "talk" not in await waits:
            waits = polls.waiting()
        assert polls.told["talk"] == 1
        late = await page(cookies[1]).join()
        assert late.find("welcome")["talk"] == 1

    live(work())


def test_in_another_process(article, alice, page, monkeypatch):
    async def never(self):
        return None

    monkeypatch.setattr(Hub, "_look", never)
    monkeypatch.setattr(door, "hub", lambda: serving.get() or hubs.hub())
    cookie = cookie_of(alice)

    async def work():
        other = Hub()
        try:
            ann = page(cookie)
            serving.set(other)
            await ann.join()
            serving.set(None)
            await ask(path_of(article), cookie, **BEGIN)
            assert ann.find("talk") is None
            await other._look_at(current(), list(other.rooms.values()))
            assert await ann.until(lambda: ann.find("talk")) == 1
        finally:
            await other.close()

    live(work())


def test_who_may_no_longer_comment_is_told_so(article, alice):
    guest = invited(article, alice, role="write")
    token = guest.token

    def only_reads():
        guest.role = "read"
        guest.save()

    async def work():
        gina = await Browser(path_of(article), guest=token).join()
        assert gina.find("welcome")["comments"] == "write"
        await asked(only_reads)
        assert await gina.until(lambda: gina.find("role")) == "read"
        assert gina.find("comments") == ""
        await asked(ends, article, guest, alice)
        assert await gina.ended() == 4403

    live(work())

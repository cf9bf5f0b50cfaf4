"""Who reads too slowly holds up nobody, and who sends too fast is stopped."""

import pytest

from houtai.modules.coedit.sockets import hubs
from houtai.modules.coedit.sockets import link as links
from houtai.modules.coedit.tests.browsers import cookie_of, live

pytestmark = pytest.mark.once("what waits for a browser is in memory")


def test_who_does_not_read_is_let_go_and_the_others_go_on(article, alice, bob, page, monkeypatch):
    monkeypatch.setattr(links, "MOST_FRAMES", 20)
    monkeypatch.setattr("houtai.modules.coedit.sockets.door.PATIENCE", 0.1)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, slow = [await page(cookie).join() for cookie in cookies]
        slow.reads.clear()
        for number in range(40):
            await ann.write(f"{number} ")
        await slow.task
        (room,) = hubs.hub().rooms.values()
        assert [link.access.name for link in room.relay.links] == ["Alice"]
        await ann.write("Still here ")
        slow.reads.set()
        await slow.join()
        assert slow.text == ann.text

    live(work())


def test_one_who_has_too_many_bytes_waiting_is_let_go(article, alice, page, monkeypatch):
    monkeypatch.setattr(links, "MOST_BYTES", 2_000)
    cookie = cookie_of(alice)

    async def work():
        ann, slow = [await page(cookie).join() for _ in range(2)]
        slow.reads.clear()
        await ann.write("x" * 1_500)
        await ann.write("y" * 1_500)
        slow.reads.set()
        assert await slow.ended() == 4429
        assert ann.code is None

    live(work())


def test_who_sends_too_much_is_let_go(article, alice, bob, page, monkeypatch):
    monkeypatch.setattr(links, "BURST_FRAMES", 50.0)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, hasty = [await page(cookie).join() for cookie in cookies]
        for _ in range(120):
            hasty.tell({"ping": 1})
        assert await hasty.ended() == 4429
        await ann.write("Now ")

    live(work())


def test_an_allowance_fills_up_again():
    allowance = links.Allowance(2, 1)
    assert [allowance.take(1, now=0.0) for _ in range(3)] == [True, True, False]
    assert allowance.take(1, now=2.0)

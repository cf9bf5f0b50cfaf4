"""Several processes may serve one room: the log is the truth, and each passes on what the others wrote."""

import asyncio
from contextvars import ContextVar

import pytest

from houtai.core.workspaces.context import current
from houtai.modules.coedit.models import Update
from houtai.modules.coedit.sockets import door, hubs
from houtai.modules.coedit.sockets.hub import Hub
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, equal, live, typed
from houtai.modules.coedit.tests.conftest import put_together, room_of

serving: ContextVar[Hub | None] = ContextVar("serving", default=None)


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch):
    """Nobody looks at the log but when told to."""

    async def never(self):
        return None

    monkeypatch.setattr(Hub, "_look", never)
    monkeypatch.setattr(door, "hub", lambda: serving.get() or hubs.hub())


async def through(hub: Hub, browser: Browser) -> Browser:
    serving.set(hub)
    return await browser.join()


async def look(*processes: Hub) -> None:
    for hub in processes:
        await hub._look_at(current(), list(hub.rooms.values()))


def both(work, *browsers):
    async def whole():
        one, other = Hub(), Hub()
        try:
            await work(one, other, *browsers)
        finally:
            await one.close()
            await other.close()

    live(whole())


def test_what_one_writes_the_other_passes_on(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(one, ann)
        await through(other, ben)
        await ann.write("Now ")
        assert ben.text != ann.text
        await look(other)
        await ben.says(ann.text)
        assert ben.find("writers")[str(ann.doc.client_id)]["name"] == "Alice"

    both(work, page(alice), page(bob))


@pytest.mark.only("postgresql")  # On SQLite they look.
def test_on_a_server_they_tell_each_other_at_once(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(one, ann)
        await through(other, ben)
        await one.notices.ready()
        await other.notices.ready()
        await ann.write("Now ")
        await ben.says(ann.text)
        for number in range(15):
            ann.send(typed(ann.doc, f"a{number} "))
            ben.send(typed(ben.doc, f"b{number} "))
        await asyncio.gather(ann.acknowledged(16), ben.acknowledged(15))
        await equal(ann, ben)
        for nonsense in ("", "x", "a:b:c", f"{current()}:1:", f"{current()}:x:9", f"{current()}:{room}:99:1"):
            one.noticed(nonsense)

    room = room_of(article).pk
    both(work, page(alice), page(bob))


def test_both_write_at_once_and_end_equal(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(one, ann)
        await through(other, ben)
        for number in range(15):
            ann.send(typed(ann.doc, f"a{number} "))
            ben.send(typed(ben.doc, f"b{number} "))
            if number % 5 == 0:
                await look(one, other)
        await asyncio.gather(ann.acknowledged(15), ben.acknowledged(15))
        await look(one, other)
        await equal(ann, ben)
        assert all(ann.text.count(f"{who}{number} ") == 1 for who in "ab" for number in range(15))
        numbers = Update.objects.order_by("seq").values_list("seq", flat=True)
        assert await asked(list, numbers) == list(range(1, 31))
        assert (await asked(room_of, article)).seq == 30
        late = await through(one, page(ann.cookie))
        assert late.text == ann.text

    both(work, page(alice), page(bob))


def test_who_moves_to_a_process_that_lags_behind_brings_along_what_it_lacks(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(other, ben)
        await through(one, ann)
        await ann.write("Now ")
        await ann.leave()
        await through(other, ann)
        await ann.acknowledged(ann.send(ann.missing))
        await ann.write("And ")
        await ben.says("<p>And Now The tide is high.</p>")
        await look(other, one)
        assert (await through(one, page(ben.cookie))).text == ann.text

    both(work, page(alice), page(bob))


def test_what_builds_on_words_that_this_process_has_not_read_yet_is_taken(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(one, ann)
        await through(other, ben)
        await ann.write("Now ")
        # Ben had them from another process, before he came here.
        ben.doc.apply_update(ann.doc.get_update())
        await ben.write("But ", at=2)
        await look(one)
        await ann.says("<p>NoBut w The tide is high.</p>")

    both(work, page(alice), page(bob))


def test_a_log_that_was_put_together_meanwhile_is_still_read_whole(article, alice, bob, page):
    async def work(one, other, ann, ben):
        await through(one, ann)
        await through(other, ben)
        await ann.write("Now ")
        await asked(put_together, article)
        await ann.write("And ")
        await look(other)
        await ben.says("<p>And Now The tide is high.</p>")

    both(work, page(alice), page(bob))


def test_a_row_read_before_the_log_was_put_together_loses_nothing(article, alice, page):
    """As on PostgreSQL, where the row and its updates are read one after the other."""
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("Now ")
        return ann.text

    text = live(work())
    early = room_of(article)
    put_together(article)
    assert early.html() == text
    assert early.stored(after=0) == [bytes(room_of(article).base)]

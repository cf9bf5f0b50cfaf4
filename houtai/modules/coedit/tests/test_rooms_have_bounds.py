"""Nobody makes a room so large that others cannot enter it, or fails the writing of other rooms."""

import pytest
from django.db import DataError

from houtai.modules.coedit.models import Update, bounds
from houtai.modules.coedit.models.refusals import TooFast
from houtai.modules.coedit.sockets import hubs, log, talkers
from houtai.modules.coedit.sockets import link as links
from houtai.modules.coedit.sockets import room as rooms
from houtai.modules.coedit.sockets.wire import varuint
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, cut, live, typed
from houtai.modules.coedit.tests.conftest import log_of, path_of, put_together, room_of, written
from houtai.modules.coedit.tests.poller import Poller
from houtai.modules.coedit.tests.test_guests_in_rooms import invited

pytestmark = pytest.mark.once("what is counted is in memory")


def crowd(count, *, first=10_000):
    """One letter that is gone already, under each of so many clients."""
    return varuint(count) + b"".join(b"\x01" + varuint(first + n) + b"\x00\x00\x01" for n in range(count)) + b"\x00"


def test_an_update_brings_few_new_clients(article, alice):
    token = invited(article, alice).token

    async def work():
        gina = await Browser(path_of(article), guest=token).join()
        gina.send(crowd(bounds.MOST_NEW))
        assert await gina.ended() == 4413
        assert await asked(log_of, article) == []

    live(work())


def test_a_guest_takes_few_of_a_rooms_clients_and_others_still_come(article, alice, page, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_OF_A_GUEST", 6)
    token, cookie = invited(article, alice).token, cookie_of(alice)

    async def work():
        gina = await Browser(path_of(article), guest=token).join()
        await gina.acknowledged(gina.send(crowd(5)))
        gina.send(crowd(5, first=20_000))
        assert await gina.ended() == 4413
        ann = await page(cookie).join()
        await ann.write("Now ")

    live(work())


def test_a_room_has_no_more_than_so_many_clients(article, alice, page, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_WRITERS", 1)
    cookie = cookie_of(alice)

    async def work():
        ann, again = [await page(cookie).join() for _ in range(2)]
        await ann.write("Now ")
        again.send(typed(again.doc, "And "))
        assert await again.ended() == 4413
        assert "full" in again.find("refused")["text"]
        await ann.write("And ")

    live(work())


def test_a_full_text_takes_nothing_more_until_something_is_deleted(article, alice, page, monkeypatch):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("x" * 3_000)
        monkeypatch.setattr(bounds, "MOST_DOCUMENT", 4_000)
        ann.send(typed(ann.doc, "y" * 1_500))
        assert await ann.ended() == 4413
        ann = await page(cookie).join()
        await ann.acknowledged(ann.send(cut(ann.doc, 0, 3_000)))
        await ann.write("y" * 1_500)
        assert ann.text.count("y") == 1_500

    live(work())


def test_a_text_larger_than_what_may_wait_for_a_slow_reader_can_be_entered(article, alice, page, monkeypatch):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("x" * 3_000)
        monkeypatch.setattr(links, "MOST_BYTES", 2_000)
        late = await page(cookie).join()
        await late.says(ann.text)

    live(work())


def test_what_the_text_has_already_is_acknowledged_and_not_written_again(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann, ben = [await page(cookie).join() for _ in range(2)]
        letters, gone = typed(ann.doc, "Now "), cut(ann.doc, 0, 2)
        for update in (letters, gone, gone):
            ann.send(update)
        # Not before what it repeats is on disk.
        await ann.acknowledged(3)
        assert len(await asked(log_of, article)) == 2
        await ben.says(ann.text)
        await ben.acknowledged(ben.send(ann.doc.get_update()))
        assert len(await asked(log_of, article)) == 2
        whole = ann.doc.get_update()
        await ann.write("!")
        await ann.acknowledged(ann.send(ann.doc.get_update()))
        typed(ann.doc, "?")
        await ann.acknowledged(ann.send(ann.doc.get_update()))
        assert [len(data) < len(whole) for data in (await asked(log_of, article))[2:]] == [True, True]
        await ben.says(ann.text)

    live(work())


def test_a_log_that_grows_too_long_takes_nothing_until_it_is_put_together(article, alice, page, monkeypatch):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("x" * 3_000)
        monkeypatch.setattr(rooms, "MOST_LOG", 2_000)
        await ann.join()
        ann.send(typed(ann.doc, "y"))
        assert await ann.ended() == 4429
        await asked(put_together, article)
        await ann.join()
        room = next(iter(hubs.hub().rooms.values()))
        while room.weight.log:
            await ann.pause()
        await ann.acknowledged(ann.send(ann.missing))
        assert ann.text.count("y") == 1

    live(work())


def test_one_person_has_so_many_pages_of_a_room_and_no_more(article, alice, bob, page, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_LINKS", 2)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ben, first, second, third = [await page(cookies[number > 0]).join() for number in range(4)]
        assert await first.ended() == 4429
        for writes in (ben, second, third):
            await writes.write("Now ")

    live(work())


def test_who_comes_again_and_again_has_to_wait(article, alice, bob, page, monkeypatch):
    monkeypatch.setattr(talkers, "BURST", 2.0)
    monkeypatch.setattr(talkers, "RATE", 0.0001)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        assert [(await page(cookies[0]).join()).code for _ in range(3)] == [None, None, 4429]
        assert (await page(cookies[1]).join()).code is None
        polls = Poller(path_of(article), cookies[0])
        await polls.ask()
        assert polls.status == 429

    live(work())


def test_what_fails_in_one_room_is_written_in_the_others(article, alice, page, monkeypatch):
    cookie, other = cookie_of(alice), written(title="Other")
    add, bad = Update.add, room_of(article).pk

    def fails(rows, *, at):
        if any(row[0] == bad for row in rows):
            raise DataError("not in this room")
        return add(rows, at=at)

    monkeypatch.setattr(Update, "add", fails)

    async def work():
        ann, ben = await page(cookie).join(), await Browser(path_of(other), cookie).join()
        ann.send(typed(ann.doc, "Now "))
        ben.send(typed(ben.doc, "Now "))
        assert await ann.ended() == 1012
        await ben.acknowledged(1)
        assert (len(await asked(log_of, article)), len(await asked(log_of, other))) == (0, 1)

    live(work())


def test_any_number_of_new_clients_is_introduced(article, alice, page, monkeypatch):
    monkeypatch.setattr(log, "MOST_ASKED", 2)
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.acknowledged(ann.send(crowd(5)))

    live(work())
    assert room_of(article).writers.count() == 6


def test_an_update_of_very_many_parts_is_too_large_and_others_write_on(article, alice, page, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_PARTS", 50)
    gina, cookie = Browser(path_of(article), guest=invited(article, alice).token), cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await gina.join()
        gina.send(b"\x00\x01\x01" + varuint(60) + b"\x00\x01" * 60)
        assert await gina.ended() == 4413
        await ann.write("Now ")

    live(work())


def test_whoever_keeps_the_server_reading_has_to_wait(article, alice, page, monkeypatch):
    monkeypatch.setattr(rooms, "readers", talkers.Talkers(TooFast, burst=4, rate=0.001))
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("Now ")
        ann.send(crowd(9))
        assert await ann.ended() == 4429
        await ann.join()
        ann.send(b"\x00")
        assert await ann.ended() == 4429

    live(work())

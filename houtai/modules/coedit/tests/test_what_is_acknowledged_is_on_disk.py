"""An update is first in the log, then with the others, and its author is told last of all that it is safe."""

import asyncio

from houtai.modules.coedit.models import Writer
from houtai.modules.coedit.tests.browsers import asked, cookie_of, cut, live, typed
from houtai.modules.coedit.tests.conftest import log_of, room_of


def test_nothing_is_acknowledged_or_passed_on_before_it_is_in_the_log(article, alice, bob, page, monkeypatch):
    from houtai.modules.coedit.sockets import log

    write, cookies = log.write, [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        before = len(ben.received)
        seen = []

        def slowly(lots):
            seen.append((ann.acked, len(ben.received) - before))
            return write(lots)

        monkeypatch.setattr(log, "write", slowly)
        update = typed(ann.doc, "Now ")
        await ann.acknowledged(ann.send(update))
        assert await asked(log_of, article) == [update]
        await ben.says(ann.text)
        assert seen == [(0, 0)]

    live(work())


def test_an_author_does_not_get_back_what_he_wrote(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        had = len(ann.received)
        await ann.write("One ")
        await ben.says(ann.text)
        await ben.write("Two ")
        await ann.says(ben.text)
        assert len(ann.received) == had + 1

    live(work())


def test_bursts_keep_their_order_and_are_all_acknowledged(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann, ben = [await page(cookie).join() for _ in range(2)]
        sent = [typed(ann.doc, letter, at=at) for at, letter in enumerate("0123456789" * 10)]
        for update in sent:
            ann.send(update)
        await ann.acknowledged(100)
        acks = [one["ack"] for one in ann.told if "ack" in one]
        assert acks == sorted(acks)
        assert await asked(log_of, article) == sent
        await ben.says(ann.text)
        assert ben.received[1:] == sent

    live(work())


def test_the_log_knows_who_wrote_also_when_words_were_only_removed(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        await ann.write("Now ")
        await ben.says(ann.text)
        await ben.acknowledged(ben.send(cut(ben.doc, 0, 2)))
        room = await asked(room_of, article)
        rows = room.updates.order_by("seq").values_list("writer__name", "writer__client")
        assert await asked(list, rows) == [("Alice", ann.doc.client_id), ("Bob", ben.doc.client_id)]
        told = {client: who["name"] for one in ben.told for client, who in one.get("writers", {}).items()}
        assert told == {str(ann.doc.client_id): "Alice", str(ben.doc.client_id): "Bob"}
        assert await asked(Writer.objects.count) == 2

    live(work())


def test_many_rooms_are_written_together(article, alice, page):
    from houtai.modules.coedit.tests.browsers import Browser
    from houtai.modules.coedit.tests.conftest import path_of, written

    others, cookie = [written(title=f"{n}") for n in range(5)], cookie_of(alice)

    async def work():
        browsers = [Browser(path_of(one), cookie) for one in (article, *others)]
        await asyncio.gather(*(browser.join() for browser in browsers))
        await asyncio.gather(*(browser.write(f"{n} ") for n, browser in enumerate(browsers)))
        for one in (article, *others):
            assert len(await asked(log_of, one)) == 1

    live(work())

"""A browser that knows another history, or speaks another version, must not join: its text would be doubled."""

import pytest

from houtai.modules.coedit.tests.browsers import asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import BODY, room_of

pytestmark = pytest.mark.once("what is compared in memory")


def again(article):
    room_of(article).delete()
    return room_of(article)


def test_a_browser_of_another_history_is_sent_away_and_joins_afresh(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.write("Now ")
        await ann.leave()
        await asked(again, article)
        assert await (await ann.join()).ended() == 4409
        fresh = await page(cookie).join()
        assert fresh.text == BODY

    live(work())


def test_who_is_in_a_room_that_is_gone_comes_again_and_learns_it(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await asked(again, article)
        assert await ann.ended() in (1012, 4409)
        assert await (await ann.join()).ended() == 4409

    live(work())


def test_what_is_written_into_a_room_that_is_gone_is_not_acknowledged(article, alice, page):
    from houtai.modules.coedit.tests.browsers import Browser
    from houtai.modules.coedit.tests.conftest import path_of, written

    other, cookie = written(title="Other"), cookie_of(alice)

    async def work():
        ann, elsewhere = await page(cookie).join(), await Browser(path_of(other), cookie).join()
        await asked(again, article)
        ann.send(typed(ann.doc, "Lost "))
        await elsewhere.write("Kept ")
        assert await ann.ended() in (1012, 4409)
        assert ann.acked == 0
        assert elsewhere.code is None

    live(work())


def test_another_version_of_the_schema_has_to_reload(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        for schema in (0, 2):
            assert await (await page(cookie).join(schema=schema)).ended() == 4426

    live(work())


def test_who_comes_back_gets_only_what_is_new(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann, ben = [await page(cookie).join() for _ in range(2)]
        await ben.leave()
        await ann.write("Now ")
        typed(ben.doc, "Offline ")
        await ben.join()
        assert len(ben.received[-1]) < len(ben.received[0])
        await ben.acknowledged(ben.send(ben.missing))
        await ann.says(ben.text)
        assert sorted(ann.text[3:].split()[:2]) == ["Now", "Offline"]

    live(work())

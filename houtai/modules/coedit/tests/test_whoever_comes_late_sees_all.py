"""Who comes later gets the whole text and where the others stand; who leaves takes the cursor along."""

import pytest

from houtai.modules.coedit.tests.browsers import cookie_of, live

pytestmark = pytest.mark.once("what is in memory")


def test_late_comers_get_the_text_the_cursors_and_the_people(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann = await page(cookies[0]).join()
        await ann.write("Now ")
        ann.point()
        await ann.until(lambda: ann.find("cursors"))
        ben = await page(cookies[1]).join()
        assert ben.text == ann.text
        cursors = await ben.until(lambda: ben.find("cursors"))
        shown = cursors[str(ann.doc.client_id)]
        assert (shown["name"], shown["state"]["anchor"]["item"]["client"]) == ("Alice", ann.doc.client_id)
        await ann.until(lambda: [one["name"] for one in ann.find("people") or ()] == ["Alice", "Bob"])
        assert ben.find("welcome")["writers"][str(ann.doc.client_id)]["name"] == "Alice"

    live(work())


def test_a_cursor_goes_with_its_browser(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        ann.point()
        await ben.until(lambda: ben.find("cursors"))
        await ann.leave()
        assert await ben.until(lambda: ben.find("cursors") == {str(ann.doc.client_id): None})
        await ben.until(lambda: [one["name"] for one in ben.find("people")] == ["Bob"])

    live(work())


def test_who_came_back_keeps_the_cursor_when_the_old_connection_is_found_dead(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        ann.point()
        await ben.until(lambda: ben.find("cursors"))
        old, left = ann._in, ann.task
        await ann.join()
        ann.point()
        old.put_nowait({"type": "websocket.disconnect", "code": 1006})
        await left
        await ben.write("Now ")
        await ann.says(ben.text)
        assert all(one["cursors"][str(ann.doc.client_id)] for one in ben.told if "cursors" in one)

    live(work())


def test_a_cursor_can_be_taken_back_and_a_ping_is_answered(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann, ben = [await page(cookie).join() for _ in range(2)]
        ann.point()
        await ben.until(lambda: (ben.find("cursors") or {}).get(str(ann.doc.client_id)))
        ann.tell({"cursor": None})
        await ben.until(lambda: ben.find("cursors") == {str(ann.doc.client_id): None})
        ann.tell({"ping": 7})
        assert await ann.until(lambda: ann.find("pong")) == 7

    live(work())

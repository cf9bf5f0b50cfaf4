"""Where websockets do not get through, the same room is asked by HTTP, and nothing of it is lost."""

import asyncio

import pytest
from pycrdt import XmlElement

from houtai.modules.coedit.sockets import exchange, hubs, link
from houtai.modules.coedit.tests.browsers import added, asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import BODY, log_of, path_of
from houtai.modules.coedit.tests.poller import Poller

pytestmark = pytest.mark.once("frames by another way; the log is the same")


def test_one_is_welcomed_writes_and_hears_the_others(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls, ben = Poller(path_of(article), cookies[0]), await page(cookies[1]).join()
        welcome = (await polls.ask())["welcome"]
        assert (welcome["role"], welcome["you"]["name"], polls.text) == ("write", "Alice", BODY)
        update = typed(polls.doc, "Now ")
        await polls.ask(update)
        assert await asked(log_of, article) == [update]
        await ben.says(polls.text)
        await ben.write("And ")
        assert "welcome" not in await polls.ask()
        assert polls.text == ben.text

    live(work())


def test_whoever_waits_is_woken_by_news(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls, ben = Poller(path_of(article), cookies[0]), await page(cookies[1]).join()
        await polls.ask()
        await asyncio.sleep(0.1)
        await polls.ask()
        waits = polls.waiting()
        await asyncio.sleep(0.05)
        assert not waits.done()
        await ben.write("Now ")
        await waits
        assert polls.text == ben.text

    live(work())


def test_an_answer_that_is_lost_is_made_good_by_the_next(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls, ben = Poller(path_of(article), cookies[0]), await page(cookies[1]).join()
        await polls.ask()
        await ben.write("Now ")
        await polls.ask(lost=True)
        await ben.write("And ")
        await polls.ask()
        assert polls.text == ben.text == "<p>And Now The tide is high.</p>"
        (room,) = hubs.hub().rooms.values()
        assert len(room.relay.links) == 2

    live(work())


def test_a_request_that_was_given_up_takes_nothing_away(article, alice, bob, page):
    """A browser breaks off its long wait when it has something to send or to ask."""
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls, ben = Poller(path_of(article), cookies[0]), await page(cookies[1]).join()
        await polls.ask()
        await asyncio.sleep(0.1)
        await polls.ask()
        given_up = asyncio.create_task(polls.ask(wait=20, lost=True))
        await asyncio.sleep(0.1)
        assert not given_up.done()
        assert "welcome" not in await polls.ask()
        await given_up
        assert "welcome" not in await polls.ask(typed(polls.doc, "Now "))
        await ben.says(polls.text)
        await ben.write("And ")
        assert "welcome" not in await polls.ask()
        assert polls.text == ben.text

    live(work())


def test_what_may_not_be_written_is_refused(article, alice, viewer, page):
    cookies = [cookie_of(alice), cookie_of(viewer)]

    async def work():
        polls = Poller(path_of(article), cookies[0])
        await polls.ask()
        told = await polls.ask(added(polls.doc, XmlElement("script")))
        assert (polls.status, told["refused"]["code"]) == (422, 4422)
        (room,) = hubs.hub().rooms.values()
        assert not room.relay.links
        reads = Poller(path_of(article), cookies[1])
        assert (await reads.ask())["welcome"]["role"] == "read"
        told = await reads.ask(typed(reads.doc, "Mine "))
        assert (reads.status, told["refused"]["code"]) == (403, 4403)
        assert await asked(log_of, article) == []

    live(work())


def test_nobody_takes_over_somebody_elses_place(article, alice, bob):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls = Poller(path_of(article), cookies[0])
        await polls.ask()
        mallory = Poller(path_of(article), cookies[1], client=polls.doc.client_id)
        assert (await mallory.ask())["refused"]["code"] == 4409
        assert "welcome" not in await polls.ask()

    live(work())


def test_a_role_that_another_process_changed_is_told(article, editor, monkeypatch):
    monkeypatch.setattr(hubs, "any_open", lambda: False)
    from django.contrib.auth.models import Group

    cookie = cookie_of(editor)
    viewers = Group.objects.get(name="Viewers")

    async def work():
        polls = Poller(path_of(article), cookie)
        await polls.ask()
        await asked(editor.groups.set, [viewers])
        assert (await polls.ask())["role"] == "read"
        monkeypatch.setattr(link, "GRACE", -1.0)
        await polls.ask(b"\x00\x00")
        assert polls.status == 403

    live(work())


def test_who_does_not_ask_again_is_forgotten(article, alice, bob, page, monkeypatch):
    monkeypatch.setattr(exchange, "KEPT", -1.0)
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        polls, ben = Poller(path_of(article), cookies[0]), await page(cookies[1]).join()
        await polls.ask()
        hubs.hub()._let_visitors_go()
        (room,) = hubs.hub().rooms.values()
        assert [link.access.name for link in room.relay.links] == ["Bob"]
        await ben.write("Now ")
        assert "welcome" in await polls.ask()
        assert polls.text == ben.text

    live(work())

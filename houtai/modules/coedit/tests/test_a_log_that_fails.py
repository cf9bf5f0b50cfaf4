"""When the log cannot be written nobody is told that it was; they come again, and nothing is lost or doubled."""

from typing import Any

import pytest
from django.db import OperationalError

from houtai.modules.coedit.models import Update
from houtai.modules.coedit.tests.browsers import asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import log_of


@pytest.fixture
def failing_once(monkeypatch):
    add = Update.add
    failures: list[Any] = []

    def fails(rows, *, at):
        if not failures:
            failures.append(rows)
            raise OperationalError("disk I/O error")
        return add(rows, at=at)

    monkeypatch.setattr(Update, "add", fails)
    return failures


def test_everybody_comes_again_and_the_update_arrives_once(article, alice, bob, page, failing_once):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        ann.send(typed(ann.doc, "Now "))
        assert [await ann.ended(), await ben.ended()] == [1012, 1012]
        assert len(failing_once) == 1
        assert ann.acked == 0
        assert await asked(log_of, article) == []
        await ann.join()
        await ben.join()
        await ann.acknowledged(ann.send(ann.missing))
        await ben.says("<p>Now The tide is high.</p>")
        assert len(await asked(log_of, article)) == 1
        assert (await page(cookies[1]).join()).text == ben.text == ann.text

    live(work())


def test_a_room_that_chokes_on_its_log_is_opened_anew_and_the_scribe_goes_on(article, alice, page, monkeypatch):
    from houtai.modules.coedit.sockets.room import LiveRoom

    cookie = cookie_of(alice)

    def chokes(self, last):
        raise ValueError("no such thing")

    async def work():
        ann = await page(cookie).join()
        with monkeypatch.context() as patch:
            patch.setattr(LiveRoom, "written", chokes)
            ann.send(typed(ann.doc, "Now "))
            assert await ann.ended() == 1012
        await ann.join()
        await ann.write("And ")
        assert (await page(cookie).join()).text == "<p>And Now The tide is high.</p>"

    live(work())

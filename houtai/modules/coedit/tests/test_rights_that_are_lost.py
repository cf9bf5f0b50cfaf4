"""Whoever loses a right while connected is out, or reads on; when it happens in this process, at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import hints, membership, switches
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Member, Workspace
from houtai.modules.coedit.models import Room
from houtai.modules.coedit.sockets import hub, hubs, link
from houtai.modules.coedit.sockets.hub import Hub
from houtai.modules.coedit.tests.browsers import asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import log_of, path_of, room_of
from houtai.modules.coedit.tests.poller import Poller

pytestmark = pytest.mark.once("who gets in is asked of the same rows as every desk page")


def only_reads(article, user, owner):
    viewers = Group.objects.get(name="Viewers")
    user.groups.set([viewers])


def may_do_less(article, user, owner):
    group = Group.objects.get(name="Editors")
    group.permissions.remove(group.permissions.get(codename="change_article"))


def is_locked(article, user, owner):
    article.locked, article.locked_by, article.locked_at = True, owner, now()
    article.save()


def is_submitted(article, user, owner):
    catalog.action("content.submit").run(article, by=user)


def is_scheduled(article, user, owner):
    article.go_live_at = now() + timedelta(days=1)
    article.act("publish", owner, revision=article.save_revision().pk)


def has_no_role(article, user, owner):
    user.groups.clear()


def is_removed(article, user, owner):
    membership.remove(user, by=owner)


def is_no_member(article, user, owner):
    member = Member.objects.get(user=user.pk)
    member.active = False
    member.save()


def is_closed_out(article, user, owner):
    identity = user.identity
    identity.is_active = False
    identity.save()


def has_another_password(article, user, owner):
    identity = user.identity
    identity.set_password("another one entirely")
    identity.save()


def is_signed_out(article, user, owner):
    for session in Session.objects.all():
        session.delete()


def goes_to_another_desk(article, user, owner):
    desk = Group.objects.create(name="Finance desk")
    article.column = apps.get_model("content.Column").objects.create(name="Finance", slug="finance", desk=desk)
    article.save()


def is_deleted(article, user, owner):
    article.act("delete", owner)


def begins_anew(article, user, owner):
    Room.objects.get().delete()
    Room.objects.seeded(article, "body")
    article.save()


def is_switched_off(article, user, owner):
    switches.switch(current(), off=["coedit"], now=now())


WAYS = {
    only_reads: "read",
    may_do_less: "read",
    is_locked: "read",
    is_submitted: "read",
    is_scheduled: "read",
    has_no_role: 4404,
    is_removed: 4401,
    is_no_member: 4401,
    is_closed_out: 4401,
    has_another_password: 4401,
    is_signed_out: 4401,
    goes_to_another_desk: 4404,
    is_deleted: 4404,
    begins_anew: 4409,
}


@pytest.fixture(autouse=True)
def _only_when_told(monkeypatch):
    """The rounds would find out too, a moment later."""

    async def never(self):
        return None

    monkeypatch.setattr(hub, "HEARD", 0.02)
    monkeypatch.setattr(Hub, "_ask_again", never)
    monkeypatch.setattr(Hub, "_look", never)


async def found_out(browser):
    await browser.until(lambda: browser.code or browser.find("role"))
    return browser.code or browser.find("role")


def test_who_may_write_again_knows_it_at_once(article, editor, page):
    cookie, submit, cancel = (
        cookie_of(editor),
        *(catalog.action(f"content.{verb}") for verb in ("submit", "cancel_review")),
    )

    async def work():
        browser = await page(cookie).join()
        await asked(partial(submit.run, article, by=editor))
        await browser.until(lambda: browser.find("role") == "read")
        await asked(partial(cancel.run, article, by=editor))
        await browser.until(lambda: browser.find("role") == "write")
        await browser.write("Now ")

    live(work())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_it_is_noticed_at_once(way, article, editor, owner, page):
    cookie = cookie_of(editor)

    async def work():
        browser = await page(cookie).join()
        await asked(partial(way, article, editor, owner))
        assert await found_out(browser) == WAYS[way]

    live(work())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_it_is_noticed_soon_when_another_process_did_it(way, article, editor, owner, page, monkeypatch):
    cookie, here = cookie_of(editor), hints.process()

    def elsewhere():
        monkeypatch.setattr(hubs, "any_open", lambda: False)
        monkeypatch.setattr(hints, "process", lambda: "elsewhere")
        way(article, editor, owner)
        monkeypatch.setattr(hints, "process", lambda: here)

    async def work():
        browser = await page(cookie).join()
        await asked(elsewhere)
        assert await found_out(browser) == WAYS[way]

    live(work())


def test_it_is_noticed_by_and_by_when_nobody_says_so(article, editor, owner, page, monkeypatch):
    cookie = cookie_of(editor)
    monkeypatch.setattr(hubs, "any_open", lambda: False)
    monkeypatch.setattr(hints, "say", lambda *_words, now: None)

    async def work():
        browser = await page(cookie).join()
        await asked(has_no_role, article, editor, owner)
        here = hubs.hub()
        await here.ask([(room, link) for room in here.rooms.values() for link in room.relay.links])
        assert await browser.ended() == 4404

    live(work())


def test_a_module_switched_off_lets_everybody_go(article, editor, owner, page):
    cookie = cookie_of(editor)

    async def work():
        browser = await page(cookie).join()
        await asked(is_switched_off, article, editor, owner)
        # What is switched off is kept in memory until just after the commit.
        hubs.ask_all(current())
        assert await browser.ended() == 4404

    live(work())


def test_others_stay_where_they_are(article, editor, alice, owner, page):
    cookies = [cookie_of(editor), cookie_of(alice)]

    async def work():
        gone, stays = [await page(cookie).join() for cookie in cookies]
        await asked(has_no_role, article, editor, owner)
        assert await gone.ended() == 4404
        await stays.write("Now ")

    live(work())


def test_who_only_reads_now_keeps_what_was_on_its_way_and_is_refused_what_comes_later(
    article, editor, owner, page, monkeypatch
):
    cookie, lock = cookie_of(editor), partial(is_locked, article, editor, owner)

    def unlock():
        article.locked = False
        article.save()

    async def work():
        browser = await page(cookie).join()
        await asked(lock)
        await browser.until(lambda: browser.find("role") == "read")
        browser.send(typed(browser.doc, "on its way "))
        browser.send(typed(browser.doc, "And "))
        await asked(unlock)
        await browser.until(lambda: browser.find("role") == "write")
        # Sent before the browser heard that it might not for a while.
        browser.send(typed(browser.doc, "more "))
        browser.tell({"ping": 1})
        await browser.until(lambda: browser.find("pong"))
        assert (browser.code, browser.acked, await asked(log_of, article)) == (None, 0, [])
        await browser.acknowledged(browser.send(browser.missing))
        assert await asked(lambda: room_of(article).html()) == browser.text
        monkeypatch.setattr(link, "GRACE", -1.0)
        await asked(lock)
        await browser.until(lambda: browser.find("role") == "read")
        browser.send(b"\x00\x00")
        assert await browser.ended() == 4403

    live(work())


def test_by_http_nothing_that_was_on_its_way_is_waited_for(article, editor, owner):
    polls = Poller(path_of(article), cookie_of(editor))

    async def work():
        await polls.ask()
        await asked(is_locked, article, editor, owner)
        told = await polls.ask(typed(polls.doc, "Now "))
        assert (polls.status, told["role"], await asked(log_of, article)) == (200, "read", [])

    live(work())


def test_nothing_is_asked_while_no_room_is_open(article, owner, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(hubs, "ask_all", None)
    Workspace.objects.get(pk=current()).save()
    article.save()
    assert not hubs.any_open()

"""Who gets into a room by websocket, and who does not; what is out of sight is not there."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.utils.timezone import now
from wagtail.users.models import UserProfile

from conftest import person
from houtai.core.workspaces import switches
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.models import User
from houtai.core.workspaces.preparation import create_workspace
from houtai.core.workspaces.roles import grant
from houtai.modules.coedit.models import Room
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import log_of, path_of, written

pytestmark = pytest.mark.once("who gets in is asked of the same rows as every desk page")


def code_for(path, cookie, **more):
    async def work():
        browser = await Browser(path, cookie, **more).join()
        return await browser.ended() if browser.code or not browser.find("welcome") else browser.find("welcome")["role"]

    return live(work())


def finance():
    desk = Group.objects.create(name="Finance desk")
    return apps.get_model("content.Column").objects.create(name="Finance", slug="finance", desk=desk)


def test_who_is_signed_out_is_told_so(article):
    assert code_for(path_of(article), "") == 4401
    assert code_for(path_of(article), "sessionid=forged") == 4401
    assert code_for(path_of(article), 'sessionid="; a=\x01') == 4401


def test_a_stranger_finds_no_room_and_makes_none(article, charlie):
    assert code_for(path_of(article), cookie_of(charlie)) == 4404
    assert not Room.objects.exists()


def test_who_may_see_texts_but_not_the_desk_is_refused(article):
    grant("Guests", "content.view_article", "content.change_article")
    assert code_for(path_of(article), cookie_of(person("guest", "Guests"))) == 4403


def test_who_is_refused_reads_why_in_the_language_of_their_desk(article):
    grant("Guests", "content.view_article", "content.change_article")
    user = person("guest", "Guests")
    UserProfile.objects.create(user=user, preferred_language="zh-hans")
    browser = Browser(path_of(article), cookie_of(user))
    live(browser.join())
    assert browser.find("refused")["text"].startswith("您")


def test_a_text_of_another_desk_is_not_there(transactional_db, editor):
    assert code_for(path_of(written(column=finance())), cookie_of(editor)) == 4404


def test_who_may_not_change_it_reads_and_does_not_write(article, viewer, alice, page):
    cookies = [cookie_of(viewer), cookie_of(alice)]

    async def work():
        reader, ann = [await page(cookie).join() for cookie in cookies]
        assert reader.find("welcome")["role"] == "read"
        await ann.write("Now ")
        await reader.says(ann.text)
        reader.send(typed(reader.doc, "Mine "))
        assert await reader.ended() == 4403
        assert len(await asked(log_of, article)) == 1

    live(work())


def test_a_locked_text_is_read_only_but_for_whoever_locked_it(article, editor, alice):
    article.locked, article.locked_by, article.locked_at = True, alice, now()
    article.save()
    assert code_for(path_of(article), cookie_of(editor)) == "read"
    assert code_for(path_of(article), cookie_of(alice)) == "write"


NOWHERE = (
    "/coedit/content.nothing/1/body/",
    "/coedit/nothing.article/1/body/",
    "/coedit/content.article/999999/body/",
    "/coedit/content.article/999999999999999999/body/",
    "/coedit/content.article/1/title/",
    "/coedit/content.article/1/nothing/",
    "/coedit/workspaces.user/1/password/",
    "/coedit/content.article/one/body/",
    "/coedit/content.article/1/body",
    "/coedit/../1/body/",
)


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_no_room_is_not_there(path, article, alice):
    assert code_for(path, cookie_of(alice)) == 4404


ORIGINS = ("https://evil.example", "null", "", "http://localhost.evil.example", "http://[", "http://localhost:81")


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_page_of_somebody_else_gets_nowhere(origin, article, alice):
    assert code_for(path_of(article), cookie_of(alice), origin=origin) == 4404


@pytest.mark.parametrize("module", ["coedit", "content"])
def test_a_module_that_is_off_has_no_rooms(module, article, alice):
    switches.switch(current(), off=[module], now=now())
    assert code_for(path_of(article), cookie_of(alice)) == 4404


def test_a_session_of_another_workspace_is_worth_nothing_here(article, alice):
    with enter(create_workspace(name="Other").pk):
        cookie = cookie_of(User.objects.create_superuser("alice@example.com", "x"))
    assert code_for(path_of(article), cookie) == 4401

"""Who finds comments, who may write them, and who finds none: asked at every door."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import switches
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.models import User
from houtai.core.workspaces.preparation import create_workspace
from houtai.modules.coedit.models import Guest, Room, Thread
from houtai.modules.coedit.tests.browsers import cookie_of, live
from houtai.modules.coedit.tests.conftest import path_of, written
from houtai.modules.coedit.tests.talkers import ANCHOR, BEGIN, PLACE, Talker, ask
from houtai.modules.coedit.tests.test_doors_of_rooms import NOWHERE, finance
from houtai.modules.coedit.tests.test_guests_in_rooms import invited

pytestmark = pytest.mark.once("who gets in is asked of the same rows as every desk page")


@pytest.fixture
def thread(article, alice):
    return Talker(article, alice).begin()


def acts(thread):
    comment = thread["comments"][0]["id"]
    yield "look", {}
    yield "begin", {**PLACE, "text": "Mine"}
    yield "reply", {"thread": thread["id"], "text": "Mine"}
    yield "edit", {"comment": comment, "text": "Mine"}
    yield "delete", {"comment": comment}
    yield "resolve", {"thread": thread["id"]}
    yield "reopen", {"thread": thread["id"]}
    yield "move", {"epoch": "f", "places": [{"thread": thread["id"], "anchor": ANCHOR}]}


def refused(talker, thread, code):
    """At every door, and nothing has changed."""
    before = Room.objects.get(pk=Thread.objects.get(pk=thread["id"]).room_id).talk
    for what, fields in acts(thread):
        assert talker.do(what, **fields)["code"] == code, what
        assert "Is it?" not in str(talker.told)
    kept = Thread.objects.get(pk=thread["id"])
    assert (kept.comments.get().text, kept.resolved, kept.epoch, kept.room.talk) == ("Is it?", None, "e", before)


def test_nobody_and_strangers_find_none(article, thread, charlie):
    refused(Talker(article), thread, 4401)
    refused(Talker(article, charlie), thread, 4404)


def test_the_editor_of_another_column_finds_none(transactional_db, alice, editor):
    column = finance()
    alice.groups.add(column.desk)
    article = written(column=column)
    refused(Talker(article, editor), Talker(article, alice).begin(), 4404)


def test_who_only_reads_the_text_reads_comments_and_writes_none(article, thread, viewer):
    talker = Talker(article, viewer)
    assert talker.do("look")[0]["comments"][0]["text"] == "Is it?"
    for what, fields in list(acts(thread))[1:]:
        assert talker.do(what, **fields)["code"] in (4403, 4404)
    assert Thread.objects.get().comments.get().text == "Is it?"


def test_a_locked_text_can_still_be_commented_on(article, editor, alice):
    article.locked, article.locked_by, article.locked_at = True, alice, now()
    article.save()
    assert Talker(article, editor).begin()["comments"][0]["name"] == "Editor"


@pytest.mark.parametrize("role", ["write", "suggest"])
def test_guests_who_write_or_suggest_comment(article, alice, thread, role):
    gina = Talker(article, guest=invited(article, alice, role=role).token)
    assert gina.do("reply", thread=thread["id"], text="From outside.")[0]["comments"][1]["name"] == "Gina"
    assert gina.do("edit", comment=thread["comments"][0]["id"], text="Mine")["code"] == 4403


def test_a_guest_who_only_reads_sees_nothing_of_it(article, alice, thread):
    refused(Talker(article, guest=invited(article, alice, role="read").token), thread, 4403)


def test_a_guest_may_no_more_than_whoever_invited_them(article, viewer, thread):
    refused(Talker(article, guest=invited(article, viewer, role="write").token), thread, 4403)


def test_a_link_that_has_ended_opens_nothing(article, alice, thread):
    guest = invited(article, alice)
    gina = Talker(article, guest=guest.token)
    assert gina.do("look")
    catalog.action("coedit.disinvite").run(article, by=alice, guest=guest.pk)
    refused(gina, thread, 4403)
    late = invited(article, alice)
    Guest.objects.filter(pk=late.pk).update(expires=now() - timedelta(seconds=1))
    refused(Talker(article, guest=late.token), thread, 4403)
    refused(Talker(article, guest="1:forged:x"), thread, 4403)


def test_a_link_is_good_for_one_text(article, alice, thread):
    refused(Talker(article, guest=invited(written(title="Other"), alice, role="write").token), thread, 4404)


def test_threads_of_another_text_are_not_there(article, alice, thread):
    other = Talker(written(title="Other"), alice)
    assert other.do("look") == []
    for what, fields in list(acts(thread))[2:-1]:
        assert other.do(what, **fields)["code"] == 4404
    what, fields = list(acts(thread))[-1]
    assert other.do(what, **fields) == []
    assert Thread.objects.get().comments.get().text == "Is it?"


def test_another_workspace_gets_nowhere(article, alice, thread):
    talker, guest = Talker(article, alice), invited(article, alice, role="write")
    with enter(create_workspace(name="Other").pk):
        theirs = User.objects.create_superuser("alice@example.com", "x")
        talker.cookie = cookie_of(theirs)
        token = Guest(pk=guest.pk, nonce=guest.nonce).token
    refused(talker, thread, 4401)
    refused(Talker(article, guest=token), thread, 4403)


@pytest.mark.parametrize("module", ["coedit", "content"])
def test_a_module_that_is_off_has_no_comments(module, article, alice, thread):
    talker = Talker(article, alice)
    switches.switch(current(), off=[module], now=now())
    refused(talker, thread, 4404)


def test_pages_of_others_and_what_is_no_room_get_nowhere(article, alice):
    cookie = cookie_of(alice)
    for path in NOWHERE:
        assert live(ask(path, cookie, **BEGIN))[0] == 404
    for origin in ("https://evil.example", "null", ""):
        assert live(ask(path_of(article), cookie, origin=origin, **BEGIN))[0] == 404
    assert not Thread.objects.exists()

"""When nobody has written for a while the text becomes a draft and a version, and what is public stays as it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now
from pycrdt import XmlElement, XmlText
from wagtail.models import ModelLogEntry

from houtai.core.text import shared
from houtai.modules.coedit.models import Room, Update
from houtai.modules.coedit.models import room as rooms
from houtai.modules.coedit.models.room import changed_by
from houtai.modules.coedit.tasks import settle
from houtai.modules.coedit.tests.browsers import added, asked, cookie_of, first_text, held, live, typed
from houtai.modules.coedit.tests.conftest import BODY, log_of, put_together, room_of

SAID = "<p>Now The tide is high.</p>"
MARK = {"insertion": {"id": "s1", "by": "u7", "at": "2026-11-30T02:00:00.000Z"}}


@pytest.fixture
def room(article, alice):
    """Somebody has written a word, three minutes ago; the article is public."""
    article.act("publish", alice)
    return edited(room_of(article), lambda doc: typed(doc, "Now "))


def edited(room, does):
    room.edit(does)
    Room.objects.filter(pk=room.pk).update(changed=now() - timedelta(minutes=3))
    room.refresh_from_db()
    return room


def draft(article):
    article.refresh_from_db()
    return article.get_latest_revision_as_object()


def test_a_quiet_room_becomes_a_draft_once(article, room):
    settle.func()
    assert draft(article).body == SAID
    assert (article.body, article.live) == (BODY, True)
    assert article.has_unpublished_changes
    count = article.revisions.count()
    settle.func()
    room_of(article).settle()
    assert article.revisions.count() == count
    assert [(version.html, version.seq) for version in room.versions.all()] == [(SAID, 1)]


def test_a_room_in_which_somebody_is_writing_is_left_alone(article, room):
    Room.objects.update(changed=now())
    settle.func()
    assert draft(article).body == BODY


@pytest.mark.parametrize("bound", ["LONGEST", "MOST_UPDATES", "MOST_BYTES"])
def test_a_room_that_is_never_quiet_becomes_one_too(bound, article, room, monkeypatch):
    Room.objects.update(changed=now())
    monkeypatch.setattr(rooms, bound, type(getattr(rooms, bound))(0))
    settle.func()
    assert draft(article).body == SAID
    assert not room.updates.exists()


def test_what_is_only_suggested_is_left_out(article, room):
    edited(room, lambda doc: first_text(doc).insert(0, "Perhaps ", MARK))
    settle.func()
    assert draft(article).body == SAID


def test_other_fields_of_the_draft_stay(article, room):
    article.title = "Another title"
    article.save_revision()
    settle.func()
    assert (draft(article).title, draft(article).body) == ("Another title", SAID)


def test_a_room_that_cannot_be_settled_holds_up_no_other(article, room, monkeypatch, caplog):
    gone = Room.objects.create(
        kind="content.article", key="999", field="body", seq=1, changed=now() - timedelta(days=1)
    )
    broken = Room.objects.create(kind="x.nothing", key="1", field="body", seq=1, changed=now() - timedelta(days=1))
    settle.func()
    assert draft(article).body == SAID
    assert not Room.objects.filter(pk=gone.pk).exists()
    assert f"Room {broken} could not be settled." in caplog.text


def test_the_log_is_put_together_and_open_rooms_go_on(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        for number in range(5):
            await ann.write(f"{number} ")
        before = await asked(lambda: room_of(article).html())
        await asked(lambda: put_together(article))
        assert await asked(log_of, article) == []
        assert await asked(lambda: room_of(article).html()) == before == ann.text
        await ann.write("Now ")
        await ben.says(ann.text)
        late = await page(cookies[1]).join()
        assert held(late.doc) == held(ann.doc)
        assert [row.seq for row in await asked(list, Update.objects.all())] == [6]

    live(work())


def test_deletions_survive_being_put_together(article, room):
    edited(room, lambda doc: added(doc, XmlElement("paragraph", {}, [XmlText("More.")])))
    put_together(article)
    room.rewrite(BODY)
    put_together(article)
    assert room_of(article).html() == BODY


def test_the_history_names_who_wrote_and_the_two_pages_know_each_other(article, room, alice, client, monkeypatch):
    told: list[Any] = []
    monkeypatch.setattr(shared, "_listeners", [told.append])
    Room.objects.update(settled=room.seq)
    room.refresh_from_db()
    writers = [
        room.writers.create(client=at, key=key, name=name)
        for at, (key, name) in enumerate([("g1", "Gus"), (f"u{alice.pk}", "Alice")])
    ]
    for writer in writers:
        (change,) = changed_by(lambda doc: typed(doc, "More. "), room_of(article).document())
        Update.append(room.pk, room.epoch, [(change, writer.pk)])
    room_of(article).settle()
    assert told == [article]
    entry = ModelLogEntry.objects.get(action="coedit.write")
    article.refresh_from_db()
    assert (entry.user, entry.revision_id, entry.revision.user) == (alice, article.latest_revision_id, None)
    client.force_login(alice)
    versions = reverse("coedit.versions", args=["content.article", article.pk, "body"])
    history = reverse("wagtailsnippets_content_article:history", args=[article.pk])
    page = client.get(history).content.decode()
    assert "Written together by Alice, Gus" in page
    assert versions in page
    assert history in client.get(versions).content.decode()

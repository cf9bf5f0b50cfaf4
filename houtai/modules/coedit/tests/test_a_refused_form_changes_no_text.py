"""Who may not write now changes nothing by a form, and a form that is refused or only looked at replaces no text."""

import json

import pytest

from houtai.modules.coedit.models import Room
from houtai.modules.coedit.tests.browsers import typed
from houtai.modules.coedit.tests.conftest import BODY, room_of, written
from houtai.modules.coedit.tests.test_the_form_and_the_room import copy, draft, field_in, form, in_room, packed, url
from houtai.modules.coedit.widgets import Together

LOW = "<p>The tide is low.</p>"
BROUGHT = {
    "HTML": lambda article: LOW,
    "a text": lambda article: in_room(article, text=LOW),
    "words": lambda article: in_room(article, pending=packed(typed(copy(article), "Now "))),
}


@pytest.fixture
def text(db):
    article = written()
    room_of(article)
    return article


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def unchanged(article):
    rooms = [(room.seq, room.html()) for room in Room.objects.all()]
    return rooms == [(0, BODY)] and draft(article).body == BODY


@pytest.mark.parametrize("page", ["edit", "preview_on_edit"])
@pytest.mark.parametrize("name", BROUGHT)
def test_into_a_locked_text_nothing_is_written(name, page, desk, text, bob):
    text.locked, text.locked_by = True, bob
    text.save()
    answer = desk.post(url(page, text.pk), form(BROUGHT[name](text), title="Mine"))
    assert answer.status_code == 200
    assert unchanged(text)


def test_who_only_reads_brings_no_words_behind_an_unlocked_page(text, alice, bob):
    """The lock came after the page was checked, and before the words were."""
    widget = Together()
    text.locked, text.locked_by = True, bob
    text.save()
    for brought in BROUGHT.values():
        widget.edits(text, "body", user=alice)
        widget.takes = True
        assert widget.value_from_datadict({"body": brought(text)}, {}, "body") in (BODY, LOW)
        assert "any more" in widget.problem
    assert unchanged(text)


@pytest.mark.parametrize("name", BROUGHT)
def test_a_preview_shows_and_writes_nothing(name, desk, text):
    assert json.loads(desk.post(url("preview_on_edit", text.pk), form(BROUGHT[name](text))).content)["is_valid"]
    shown = desk.get(url("preview_on_edit", text.pk)).content.decode()
    assert ("The tide is low." in shown) == (name != "words")
    assert unchanged(text)


@pytest.mark.parametrize(("page", "name"), [("edit", "HTML"), ("revisions_revert", "a text")])
@pytest.mark.parametrize("why", ["title", "out of date"])
def test_a_refused_text_replaces_nothing_and_is_offered_again(why, page, name, desk, text, bob):
    old = text.latest_revision_id
    text.save_revision(user=bob)
    more = {"loaded_revision_id": old} if why == "out of date" else {"title": "x" * 301}
    keys = [text.pk, old] if page == "revisions_revert" else [text.pk]
    answer = desk.post(url(page, *keys), form(BROUGHT[name](text), **more))
    assert answer.status_code == 200
    assert unchanged(text)
    assert json.loads(field_in(answer).find(".//input").get("value"))["text"] == LOW


def test_a_way_back_without_a_title_is_refused_with_a_word(desk, text):
    old = text.latest_revision_id
    answer = desk.post(url("revisions_revert", text.pk, old), form(in_room(text, text=LOW), title=""))
    assert "This field is required." in answer.content.decode()
    assert unchanged(text)


def test_what_a_text_said_before_it_was_replaced_is_a_version(desk, text):
    room = room_of(text)
    room.rewrite("<p>An hour of words.</p>")
    desk.post(url("revisions_revert", text.pk, text.latest_revision_id), form(in_room(text, text=LOW)))
    assert room_of(text).html() == draft(text).body == LOW
    assert [version.html for version in room.versions.all()] == ["<p>An hour of words.</p>"]

"""The field in the form of an article: HTML while it is new, and after that a word about the room it is written in."""

import json
from base64 import b64encode
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from lxml.html import fromstring
from pycrdt import Doc, XmlElement

from houtai.core.catalog.catalog import catalog
from houtai.modules.coedit.models import Room, bounds
from houtai.modules.coedit.tests.browsers import added, cut, typed
from houtai.modules.coedit.tests.conftest import BODY, room_of, written
from houtai.modules.coedit.tests.test_what_a_text_may_not_hold_is_refused import by_client, claimed

EMPTY = "summary cover slug tags column language author byline source_name source_url cover_url go_live_at expire_at"
NAME = "content.article/{}/body"


def url(name, *args):
    return reverse(f"wagtailsnippets_content_article:{name}", args=args)


def form(body, **fields):
    return {**dict.fromkeys(EMPTY.split(), ""), "title": "Tides", "body": body, **fields}


def in_room(article, **more):
    return json.dumps({"room": NAME.format(article.pk), **more})


def packed(update):
    return b64encode(update).decode()


def copy(article, client=4711):
    doc = Doc[Any](client_id=client)
    doc.apply_update(room_of(article).document().get_update())
    return doc


def draft(article):
    article.refresh_from_db()
    return article.get_latest_revision_as_object()


def field_in(page):
    return fromstring(page.content.decode()).xpath("//*[@data-controller='coedit']")[0]


@pytest.fixture
def text(db):
    return written()


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def test_a_new_article_posts_html_that_is_cleaned(desk):
    field = field_in(desk.get(url("add")))
    assert field.get("data-coedit-room-value") == ""
    desk.post(url("add"), form("<p>Hello<script>alert(1)</script></p>"))
    assert Room.objects.count() == 0
    article = apps.get_model("content.Article").objects.get()
    field = field_in(desk.get(url("edit", article.pk)))
    assert field.get("data-coedit-room-value") == f"/coedit/content.article/{article.pk}/body/"
    assert "Hello" not in field.find(".//input").get("value")
    assert room_of(article).html() == "<p>Hello</p>"


def test_an_existing_one_gets_the_text_of_its_room(desk, text):
    room_of(text).rewrite("<p>The tide is low.</p>")
    field = field_in(desk.get(url("edit", text.pk)))
    said = field.find(".//input").get("value")
    assert json.loads(said) == {"room": NAME.format(text.pk)}
    assert desk.post(url("edit", text.pk), form(said, title="Low")).status_code == 302
    assert (draft(text).title, draft(text).body) == ("Low", "<p>The tide is low.</p>")


def test_the_last_words_come_with_the_form_and_are_added_once(desk, text, alice):
    update = packed(typed(copy(text), "Now "))
    for _ in range(2):
        assert desk.post(url("edit", text.pk), form(in_room(text, pending=update))).status_code == 302
    assert draft(text).body == "<p>Now The tide is high.</p>"
    room = room_of(text)
    assert [(row.seq, row.writer.key) for row in room.updates.all()] == [(1, f"u{alice.pk}")]


def test_words_that_came_by_the_websocket_too_are_there_once(desk, text):
    doc = copy(text)
    update = typed(doc, "Now ")
    room_of(text).edit(lambda live: live.apply_update(update))
    desk.post(url("edit", text.pk), form(in_room(text, pending=packed(update))))
    assert draft(text).body == "<p>Now The tide is high.</p>"
    assert room_of(text).seq == 1


FORGED = {
    "no base64": lambda doc: "!",
    "garbage": lambda doc: packed(b"\xff" * 20),
    "cut short": lambda doc: packed(typed(doc, "x")[:-2]),
    "an unknown block": lambda doc: packed(added(doc, XmlElement("script"))),
    "what is reserved": lambda doc: packed(by_client(2)(doc)),
    "others' letters": lambda doc: packed(claimed(doc, "1:0", [3, 5, 0])),
    "a gap": lambda doc: packed([typed(doc, "lost"), typed(doc, "x", at=4)][1]),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_words_are_an_error_of_the_form_and_the_rest_is_kept(name, desk, text):
    pending = FORGED[name](copy(text))
    answer = desk.post(url("edit", text.pk), form(in_room(text, pending=pending), title="Kept"))
    page = answer.content.decode()
    assert "Your last words could not be added." in page
    assert 'value="Kept"' in page
    assert json.loads(field_in(answer).find(".//input").get("value")) == {"room": NAME.format(text.pk)}
    assert (room_of(text).seq, room_of(text).html(), draft(text).body) == (0, BODY, BODY)


@pytest.mark.parametrize(("bound", "said"), [("MOST_NEW", "too many pages"), ("MOST_DOCUMENT", "The text is full")])
def test_what_is_too_much_for_a_room_is_too_much_for_its_form(bound, said, desk, text, monkeypatch):
    monkeypatch.setattr(bounds, bound, 0)
    doc = copy(text)
    answer = desk.post(url("edit", text.pk), form(in_room(text, pending=packed(typed(doc, "Now "))), title="Kept"))
    assert said in answer.content.decode()
    assert "still in the editor" in answer.content.decode()
    assert 'value="Kept"' in answer.content.decode()
    assert (room_of(text).seq, room_of(text).html()) == (0, BODY)
    if bound == "MOST_DOCUMENT":
        desk.post(url("edit", text.pk), form(in_room(text, pending=packed(cut(copy(text), 0, 4)))))
        assert room_of(text).html() == "<p>tide is high.</p>"


def test_words_under_somebody_elses_number_are_forged_too(desk, text, bob):
    from houtai.modules.coedit.models.bringing import add

    doc = copy(text)
    add(room_of(text), packed(typed(doc, "Bob ")), key=f"u{bob.pk}", name="Bob")
    desk.post(url("edit", text.pk), form(in_room(text, pending=packed(typed(doc, "Alice ")))))
    assert room_of(text).html() == "<p>Bob The tide is high.</p>"


def test_last_words_may_come_with_what_others_wrote_and_the_text_has_already(desk, text, bob):
    from houtai.modules.coedit.models.bringing import add

    room, ann, ben = room_of(text), copy(text), copy(text, client=4712)
    add(room, packed(typed(ben, "Bob ")), key=f"u{bob.pk}", name="Bob")
    room.rewrite("<p>Bob The tide is high.</p><p>By Houtai.</p>")
    before = ann.get_state()
    ann.apply_update(room.document().get_update())
    typed(ann, "Ann ")
    pending = packed(ann.get_update(before))
    assert desk.post(url("edit", text.pk), form(in_room(text, pending=pending))).status_code == 302
    assert room_of(text).html() == draft(text).body == "<p>Ann Bob The tide is high.</p><p>By Houtai.</p>"


def test_what_is_saved_while_rooms_are_switched_off_is_in_the_room_afterwards(desk, text, monkeypatch):
    room_of(text).rewrite("<p>The tide is low.</p>")
    is_on = catalog.is_on
    with monkeypatch.context() as off:
        off.setattr(catalog, "is_on", lambda name: name != "coedit" and is_on(name))
        desk.post(url("edit", text.pk), form("<p>Saved in the form.</p>"))
        assert draft(text).body == "<p>Saved in the form.</p>"
        text.act("publish", None)
        assert text.body == "<p>Saved in the form.</p>"
    desk.post(url("edit", text.pk), form(in_room(text), title="On again"))
    assert (draft(text).title, draft(text).body) == ("On again", "<p>Saved in the form.</p>")
    assert "<p>The tide is low.</p>" in room_of(text).versions.values_list("html", flat=True)


def test_the_name_of_another_room_changes_nothing_and_shows_nothing(desk, text):
    other = written(title="Other", body="<p>Secret numbers.</p>")
    room_of(other)
    for more in ({}, {"pending": packed(typed(copy(other), "x"))}, {"text": "<p>Mine.</p>"}):
        answer = desk.post(url("edit", text.pk), form(in_room(other, **more)))
        assert "Reload the page; nothing is lost." in answer.content.decode()
        assert "Secret" not in answer.content.decode()
    assert room_of(other).html() == "<p>Secret numbers.</p>"
    assert (room_of(text).html(), draft(text).body) == (BODY, BODY)
    answer = desk.post(url("add"), form(in_room(other)))
    assert "Reload the page; nothing is lost." in answer.content.decode()
    assert "Secret" not in answer.content.decode()


def test_plain_html_for_an_existing_article_edits_its_room(desk, text):
    room = room_of(text)
    desk.post(url("edit", text.pk), form("<p>The tide is low.<script>x</script></p>"))
    assert room_of(text).html() == draft(text).body == "<p>The tide is low.</p>"
    assert (room_of(text).epoch, room_of(text).seq) == (room.epoch, 1)


def test_going_back_to_a_revision_brings_its_text_into_the_room(desk, text):
    old = text.latest_revision_id
    room_of(text).rewrite("<p>The tide is low.</p>")
    room_of(text).settle()
    said = field_in(desk.get(url("revisions_revert", text.pk, old))).find(".//input").get("value")
    assert json.loads(said) == {"room": NAME.format(text.pk), "text": BODY}
    assert room_of(text).html() == "<p>The tide is low.</p>"
    assert desk.post(url("revisions_revert", text.pk, old), form(said)).status_code == 302
    assert room_of(text).html() == draft(text).body == BODY


def test_looking_at_the_preview_of_an_older_text_changes_nothing(desk, text):
    room_of(text).rewrite("<p>The tide is low.</p>")
    answer = desk.post(url("preview_on_edit", text.pk), form(in_room(text, text="<p>Older words.</p>")))
    assert json.loads(answer.content)["is_valid"]
    assert "Older words." in desk.get(url("preview_on_edit", text.pk)).content.decode()
    assert (room_of(text).html(), room_of(text).seq) == ("<p>The tide is low.</p>", 1)
